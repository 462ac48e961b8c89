import { expect } from "chai";
import { CUFF_SERVICE_UUID, Slot } from "../../firmware/ble/gatt-table";
import { AttBench } from "./bench";
import { Att, type Peer } from "./central";
import { uuids } from "./uuids";

const CONNECTION_TIMEOUT = 8;
const ENDED_BY_CUFF = 0x13;

describe("the GATT server when links come and go", () => {
  let bench: AttBench;

  beforeEach(async () => {
    bench = await AttBench.open();
  });

  afterEach(() => {
    bench.air.close();
    expect(bench.errors).to.deep.equal([]);
    expect(bench.mishaps.all).to.deep.equal([]);
  });

  const states: readonly [string, () => Promise<Peer>][] = [
    [
      "before discovery",
      async () => {
        const connected = bench.events.next("connected");
        const peer = await bench.phone.connect(CUFF_SERVICE_UUID);
        await connected;
        return peer;
      },
    ],
    ["after discovery", () => bench.connected()],
    [
      "while it listens",
      async () => {
        const peer = await bench.connected();
        await peer.subscribe(uuids.status, () => undefined);
        for (let sent = 0; sent < 8; sent += 1) bench.events.link.send(Slot.status, Uint8Array.of(sent));
        return peer;
      },
    ],
    [
      "in the middle of pairing",
      async () => {
        const peer = await bench.connected();
        void peer.pair();
        return peer;
      },
    ],
    ["paired", () => bench.paired()],
    [
      "with an answer unconfirmed, and another behind it",
      async () => {
        const peer = await bench.paired();
        peer.withholdsConfirmation = true;
        const answer = await peer.listen(uuids.controlPoint);
        bench.events.onWrite = (link, slot, bytes) => {
          link.send(slot, bytes);
          link.send(slot, bytes);
        };
        await peer.write(uuids.controlPoint, [1]);
        await answer();
        return peer;
      },
    ],
  ];

  const ends: readonly [string, (peer: Peer) => Promise<number>][] = [
    ["the phone disconnects", (peer) => peer.disconnect()],
    [
      "the phone is out of reach",
      (peer) => {
        bench.phone.controller.loseLinks();
        return peer.ended;
      },
    ],
    [
      "the cuff drops it",
      (peer) => {
        bench.events.link.drop();
        return peer.ended;
      },
    ],
  ];

  for (const [state, reach] of states) {
    for (const [end, finish] of ends) {
      it(`${end} ${state}: the next connection works`, async () => {
        const peer = await reach();
        await finish(peer);
        bench.events.onWrite = () => undefined;
        const again = await bench.connected();
        const received: number[] = [];
        await again.subscribe(uuids.status, ([first = -1]) => received.push(first));
        bench.server.turn(10);
        expect(bench.events.link.send(Slot.status, Uint8Array.of(42))).to.equal(true);
        expect((await again.read(uuids.status)).error).to.equal(Att.success);
        expect(received).to.deep.equal([42]);
        const told = bench.events.heard.filter((what) => what === "connected" || what === "disconnected");
        const wasTold = end !== "the cuff drops it";
        expect(told).to.deep.equal(wasTold ? ["connected", "disconnected", "connected"] : ["connected", "connected"]);
      });
    }
  }

  it("the phone hears why", async () => {
    const first = await bench.connected();
    bench.events.link.drop();
    expect(await first.ended).to.equal(ENDED_BY_CUFF);
    const second = await bench.connected();
    bench.phone.controller.loseLinks();
    expect(await second.ended).to.equal(CONNECTION_TIMEOUT);
  });

  it("what is said out of reach is not heard, and the link lasts where that ends in time", async () => {
    const peer = await bench.connected();
    bench.phone.controller.isSilenced = true;
    await peer.writeWithoutResponse(uuids.release, [1]);
    await new Promise((resolve) => bench.air.later(() => resolve(undefined)));
    bench.phone.controller.isSilenced = false;
    await peer.writeWithoutResponse(uuids.release, [2]);
    await peer.read(uuids.status);
    expect(bench.events.heard).to.deep.equal(["connected", `write ${Slot.release} 02`, `read ${Slot.status}`]);
  });

  it("a second phone waits until the first has gone", async () => {
    const report = await bench.phone.find(CUFF_SERVICE_UUID);
    const first = await bench.connected();
    const other = await bench.anotherPhone();
    let isConnected = false;
    const { peer } = other.connectTo(report.addressType, report.address);
    void peer.then(() => {
      isConnected = true;
    });
    for (let round = 0; round < 20; round += 1) {
      bench.server.turn(1000);
      await first.read(uuids.status);
    }
    expect(isConnected).to.equal(false);
    expect(bench.events.heard.filter((what) => what === "connected")).to.have.length(1);
    await first.disconnect();
    const second = await peer;
    await second.discover();
    expect((await second.read(uuids.status)).error).to.equal(Att.success);
    await second.disconnect();
  });

  it("nothing is advertised while a link stands, whoever asks for it", async () => {
    const peer = await bench.connected();
    bench.radio.advertise(Uint8Array.of(2, 1, 6), new Uint8Array(0));
    for (let round = 0; round < 10; round += 1) await peer.read(uuids.status);
    expect(bench.cuff.isAdvertising).to.equal(false);
  });

  it("twenty visits in a row leave nothing behind", async () => {
    for (let visit = 0; visit < 20; visit += 1) {
      const peer = await bench.connected();
      await peer.subscribe(uuids.status, () => undefined);
      expect(await peer.write(uuids.release, [visit])).to.equal(Att.success);
      await peer.disconnect();
    }
    expect(bench.events.heard.filter((what) => what === "connected")).to.have.length(20);
    expect(bench.mishaps.mostQueued).to.equal(0);
    expect(bench.cuff.links).to.deep.equal([]);
  });
});
