import { expect } from "chai";
import { Slot } from "../../firmware/ble/gatt-table";
import { Op } from "../../firmware/ble/op-codes";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput } from "../../firmware/shared/tick";
import { KEY, ServedCuff, TestLink, whose } from "./served";

const hold = { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 };

function request(op: number, sequence: number, ...parameters: number[]): Uint8Array {
  return Uint8Array.of(op, sequence, ...parameters);
}

/** A new connection, over which numbers are written by hand: 1 and 2 are used up. */
function connected(): ServedCuff {
  const cuff = new ServedCuff().ready().connect();
  cuff.send(request(Op.introduce, 1, ...KEY));
  cuff.send(request(Op.requestControl, 2));
  return cuff;
}

function wishesOf(cuff: ServedCuff): TickInput {
  const input = new TickInput();
  cuff.service.fill(input);
  return input;
}

function answersOf({ link }: ServedCuff): number[][] {
  return link.of(Slot.controlPoint).map((bytes) => [...bytes]);
}

/** Somebody who is armed and has entered a LOP. */
function prepared(cuff: ServedCuff): ServedCuff {
  cuff.armed().succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
  return cuff.run(100);
}

describe("broken requests", () => {
  const wrong: readonly (readonly [string, readonly number[], Result])[] = [
    ["an operation that does not exist", [0x7f], Result.unknownOperation],
    ["a byte too few", [Op.readPerson], Result.invalidParameter],
    ["a byte too many", [Op.readPerson, 1, 0], Result.invalidParameter],
    ["a key that is too short", [Op.introduce, 1, 2, 3, 4, 5, 6, 7], Result.invalidParameter],
    ["a person that does not exist", [Op.readPerson, 4], Result.invalidParameter],
    ["a posture that does not exist", [Op.enterLop, 1, 0, 3, 0, 8], Result.invalidParameter],
    ["a search called a hold", [Op.hold, 1, 0, 0, 5, 0, 0xe8, 3], Result.invalidParameter],
    ["a hold of no pressure", [Op.hold, 1, 0, 0, 0, 0, 0, 0x80], Result.invalidParameter],
    ["a name that is no UTF-8", [Op.nameCuff, 0xc0, 0x80], Result.invalidParameter],
    ["the date of 1970", [Op.setClock, 0, 0, 0, 0], Result.invalidParameter],
    ["an erase without its safeguard", [Op.eraseEverything, 0, 0, 0, 0], Result.invalidParameter],
    ["a limb thicker than any", [Op.setPerson, 1, 0, 0, 0xfe, 0xff, 0xff, 0xff], Result.invalidParameter],
  ];

  it("SR-065: each is answered by its own result, and does nothing", () => {
    const cuff = connected();
    const before = JSON.stringify(wishesOf(cuff));
    for (const [i, [name, [op = 0, ...parameters], result]] of wrong.entries()) {
      const answer = cuff.send(request(op, 3 + i, ...parameters));
      expect([...answer.bytes], name).to.deep.equal([op, 3 + i, result, Reason.none]);
    }
    expect(JSON.stringify(wishesOf(cuff))).to.equal(before);
    expect(cuff.send(request(Op.identify, 3 + wrong.length)).result).to.equal(Result.success);
  });

  it("SR-065: half a request, an empty one and one longer than any are dropped, and the next is heard", () => {
    const cuff = connected();
    for (const bytes of [[], [Op.identify], [Op.identify, 3, ...new Uint8Array(19)], new Uint8Array(600)])
      cuff.write(Uint8Array.from(bytes)).run(50);
    expect(answersOf(cuff)).to.have.length(2);
    expect(cuff.send(request(Op.identify, 3)).result).to.equal(Result.success);
  });

  it("SR-065: what is written where nothing can be written does nothing, and can be read as before", () => {
    const cuff = connected();
    for (const slot of Object.values(Slot)) {
      if (slot !== Slot.release && slot !== Slot.controlPoint) cuff.write(request(Op.identify, 3), slot).run(20);
    }
    expect(answersOf(cuff)).to.have.length(2);
    expect(wishesOf(cuff).identifies).to.equal(0);
    expect(cuff.service.read(cuff.link, Slot.release)).to.have.length(0);
    expect(cuff.service.read(cuff.link, Slot.status)).to.have.length(20);
  });
});

describe("requests again, late and too many", () => {
  it("SR-065: the same once more gets the same answer once more, and is not done twice", () => {
    const cuff = connected();
    const first = cuff.send(request(Op.identify, 3));
    const again = cuff.send(request(Op.identify, 3));
    expect([...again.bytes]).to.deep.equal([...first.bytes]);
    expect(wishesOf(cuff).identifies).to.equal(1);
    expect(cuff.send(request(Op.silence, 3)).result, "same number, another request").to.equal(Result.outOfOrder);
  });

  it("SR-065: a number that is not due is refused with the one that is, and leaves the last answer as it was", () => {
    const cuff = connected();
    const read = cuff.send(request(Op.readPerson, 3, 1));
    expect([...cuff.send(request(Op.identify, 9)).bytes]).to.deep.equal([Op.identify, 9, Result.outOfOrder, 0, 4]);
    expect(wishesOf(cuff).identifies).to.equal(0);
    expect([...cuff.send(request(Op.readPerson, 3, 1)).bytes], "asked for again").to.deep.equal([...read.bytes]);
    expect(cuff.send(request(Op.identify, 4)).result).to.equal(Result.success);
  });

  it("SR-065: of a flood four are carried out, one in each tick, and the gap shows the rest", () => {
    const cuff = connected();
    for (let i = 0; i < 50; i++) cuff.write(request(Op.identify, 3 + i));
    cuff.run(10);
    expect(answersOf(cuff)).to.have.length(3);
    cuff.run(1000);
    expect(answersOf(cuff).map(([, sequence]) => sequence)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(wishesOf(cuff).identifies).to.equal(4);
    expect([...cuff.send(request(Op.identify, 53)).bytes]).to.deep.equal([Op.identify, 53, Result.outOfOrder, 0, 7]);
  });

  it("SR-065: a client that takes nothing delays nobody, and gets its answer when it does", () => {
    const cuff = connected();
    cuff.link.isStuck = true;
    let ticks = 0;
    for (let ms = 0; ms < 20_000; ms++) {
      if (ms % 5 === 0) cuff.write(request(Op.identify, 3 + (ms % 200)));
      if (cuff.world.step()) ticks++;
    }
    expect(ticks).to.equal(2000);
    cuff.link.isStuck = false;
    cuff.run(20);
    expect(answersOf(cuff)[2]).to.deep.equal([Op.identify, 3, Result.success, 0]);
  });

  it("SR-065: what comes while an order is being decided is answered after it", () => {
    const cuff = prepared(new ServedCuff().ready()).connect();
    for (const bytes of [
      request(Op.introduce, 1, ...KEY),
      request(Op.requestControl, 2),
      request(Op.hold, 3, 1, 0, 0, 0, 0, 0xe8, 3),
      request(Op.identify, 4),
    ])
      cuff.write(bytes);
    cuff.run(500);
    expect(answersOf(cuff).map(([op, sequence, result]) => [op, sequence, result])).to.deep.equal([
      [Op.introduce, 1, Result.success],
      [Op.requestControl, 2, Result.success],
      [Op.hold, 3, Result.success],
      [Op.identify, 4, Result.success],
    ]);
    expect(cuff.world.output?.setpointMmhg).to.equal(100);
  });
});

describe("a link that ends in the middle", () => {
  it("SR-042, SR-065: of an order that was just given: it is not begun, and nobody else gets its answer", () => {
    const cuff = prepared(new ServedCuff().ready()).connect();
    cuff.write(request(Op.introduce, 1, ...KEY)).write(request(Op.requestControl, 2));
    cuff.run(50).write(request(Op.hold, 3, 1, 0, 0, 0, 0, 0xe8, 3));
    // The order is with the cuff, and no tick has seen it.
    cuff.until(() => wishesOf(cuff).wantedMmhg === 100, 20);
    cuff.service.disconnected(cuff.link);
    cuff.connect().run(3000);
    expect(answersOf(cuff)).to.have.length(0);
    expect(wishesOf(cuff).wantedMmhg).to.equal(undefined);
    expect(cuff.world.output?.reason).to.equal(Reason.unlinked);
    expect(cuff.world.air.cuffMmhg).to.be.below(5);
  });

  it("SR-065: of requests that wait: none is carried out for whoever comes next", () => {
    const cuff = connected();
    for (let i = 0; i < 4; i++) cuff.write(request(Op.identify, 3 + i));
    cuff.connect().run(500);
    expect([answersOf(cuff).length, wishesOf(cuff).identifies]).to.deep.equal([0, 0]);
  });

  it("SR-062, SR-065: of a download: whoever comes next gets nothing of it, and can begin one of their own", () => {
    const cuff = prepared(new ServedCuff().ready());
    cuff.succeed(operations.hold, hold);
    cuff.run(15_000).write(new Uint8Array(), Slot.release);
    cuff.until(() => cuff.world.output?.phase === Phase.vented, 30_000).run(1000);
    const small = new TestLink();
    small.longestBytes = 20;
    cuff.connect(small);
    const read = [Op.readSession, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1] as const;
    for (const bytes of [request(Op.introduce, 1, ...KEY), request(Op.requestControl, 2), Uint8Array.from(read)])
      cuff.write(bytes);
    cuff.until(() => cuff.link.of(Slot.log).length > 3, 1000);
    cuff.service.disconnected(cuff.link);
    cuff.connect().run(2000);
    expect([cuff.link.of(Slot.log).length, answersOf(cuff).length]).to.deep.equal([0, 0]);
    cuff.succeed(operations.introduce, {}, KEY);
    const { sent } = cuff.succeed(operations.readSession, { session: 1, offset: 0, length: 100 });
    expect(sent).to.equal(100);
  });

  it("SR-065: of a client that was there before it: the old one is not heard any more, but for a release", () => {
    const cuff = new ServedCuff().ready();
    const old = cuff.link;
    cuff.connect();
    cuff.service.write(old, Slot.controlPoint, request(Op.introduce, 1, ...KEY));
    cuff.service.disconnected(old);
    cuff.run(100);
    expect([answersOf(cuff).length, cuff.service.isBusy]).to.deep.equal([0, true]);
    cuff.service.write(old, Slot.release, new Uint8Array());
    expect(wishesOf(cuff).releases).to.equal(1);
  });
});
