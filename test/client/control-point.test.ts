import { expect } from "chai";
import {
  CuffClient,
  CuffTimeout,
  InvalidRequest,
  LinkLost,
  operations,
  ProtocolError,
  Reason,
  RequestRefused,
  Result,
  TransportError,
} from "../../companion/client";
import { Slot } from "../../firmware/ble/gatt-table";
import { resultTexts } from "../../firmware/ble/results";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { answerOf, FakeCuff, success } from "./fake-cuff";
import { thrownBy } from "./room";

async function connected() {
  const time = new VirtualTime();
  const cuff = new FakeCuff(time);
  const client = new CuffClient({ transport: cuff, scheduler: time, unixS: () => 1_800_000_000.7 });
  await time.until(client.connect());
  const act = <T>(work: Promise<T>): Promise<T> => time.until(work, 60_000);
  return { time, cuff, client, act };
}

describe("client: requests", () => {
  it("gives back what the cuff adopted", async () => {
    const { cuff, client, act } = await connected();
    cuff.answer = (request) => [answerOf(request, Result.success, 0, 0x20, 0x03)];
    expect(await act(client.ask(operations.adjust, { setpointMmhg: 90 }))).to.deep.equal({ setpointMmhg: 80 });
    expect(cuff.writes.at(-1)).to.equal("write 2 23008403");
  });

  it("asks again after a second where the answer is lost, with the same bytes, and only once", async () => {
    const { time, cuff, client, act } = await connected();
    cuff.answer = (request) => (cuff.writes.length === 1 ? [] : [success(request)]);
    const beganMs = time.nowMs;
    await act(client.ask(operations.confirm));
    const [first, second, ...more] = cuff.writes;
    expect(second).to.equal(first);
    expect(more).to.deep.equal([]);
    expect(time.nowMs - beganMs).to.be.within(1000, 1300);
  });

  it("gives up after the second try, and goes on with the next request where the cuff had heard none of it", async () => {
    const { time, cuff, client, act } = await connected();
    await act(client.ask(operations.confirm));
    cuff.answer = () => [];
    const beganMs = time.nowMs;
    expect(await thrownBy(act(client.ask(operations.silence)))).to.be.instanceOf(CuffTimeout);
    expect(time.nowMs - beganMs).to.be.within(2000, 2100);
    expect(cuff.writes.slice(1)).to.deep.equal(["write 2 0601", "write 2 0601"]);
    cuff.answer = (request) => [request[1] === 1 ? success(request) : answerOf(request, Result.outOfOrder, 0, 1)];
    await act(client.ask(operations.identify));
    expect(cuff.writes.slice(3)).to.deep.equal(["write 2 0502", "write 2 0501"]);
    cuff.answer = (request) => [success(request)];
    await act(client.ask(operations.identify));
    expect(cuff.writes.at(-1)).to.equal("write 2 0502");
  });

  it("ignores answers that come twice, to something else, or in pieces", async () => {
    const { cuff, client, act } = await connected();
    cuff.answer = (request) => {
      const right = answerOf(request, Result.success, 0, 0x20, 0x03);
      const [code = 0, sequence = 0] = request;
      const stale = Uint8Array.of(code, sequence - 1, Result.failed, Reason.notArmed);
      const other = Uint8Array.of(code + 1, sequence, Result.failed, Reason.notArmed);
      return [new Uint8Array(), Uint8Array.of(code), right.subarray(0, 3), stale, other, right, right];
    };
    for (let i = 0; i < 3; i++) {
      expect(await act(client.ask(operations.adjust, { setpointMmhg: 80 }))).to.deep.equal({ setpointMmhg: 80 });
    }
    expect(cuff.writes).to.have.length(3);
  });

  it("reads answers that a newer cuff has made longer", async () => {
    const { cuff, client, act } = await connected();
    cuff.answer = (request) => [answerOf(request, Result.success, 0, 0x20, 0x03, 0xff, 0xff, 0xff)];
    expect(await act(client.ask(operations.adjust, { setpointMmhg: 80 }))).to.deep.equal({ setpointMmhg: 80 });
  });

  it("says what was refused, why, and so that people understand it", async () => {
    const { cuff, client, act } = await connected();
    const cases: readonly (readonly [number, number, string])[] = [
      [Result.failed, Reason.notArmed, reasonTexts[Reason.notArmed]],
      [Result.notPermitted, Reason.none, resultTexts[Result.notPermitted]],
      [Result.notBonded, Reason.none, resultTexts[Result.notBonded]],
      [Result.invalidParameter, Reason.none, resultTexts[Result.invalidParameter]],
      [Result.unknownOperation, Reason.none, resultTexts[Result.unknownOperation]],
      [99, Reason.none, "The cuff refused it: result 99."],
      [Result.failed, 251, "Reason 251."],
    ];
    for (const [result, reason, text] of cases) {
      cuff.answer = (request) => [answerOf(request, result, reason)];
      const error = await thrownBy(act(client.ask(operations.confirm)));
      expect(error).to.be.instanceOf(RequestRefused).and.to.include({ operation: "confirm", result, reason });
      expect((error as Error).message).to.equal(text);
    }
  });

  it("tells a cuff that contradicts itself from one that refuses", async () => {
    const { cuff, client, act } = await connected();
    cuff.answer = (request) => [answerOf(request, Result.outOfOrder, 0)];
    expect(await thrownBy(act(client.ask(operations.confirm)))).to.be.instanceOf(ProtocolError);
    cuff.answer = (request) => [answerOf(request, Result.outOfOrder, 0, 99)];
    const before = cuff.writes.length;
    expect(await thrownBy(act(client.ask(operations.confirm)))).to.be.instanceOf(ProtocolError);
    expect(cuff.writes.length - before, "and soon").to.equal(3);
    cuff.answer = (request) => [answerOf(request, Result.success, 0, 0x20)];
    expect(await thrownBy(act(client.ask(operations.adjust, { setpointMmhg: 80 })))).to.be.instanceOf(ProtocolError);
  });

  it("sends nothing that would become something else on the wire", async () => {
    const { cuff, client, act } = await connected();
    const before = cuff.writes.length;
    const who = { personSlot: 0, side: 0, posture: 0 };
    const wrong: readonly (() => Promise<unknown>)[] = [
      () => client.ask(operations.adjust, { setpointMmhg: 4000 }),
      () => client.ask(operations.enterLop, { ...who, side: 256, lopMmhg: 150 }),
      () => client.ask(operations.enterLop, { ...who, personSlot: 4, lopMmhg: 150 }),
      () => client.ask(operations.nameCuff, {}, new Uint8Array(17)),
      () => client.ask(operations.nameCuff, {}),
      () => client.ask(operations.confirm, {}, new Uint8Array(1)),
      () => client.ask(operations.expectRest, { restMs: Number.NaN }),
    ];
    for (const one of wrong) expect(await thrownBy(act(one()))).to.be.instanceOf(InvalidRequest);
    expect(cuff.writes).to.have.length(before);
  });

  it("asks one thing at a time, in the order in which it was told to, around the end of the numbers", async () => {
    const { cuff, client, act } = await connected();
    await act(Promise.all(Array.from({ length: 300 }, () => client.ask(operations.confirm))));
    const numbers = cuff.writes.map((one) => Number.parseInt(one.slice(-2), 16));
    expect(numbers).to.deep.equal(Array.from({ length: 300 }, (_, i) => i % 256));
    expect(cuff.overlaps).to.equal(0);
  });

  it("lets no two operations overlap, whatever is asked for at once", async () => {
    const { cuff, client, act } = await connected();
    const stop = client.tap(Slot.raw, () => undefined);
    const both = [client.ask(operations.confirm), client.introduce(), client.tap(Slot.log, () => undefined)];
    await act(Promise.all([stop, ...both]));
    await act((await stop)());
    expect(cuff.overlaps).to.equal(0);
    expect(cuff.operations.at(-1)).to.equal("unsubscribe 6");
  });

  it("tries a protected operation once more after the phone has paired, and not a third time", async () => {
    const { cuff, client, act } = await connected();
    const refuse = (times: number) => {
      let left = times;
      cuff.before = (kind, slot) => {
        if (slot === Slot.controlPoint && left-- > 0)
          throw new TransportError(`${kind}: GATT operation not permitted.`);
      };
    };
    refuse(2);
    expect(await thrownBy(act(client.ask(operations.confirm)))).to.be.instanceOf(TransportError);
    refuse(1);
    await act(client.ask(operations.confirm));
    expect(cuff.operations.filter((one) => one === "subscribe 2")).to.have.length(4);
    refuse(1);
    await act(client.ask(operations.confirm));
    expect(cuff.writes.slice(1), "the same number").to.deep.equal(["write 2 0701", "write 2 0701"]);
    refuse(2);
    const error = await thrownBy(act(client.ask(operations.confirm)));
    expect(error).to.be.instanceOf(TransportError);
    expect((error as Error).message).to.equal("write: GATT operation not permitted.");
    await act(client.ask(operations.confirm));
  });

  it("bounds an operation that the phone never ends", async () => {
    const { time, cuff, client, act } = await connected();
    cuff.before = () => new Promise(() => undefined);
    const beganMs = time.nowMs;
    expect(await thrownBy(act(client.tap(Slot.raw, () => undefined)))).to.be.instanceOf(CuffTimeout);
    expect(time.nowMs - beganMs).to.be.within(30_000, 30_100);
  });

  it("refuses at once where there is no connection", async () => {
    const time = new VirtualTime();
    const client = new CuffClient({ transport: new FakeCuff(time), scheduler: time });
    expect(await thrownBy(client.ask(operations.confirm))).to.be.instanceOf(LinkLost);
    expect(() => client.capabilities).to.throw(LinkLost);
  });
});
