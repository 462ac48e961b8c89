import { expect } from "chai";
import { LiveEventKind } from "../../firmware/ble/codes";
import { frames } from "../../firmware/ble/frames";
import { gattTable, Slot } from "../../firmware/ble/gatt-table";
import { Op } from "../../firmware/ble/op-codes";
import { operationList, operationOf, operations } from "../../firmware/ble/operations";
import { Result, resultTexts } from "../../firmware/ble/results";

const characteristics = gattTable.flatMap((service) => service.characteristics);

describe("protocol tables", () => {
  it("keep every characteristic where phones remember it: append to this list, and change nothing in it", () => {
    const placed = gattTable.flatMap(({ uuid, characteristics: rows }) =>
      rows.map(
        (row) => `${uuid.slice(0, 8)} ${row.uuid.slice(0, 8)} ${row.slot ?? "text"} ${row.properties.join(" ")}`,
      ),
    );
    expect(placed).to.deep.equal([
      "180a 2a29 text read",
      "180a 2a24 text read",
      "180a 2a26 text read",
      "180a 2a27 text read",
      "180a 2a28 text read",
      "180f 2a19 9 read notify",
      "7d3b0001 7d3b0010 0 read",
      "7d3b0001 7d3b0011 1 write writeWithOutResponse",
      "7d3b0001 7d3b0012 2 writeEncrypted indicate subscribeEncrypted",
      "7d3b0001 7d3b0013 3 read notify",
      "7d3b0001 7d3b0014 4 read notify",
      "7d3b0001 7d3b0015 5 readEncrypted notify subscribeEncrypted",
      "7d3b0001 7d3b0016 6 notify subscribeEncrypted",
      "7d3b0001 7d3b0017 7 notify subscribeEncrypted",
      "7d3b0001 7d3b0018 8 notify subscribeEncrypted",
    ]);
  });

  it("have lower-case UUIDs, none of them twice, and each slot once", () => {
    const uuids = [...gattTable, ...characteristics].map(({ uuid }) => uuid);
    expect(new Set(uuids).size).to.equal(uuids.length);
    for (const uuid of uuids) {
      expect(uuid).to.match(/^([0-9a-f]{4}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/);
    }
    const slots = characteristics.flatMap(({ slot }) => (slot === undefined ? [] : [slot]));
    expect(slots).to.have.members(Object.values(Slot));
    for (const { slot, text } of characteristics) expect(slot === undefined).to.equal(text !== undefined);
  });

  it("hide no serial number from pages, because there is none", () => {
    expect(characteristics.map(({ uuid }) => uuid)).to.not.include("2a25");
  });

  it("know every operation by its code, its name and its place", () => {
    expect(operationList.map(({ name }) => name)).to.have.members(Object.keys(Op));
    for (const [name, code] of Object.entries(Op)) {
      expect(operations[name as keyof typeof operations].name).to.equal(name);
      expect(operationOf(code)?.name).to.equal(name);
    }
    expect(operationOf(0xff)).to.equal(undefined);
  });

  it("give out no code twice", () => {
    for (const codes of [Op, Result, Slot, LiveEventKind]) {
      expect(new Set(Object.values(codes)).size).to.equal(Object.keys(codes).length);
    }
    expect(Object.keys(resultTexts).map(Number)).to.have.members(Object.values(Result));
    const types = frames.flatMap(({ fields: [first] }) =>
      first !== undefined && "value" in first ? [first.value] : [],
    );
    expect(new Set(types).size).to.equal(types.length);
  });

  it("keep the codes of the operations: append to this list, and change nothing in it", () => {
    const known =
      "introduce 0 requestControl 1 giveUpControl 2 setClock 3 nameCuff 4 identify 5 silence 6 confirm 7 release 8 " +
      "setPerson 16 readPerson 17 screen 18 erasePerson 19 readLimb 20 " +
      "enterLop 32 search 33 hold 34 adjust 35 expectRest 36 " +
      "putPlan 48 train 49 trainPreset 50 repeatLast 51 deed 52 " +
      "readLogState 64 nextSession 65 readSession 66 markDownloaded 67 eraseEverything 68 resendEvents 69";
    expect(Object.entries(Op).flat().join(" ")).to.equal(known);
  });

  it("are frozen through and through, so that they can stand in flash", () => {
    const open: string[] = [];
    const walk = (value: unknown, trail: string): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Object.isFrozen(value)) open.push(trail);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${trail}.${key}`);
    };
    walk({ frames, gattTable, operations, operationList }, "");
    expect(open.filter((trail) => trail !== "")).to.deep.equal([]);
  });
});
