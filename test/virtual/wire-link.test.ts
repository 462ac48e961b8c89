import { expect } from "chai";
import { type CharacteristicRow, Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import { Kind, type Line, WIRE_VERSION, WireError } from "../../firmware/wire/messages";
import { rowOfSlot, wireRows } from "../../firmware/wire/rows";
import { cableTraits, type LinkTraits, socketTraits, WireLink } from "../../firmware/wire/wire-link";
import { Recorder } from "../ble/recorder";

const STRANGE = 200;

class Host extends Recorder {
  isBusy = false;

  override connected(link: Link): void {
    super.connected(link);
    this.isBusy = true;
  }

  override disconnected(link: Link): void {
    super.disconnected(link);
    this.isBusy = false;
  }
}

/** A line in the test's own hands. */
class Hand implements Line {
  said: number[][] = [];
  isFull = false;
  ended: number | undefined;

  send(message: Uint8Array, length: number): boolean {
    if (this.isFull) return false;
    this.said.push([...message.subarray(0, length)]);
    return true;
  }

  end(why: number): void {
    this.ended = why;
  }
}

function bench(traits: Partial<LinkTraits> = {}, host = new Host()) {
  const line = new Hand();
  const link = new WireLink(host, line, { ...socketTraits, ...traits });
  let id = 0;
  /** Sends a message, and gives what came back for it. */
  const ask = (kind: number, detail: number, ...bytes: number[]): number[][] => {
    line.said = [];
    id = (id + 1) & 0xff;
    link.take(Uint8Array.of(kind, id, detail, ...bytes));
    return line.said.map(([said = 0, sameId = -1, ...rest]) => {
      expect(sameId).to.equal(id);
      return [said, ...rest];
    });
  };
  const connect = () => ask(Kind.connect, WIRE_VERSION);
  return { host, line, link, ask, connect };
}

function has(row: CharacteristicRow, ...names: readonly string[]): boolean {
  return row.properties.some((name) => names.includes(name));
}

describe("WireLink", () => {
  it("connects one client, and no other as long as that one is there", () => {
    const first = bench();
    const second = bench({}, first.host);
    expect(first.connect()).to.deep.equal([[Kind.done, WIRE_VERSION]]);
    expect(second.connect()).to.deep.equal([[Kind.error, WireError.busy]]);
    expect(second.line.ended).to.equal(WireError.busy);
    first.ask(Kind.disconnect, 0);
    expect(second.connect()).to.deep.equal([[Kind.done, WIRE_VERSION]]);
    expect(first.host.heard).to.deep.equal(["connected", "disconnected", "connected"]);
  });

  it("refuses another version, and does not connect", () => {
    const { ask, host } = bench();
    expect(ask(Kind.connect, WIRE_VERSION + 1)).to.deep.equal([[Kind.error, WireError.version]]);
    expect(host.heard).to.deep.equal([]);
  });

  for (const isEncrypted of [true, false]) {
    describe(`on a line that is ${isEncrypted ? "" : "not "}encrypted`, () => {
      wireRows.forEach((row, place) => {
        it(`${row.name}: allows what its row allows, and nothing else`, () => {
          const { ask, connect, host } = bench({ isEncrypted });
          connect();
          const refusal = (open: readonly string[], encrypted: string) => {
            if (has(row, encrypted)) return isEncrypted ? undefined : WireError.needsEncryption;
            return has(row, ...open) ? undefined : WireError.notPermitted;
          };
          const expected = {
            read: refusal(["read"], "readEncrypted"),
            write: refusal(["write"], "writeEncrypted"),
            listen: has(row, "notify", "indicate")
              ? refusal(["notify", "indicate"], "subscribeEncrypted")
              : WireError.notPermitted,
          };
          const refused = (answer: number[][]) => (answer[0]?.[0] === Kind.error ? answer[0][1] : undefined);
          expect(refused(ask(Kind.read, place)), "read").to.equal(expected.read);
          expect(refused(ask(Kind.write, place, 1)), "write").to.equal(expected.write);
          expect(refused(ask(Kind.subscribe, place)), "subscribe").to.equal(expected.listen);
          expect(refused(ask(Kind.unsubscribe, place)), "unsubscribe").to.equal(expected.listen);
          const before = host.heard.length;
          expect(ask(Kind.writeWithoutResponse, place, 1)).to.deep.equal([]);
          expect(host.heard.length - before).to.equal(has(row, "writeWithOutResponse") ? 1 : 0);
        });
      });
    });
  }

  it("hands out what the service and the table have to read", () => {
    const { ask, connect } = bench();
    connect();
    const status = rowOfSlot(Slot.status);
    expect(ask(Kind.read, status)).to.deep.equal([[Kind.value, status, Slot.status, 0xaa]]);
    const maker = wireRows.findIndex(({ uuid }) => uuid === "2a29");
    const text = [..."Open BFR cuff"].map((letter) => letter.charCodeAt(0));
    expect(ask(Kind.read, maker)).to.deep.equal([[Kind.value, maker, ...text]]);
  });

  it("sends only what is listened to, no longer than it fits, and says so where the line is full", () => {
    const { ask, connect, link, line } = bench({ longestBytes: 20 });
    const row = rowOfSlot(Slot.status);
    const frame = Uint8Array.of(9, 8);
    expect(link.send(Slot.status, frame)).to.equal(false);
    connect();
    expect(link.send(Slot.status, frame)).to.equal(false);
    ask(Kind.subscribe, row);
    line.said = [];
    expect(link.send(Slot.status, frame)).to.equal(true);
    expect(link.send(Slot.session, frame)).to.equal(false);
    expect(link.send(Slot.status, new Uint8Array(21))).to.equal(false);
    expect(line.said).to.deep.equal([[Kind.notification, 0, row, 9, 8]]);
    line.isFull = true;
    expect(link.send(Slot.status, frame)).to.equal(false);
    line.isFull = false;
    ask(Kind.unsubscribe, row);
    expect(link.send(Slot.status, frame)).to.equal(false);
  });

  it("forgets what was listened to when the client connects once more", () => {
    const { ask, connect, link, host } = bench();
    connect();
    ask(Kind.subscribe, rowOfSlot(Slot.status));
    expect(link.isSubscribed(Slot.status)).to.equal(true);
    connect();
    expect(link.isSubscribed(Slot.status)).to.equal(false);
    expect(host.heard).to.deep.equal(["connected", "disconnected", "connected"]);
  });

  it("lets nobody do anything who has not connected, but release", () => {
    const { ask, host } = bench();
    expect(ask(Kind.read, rowOfSlot(Slot.status))).to.deep.equal([[Kind.error, WireError.notConnected]]);
    expect(ask(Kind.write, rowOfSlot(Slot.controlPoint), 1)).to.deep.equal([[Kind.error, WireError.notConnected]]);
    const release = rowOfSlot(Slot.release);
    expect(ask(Kind.write, release)).to.deep.equal([[Kind.done, release]]);
    ask(Kind.writeWithoutResponse, release, 5);
    expect(host.heard).to.deep.equal([`write ${Slot.release} `, `write ${Slot.release} 05`]);
  });

  it("takes values of up to 512 bytes, as ATT does", () => {
    const { ask, connect, host } = bench();
    connect();
    const release = rowOfSlot(Slot.release);
    expect(ask(Kind.write, release, ...new Array(512).fill(1))).to.deep.equal([[Kind.done, release]]);
    expect(ask(Kind.write, release, ...new Array(513).fill(1))).to.deep.equal([[Kind.error, WireError.tooLong]]);
    ask(Kind.writeWithoutResponse, release, ...new Array(513).fill(1));
    expect(host.heard).to.have.lengthOf(2);
  });

  it("drops noise without a word", () => {
    const { ask, connect, link, line, host } = bench();
    connect();
    line.said = [];
    link.take(Uint8Array.of());
    link.take(Uint8Array.of(Kind.read, 1));
    for (let kind = 0; kind < 256; kind++) {
      if (kind < Kind.connect || kind > Kind.here) expect(ask(kind, 0), `kind ${kind}`).to.deep.equal([]);
    }
    expect(ask(Kind.read, STRANGE)).to.deep.equal([[Kind.error, WireError.noSuchCharacteristic]]);
    expect(host.heard).to.deep.equal(["connected"]);
  });

  it("ends the connection of a client that the cuff drops, and hears of it no more", () => {
    const { ask, connect, link, line, host } = bench();
    connect();
    ask(Kind.subscribe, rowOfSlot(Slot.status));
    line.said = [];
    link.drop();
    expect(line.said).to.deep.equal([[Kind.ended, 0, WireError.dropped]]);
    expect(line.ended).to.equal(WireError.dropped);
    expect(link.send(Slot.status, Uint8Array.of(1))).to.equal(false);
    link.lost();
    expect(host.heard).to.deep.equal(["connected"]);
  });

  it("asks a client on a cable whether it is there, and counts it as gone after five silent seconds", () => {
    const { connect, link, line, host } = bench(cableTraits);
    connect();
    line.said = [];
    for (let ms = 0; ms < 4900; ms += 10) link.turn(10);
    expect(line.said).to.deep.equal(new Array(4).fill([Kind.areYouThere, 0, 0]));
    link.take(Uint8Array.of(Kind.here, 0, 0));
    for (let ms = 0; ms < 4900; ms += 10) link.turn(10);
    expect(host.heard).to.deep.equal(["connected"]);
    for (let ms = 0; ms < 100; ms += 10) link.turn(10);
    expect(host.heard).to.deep.equal(["connected", "disconnected"]);
    expect(line.said.at(-1)).to.deep.equal([Kind.ended, 0, WireError.silent]);
  });

  it("leaves it to a socket to say when its client has gone", () => {
    const { connect, link, line, host } = bench(socketTraits);
    connect();
    line.said = [];
    link.turn(3_600_000);
    expect(line.said).to.deep.equal([]);
    link.lost();
    expect(host.heard).to.deep.equal(["connected", "disconnected"]);
  });
});
