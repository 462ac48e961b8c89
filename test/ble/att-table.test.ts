import { expect } from "chai";
import { CUFF_SERVICE_UUID, gattTable, Slot } from "../../firmware/ble/gatt-table";
import { AttBench } from "./bench";
import { Att, longUuid } from "./central";
import { uuids } from "./uuids";

describe("the GATT server over ATT, before pairing", () => {
  let bench: AttBench;

  beforeEach(async () => {
    bench = await AttBench.open();
  });

  afterEach(() => {
    bench.air.close();
    expect(bench.errors).to.deep.equal([]);
    expect(bench.mishaps.all).to.deep.equal([]);
  });

  it("is found by its service, with its name", async () => {
    const report = await bench.phone.find(CUFF_SERVICE_UUID);
    expect(report.parsedDataItems.localName).to.equal("cuff 7");
  });

  it("has every service and characteristic of the table, in its order, with its properties", async () => {
    const peer = await bench.phone.connect(CUFF_SERVICE_UUID);
    const table = await peer.discover();
    // Generic Access and Generic Attribute are the stack's own.
    expect([...table.keys()].slice(2)).to.deep.equal(gattTable.map(({ uuid }) => longUuid(uuid)));
    for (const { uuid, characteristics } of gattTable) {
      const found = table.get(longUuid(uuid)) ?? [];
      expect(found.map((one) => one.uuid)).to.deep.equal(characteristics.map((row) => longUuid(row.uuid)));
      for (const [index, row] of characteristics.entries()) {
        const has = (...names: readonly string[]): boolean => row.properties.some((name) => names.includes(name));
        expect(found[index]?.properties, row.name).to.include({
          read: has("read", "readEncrypted"),
          write: has("write", "writeEncrypted"),
          writeWithoutResponse: has("writeWithOutResponse"),
          notify: has("notify"),
          indicate: has("indicate"),
        });
      }
    }
  });

  it("lets capabilities, status and the texts be read", async () => {
    const peer = await bench.connected();
    expect(await peer.read(uuids.capabilities)).to.deep.equal({ error: Att.success, bytes: [Slot.capabilities, 0xaa] });
    expect((await peer.read(uuids.status)).error).to.equal(Att.success);
    expect(Buffer.from((await peer.read("2a29")).bytes).toString()).to.equal("Open BFR cuff");
  });

  it("gives a value that is longer than the MTU of 23 in parts", async () => {
    const bytes = Array.from({ length: 44 }, (_, index) => index);
    bench.events.answer = () => Uint8Array.from(bytes);
    const peer = await bench.connected();
    expect(await peer.read(uuids.capabilities)).to.deep.equal({ error: Att.success, bytes });
  });

  it("keeps what is encrypted from reading, writing and listening", async () => {
    const peer = await bench.connected();
    const refused = Att.insufficientAuthentication;
    expect(await peer.write(uuids.controlPoint, [1])).to.equal(refused);
    expect((await peer.read(uuids.lopResult)).error).to.equal(refused);
    for (const name of ["controlPoint", "lopResult", "raw", "events", "log"] as const) {
      expect(await peer.subscribe(uuids[name], () => undefined), name).to.equal(refused);
    }
    expect(bench.events.heard).to.deep.equal(["connected"]);
  });

  it("takes a release with and without response, of any length", async () => {
    const peer = await bench.connected();
    expect(await peer.write(uuids.release, [])).to.equal(Att.success);
    const heard = bench.events.next(`write ${Slot.release} 0102`);
    await peer.writeWithoutResponse(uuids.release, [1, 2]);
    await heard;
    const long = Array.from({ length: 60 }, (_, index) => index);
    expect(await peer.write(uuids.release, long)).to.equal(Att.success);
    expect(bench.events.heard.at(-1)).to.equal(`write ${Slot.release} ${Buffer.from(long).toString("hex")}`);
  });

  it("has an MTU of 23, and of 247 where the client asks for more", async () => {
    const peer = await bench.connected();
    const received: number[] = [];
    await peer.subscribe(uuids.status, (bytes) => received.push(bytes.length));
    const { link } = bench.events;
    expect(link.longestBytes).to.equal(20);
    expect(link.send(Slot.status, new Uint8Array(21))).to.equal(false);
    expect(await peer.exchangeMtu()).to.equal(247);
    expect(link.longestBytes).to.equal(244);
    expect(link.send(Slot.status, new Uint8Array(244))).to.equal(true);
    await peer.read(uuids.status);
    expect(received).to.deep.equal([244]);
  });

  it("sends notifications in order", async () => {
    const peer = await bench.connected();
    const received: number[] = [];
    await peer.subscribe(uuids.status, ([first = -1]) => received.push(first));
    for (let sent = 0; sent < 200; sent += 1) {
      bench.server.turn(10);
      expect(bench.events.link.send(Slot.status, Uint8Array.of(sent))).to.equal(true);
    }
    await peer.read(uuids.status);
    expect(received).to.deep.equal(Array.from({ length: 200 }, (_, index) => index));
  });
});
