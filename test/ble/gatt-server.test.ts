import { expect } from "chai";
import { GattServer } from "../../firmware/ble/gatt-server";
import { CUFF_SERVICE_UUID, gattTable, Slot } from "../../firmware/ble/gatt-table";
import { gattServerOn, type Mishaps } from "../../sim/ble/peripheral";
import { propertyBits } from "../../sim/ble/property-bits";
import { DirectRadio } from "./direct-radio";
import { Recorder } from "./recorder";
import { uuids } from "./uuids";

const NAME = new TextEncoder().encode("cuff 7");
const queued = (): Promise<void> => new Promise((resolve) => queueMicrotask(resolve));

describe("the GATT server on the SDK's rules", () => {
  let radio: DirectRadio;
  let events: Recorder;
  let errors: unknown[];
  let mishaps: Mishaps;
  let server: GattServer;

  function start(endLink?: () => void): void {
    radio = new DirectRadio();
    events = new Recorder();
    errors = [];
    const stack = gattServerOn(radio);
    mishaps = stack.mishaps;
    server = new GattServer(stack.GATTServer, events, {
      name: NAME,
      report: (error) => {
        errors.push(error);
        throw new Error("and reporting fails as well");
      },
      ...(endLink !== undefined && { endLink }),
    });
    radio.events.ready();
  }

  beforeEach(() => start(() => radio.endLink()));

  afterEach(() => expect(mishaps.all).to.deep.equal([]));

  describe("the table", () => {
    it("is that of gatt-table.ts, in its order", () => {
      const services = radio.setup?.services.map(({ uuid, characteristics }) => [
        uuid,
        ...characteristics.map((c) => c.uuid),
      ]);
      expect(services).to.deep.equal(
        gattTable.map(({ uuid, characteristics }) => [uuid, ...characteristics.map((c) => c.uuid)]),
      );
    });

    it("brings the SDK's bits, without notifications where only indications are meant", () => {
      const bitsOf = (uuid: string): number => radio.characteristic(uuid).properties;
      expect(bitsOf(uuids.controlPoint)).to.equal(propertyBits.writeEncrypted | propertyBits.indicate | 32768);
      expect(bitsOf(uuids.status)).to.equal(propertyBits.read | propertyBits.notify);
      expect(bitsOf(uuids.log)).to.equal(propertyBits.subscribeEncrypted);
      expect(bitsOf(uuids.release)).to.equal(propertyBits.write | propertyBits.writeWithOutResponse);
    });

    it("has texts as fixed values, and the name as the device's", () => {
      expect(Buffer.from(radio.characteristic("2a29").value ?? []).toString()).to.equal("Open BFR cuff");
      expect(radio.setup?.deviceName).to.deep.equal(NAME);
    });

    it("asks for Secure Connections with bonds, without a passkey, and for an MTU of one packet", () => {
      expect(radio.setup?.security).to.deep.equal({ secureConnections: true, bond: true, authenticate: false });
      expect(radio.setup?.mtu).to.equal(247);
    });
  });

  describe("advertising", () => {
    it("names the service in the advertisement and the cuff in the scan response", () => {
      const uuid = [...Buffer.from(CUFF_SERVICE_UUID.replaceAll("-", ""), "hex")].reverse();
      expect(radio.advertised).to.deep.equal({
        advertisement: [2, 1, 6, 17, 7, ...uuid],
        scanResponse: [7, 9, ...NAME],
      });
    });

    it("stops while a client is there, and begins again when it has gone", () => {
      radio.connect();
      server.turn(5000);
      expect([radio.advertised, radio.timesStopped]).to.deep.equal([undefined, 1]);
      radio.disconnect();
      expect(radio.advertised).to.not.equal(undefined);
    });

    it("is begun anew every second, with the name of then", () => {
      const before = radio.timesAdvertised;
      server.rename(Uint8Array.of(0x78));
      for (let ms = 0; ms < 990; ms += 10) server.turn(10);
      expect(radio.timesAdvertised).to.equal(before);
      server.turn(10);
      expect(radio.timesAdvertised).to.equal(before + 1);
      expect(radio.advertised?.scanResponse).to.deep.equal([2, 9, 0x78]);
    });

    it("with a name that does not fit is reported, and the next one is tried", () => {
      server.rename(new Uint8Array(30));
      server.turn(1000);
      expect(errors.map(String)).to.deep.equal(["RangeError: 32 bytes do not fit into an advertisement"]);
      server.rename(new Uint8Array(29));
      server.turn(1000);
      expect(radio.advertised?.scanResponse).to.have.length(31);
    });
  });

  describe("reads and writes", () => {
    beforeEach(() => radio.connect());

    it("reach the service with their slot", () => {
      expect(radio.read(uuids.status)).to.deep.equal([Slot.status, 0xaa]);
      expect(radio.write(uuids.controlPoint, [1, 2])).to.equal(true);
      expect(events.heard).to.deep.equal(["connected", `read ${Slot.status}`, `write ${Slot.controlPoint} 0102`]);
    });

    it("do not let out what the service throws: it is counted, reported, and the link goes on", () => {
      const fail = (): never => {
        throw new Error("out of order");
      };
      events.answer = fail;
      events.onWrite = fail;
      expect(radio.read(uuids.status)).to.deep.equal([]);
      expect(radio.write(uuids.controlPoint, [1])).to.equal(true);
      expect(errors.map(String)).to.deep.equal(["Error: out of order", "Error: out of order"]);
      expect(server.errors).to.equal(2);
      events.answer = () => Uint8Array.of(7);
      expect(radio.read(uuids.status)).to.deep.equal([7]);
    });

    it("nor what it throws on connecting and disconnecting", () => {
      const fail = (): never => {
        throw new Error("no");
      };
      radio.disconnect();
      events.onConnected = fail;
      events.onDisconnected = fail;
      radio.connect();
      radio.disconnect();
      expect(server.errors).to.equal(2);
      expect(radio.advertised).to.not.equal(undefined);
    });
  });

  describe("what is sent", () => {
    beforeEach(() => radio.connect());

    it("goes only to who listens, and is not tried where the SDK would throw", async () => {
      const { link } = events;
      expect(link.send(Slot.status, Uint8Array.of(1))).to.equal(false);
      radio.subscribe(uuids.status);
      expect(link.isSubscribed(Slot.status)).to.equal(true);
      expect(link.send(Slot.status, Uint8Array.of(2))).to.equal(true);
      radio.unsubscribe(uuids.status);
      expect(link.send(Slot.status, Uint8Array.of(3))).to.equal(false);
      await queued();
      expect(radio.sent).to.deep.equal([{ uuid: uuids.status, bytes: [2], isIndication: false }]);
      expect(errors).to.deep.equal([]);
    });

    it("needs an encrypted link where the table says so", () => {
      radio.subscribe(uuids.raw);
      expect(events.link.isSubscribed(Slot.raw)).to.equal(false);
      expect(events.link.send(Slot.raw, Uint8Array.of(1))).to.equal(false);
      radio.encrypt();
      expect(events.link.isEncrypted).to.equal(true);
      expect(events.link.send(Slot.raw, Uint8Array.of(1))).to.equal(true);
    });

    it("is copied, and is an indication on the control point", async () => {
      radio.encrypt();
      radio.subscribe(uuids.controlPoint);
      const bytes = Uint8Array.of(1, 2, 3);
      events.link.send(Slot.controlPoint, bytes);
      bytes.fill(9);
      await queued();
      expect(radio.sent).to.deep.equal([{ uuid: uuids.controlPoint, bytes: [1, 2, 3], isIndication: true }]);
    });

    it("waits behind an indication until it is confirmed, in order", async () => {
      radio.encrypt();
      radio.subscribe(uuids.controlPoint);
      radio.subscribe(uuids.status);
      events.link.send(Slot.controlPoint, Uint8Array.of(1));
      events.link.send(Slot.status, Uint8Array.of(2));
      await queued();
      expect(radio.sent).to.have.length(1);
      radio.confirm();
      expect(radio.sent.map(({ bytes }) => bytes)).to.deep.equal([[1], [2]]);
    });

    it("is 8 at once and then one a tick, so that the queue without an end stays short", () => {
      radio.encrypt();
      radio.subscribe(uuids.controlPoint);
      const sendAll = (): number => {
        let sent = 0;
        while (events.link.send(Slot.controlPoint, Uint8Array.of(1))) sent += 1;
        return sent;
      };
      expect(sendAll()).to.equal(8);
      server.turn(10);
      expect(sendAll()).to.equal(1);
      for (let tick = 0; tick < 100; tick += 1) server.turn(10);
      expect(sendAll()).to.equal(8);
      expect(mishaps.mostQueued).to.equal(17);
    });

    it("is not cut: what is longer than the MTU carries is not sent", async () => {
      radio.subscribe(uuids.status);
      expect(events.link.longestBytes).to.equal(20);
      expect(events.link.send(Slot.status, new Uint8Array(21))).to.equal(false);
      radio.maximumWrite = 244;
      expect(events.link.longestBytes).to.equal(244);
      expect(events.link.send(Slot.status, new Uint8Array(244))).to.equal(true);
      await queued();
      expect(radio.sent.map(({ bytes }) => bytes.length)).to.deep.equal([244]);
    });
  });

  describe("the end of a link", () => {
    it("leaves no subscription and no encryption to the next client", () => {
      radio.connect();
      radio.subscribe(uuids.status);
      radio.encrypt();
      const old = events.link;
      radio.disconnect();
      radio.connect();
      expect(events.link).to.not.equal(old);
      expect([events.link.isEncrypted, events.link.isSubscribed(Slot.status)]).to.deep.equal([false, false]);
      expect(old.send(Slot.status, Uint8Array.of(1))).to.equal(false);
      expect(old.longestBytes).to.equal(20);
      expect(events.heard).to.deep.equal(["connected", "disconnected", "connected"]);
    });

    it("by drop is natively ended; nothing is heard of it any more, and the next can come", async () => {
      radio.connect();
      radio.subscribe(uuids.status);
      events.link.drop();
      expect(radio.read(uuids.status)).to.deep.equal([]);
      radio.write(uuids.controlPoint, [1]);
      await queued();
      expect(radio.isLinked).to.equal(false);
      expect(events.heard).to.deep.equal(["connected"]);
      radio.connect();
      expect(events.heard).to.deep.equal(["connected", "connected"]);
    });

    it("by drop is not yet the end of its right to release", () => {
      radio.connect();
      events.link.drop();
      radio.write(uuids.release, [1]);
      expect(events.heard).to.deep.equal(["connected", `write ${Slot.release} 01`]);
    });

    it("that nobody told of shows when the next client comes", () => {
      radio.connect();
      const [old] = events.links;
      radio.events.connected();
      expect(events.heard).to.deep.equal(["connected", "disconnected", "connected"]);
      expect(events.link).to.not.equal(old);
      expect(radio.advertised).to.equal(undefined);
    });

    it("by drop of a link that has gone already does not touch the next", async () => {
      radio.connect();
      const old = events.link;
      radio.disconnect();
      radio.connect();
      old.drop();
      await queued();
      expect(radio.isLinked).to.equal(true);
    });

    it("by close, where there is nothing better, forgets the advertising, which is begun anew", async () => {
      start();
      radio.connect();
      events.link.drop();
      await queued();
      expect([radio.isLinked, radio.advertised]).to.deep.equal([false, undefined]);
      server.turn(1000);
      expect(radio.advertised).to.not.equal(undefined);
    });

    it("by close would crash the chip where the client listens: it is left alone until it goes", async () => {
      start();
      radio.connect();
      radio.subscribe(uuids.status);
      events.link.drop();
      await queued();
      expect(radio.isLinked).to.equal(true);
      expect(radio.read(uuids.status)).to.deep.equal([]);
      radio.disconnect();
      expect(radio.advertised).to.not.equal(undefined);
    });
  });

  it("does without a radio", () => {
    errors = [];
    const broken = class {
      static readonly properties = propertyBits;
      constructor() {
        throw new Error("no memory");
      }
      startAdvertising(): void {}
      stopAdvertising(): void {}
    };
    const deaf = new GattServer(broken, events, { name: NAME, report: (error) => errors.push(error) });
    deaf.turn(1000);
    expect(errors.map(String)).to.deep.equal(["Error: no memory"]);
  });
});
