import { expect } from "chai";
import {
  CuffClient,
  Overtaken,
  operations,
  Phase,
  Reason,
  ReleaseUnconfirmed,
  TransportError,
} from "../../companion/client";
import { Slot } from "../../firmware/ble/gatt-table";
import { Op } from "../../firmware/ble/op-codes";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { FakeCuff, statusBytes } from "./fake-cuff";
import { gentleHold, Room, thrownBy } from "./room";

async function connected() {
  const time = new VirtualTime();
  const cuff = new FakeCuff(time);
  const client = new CuffClient({ transport: cuff, scheduler: time });
  await time.until(client.connect());
  await time.until(client.ask(operations.confirm));
  let sequence = 0;
  let uptimeMs = 1000;
  /** A status every 100 ms, as `of` has it, `n` times. */
  const tell = async (n: number, of: (i: number) => Parameters<typeof statusBytes>[0]) => {
    for (let i = 0; i < n; i++) {
      uptimeMs += 100;
      cuff.send(Slot.status, statusBytes({ sequence: sequence++, uptimeMs, setpointMmhg: Number.NaN, ...of(i) }));
      await time.run(100);
    }
  };
  return { time, cuff, client, tell };
}

describe("client: release", () => {
  it("goes before ten commands that wait, which are given up, and is confirmed by what the cuff shows", async () => {
    const room = await new Room().holding();
    const { client, transport } = room;
    const waiting = Array.from({ length: 10 }, () => thrownBy(client.ask(operations.adjust, { setpointMmhg: 90 })));
    const before = transport.written.length;
    const released = client.release();
    expect(transport.written.slice(before), "while the call has not returned").to.have.length(1);
    expect(transport.written.at(-1)?.slot).to.equal(Slot.release);
    const beganMs = room.time.nowMs;
    const status = await room.do(released);
    expect(room.time.nowMs - beganMs).to.be.below(400);
    expect(status.setpointMmhg).to.be.NaN;
    expect(room.trueMmhg).to.be.below(76);
    for (const one of waiting) expect(await room.do(one)).to.be.instanceOf(Overtaken);
    const later = transport.written.slice(before + 1).filter(({ slot }) => slot === Slot.controlPoint);
    expect(later, "nothing of it was sent").to.deep.equal([]);
    await room.time.run(5000);
    expect(room.trueMmhg).to.be.below(15);
    await room.do(client.ask(operations.confirm));
  });

  it("also while the phone is busy with something else: what waits for the phone is not written afterwards", async () => {
    const { time, cuff, client, tell } = await connected();
    cuff.latencyMs = 500;
    const reading = client.tap(Slot.raw, () => undefined);
    const order = thrownBy(client.ask(operations.hold, gentleHold));
    await time.run(10);
    const writes = cuff.writes.length;
    const released = client.release();
    expect(cuff.operations.at(-1)).to.equal("release 00");
    expect(await time.until(order)).to.be.instanceOf(Overtaken);
    await Promise.all([tell(4, () => ({ phase: Phase.vented })), released]);
    await time.until(reading);
    await time.run(5000);
    expect(cuff.writes).to.have.length(writes);
  });

  it("an order whose answer is lost is not sent again after it", async () => {
    const { time, cuff, client, tell } = await connected();
    cuff.answer = () => [];
    const order = thrownBy(client.ask(operations.hold, gentleHold));
    await time.run(500);
    const writes = cuff.writes.length;
    const released = client.release();
    await Promise.all([tell(3, () => ({ phase: Phase.vented })), released, order]);
    await time.run(5000);
    expect(cuff.writes).to.have.length(writes);
  });

  it("is asked for again until it is confirmed, also where the phone refuses it at first", async () => {
    const { time, cuff, client, tell } = await connected();
    let refusals = 2;
    cuff.before = (kind) => {
      if (kind === "release" && refusals-- > 0) throw new TransportError("GATT operation already in progress.");
    };
    const released = client.release();
    await time.run(600);
    expect(cuff.operations.filter((one) => one.startsWith("release"))).to.have.length(3);
    await Promise.all([tell(2, () => ({ phase: Phase.vented })), released]);
    const asked = cuff.operations.length;
    await time.run(2000);
    expect(cuff.operations).to.have.length(asked);
  });

  const shows: readonly [string, boolean, (i: number) => Parameters<typeof statusBytes>[0]][] = [
    ["open", true, () => ({ phase: Phase.vented })],
    ["armed again", true, () => ({ phase: Phase.armed })],
    ["a pressure that falls", true, (i) => ({ phase: Phase.releasing, pressureMmhg: 100 - 10 * i })],
    ["a fault, and a pressure that falls", true, (i) => ({ phase: Phase.faulted, pressureMmhg: 100 - 10 * i })],
    ["what a newer cuff calls it, empty", true, () => ({ phase: 77, pressureMmhg: 3 })],
    ["a pressure that stays", false, () => ({ phase: Phase.releasing, pressureMmhg: 100 })],
    ["a pressure that nobody knows", false, () => ({ phase: Phase.faulted, pressureMmhg: Number.NaN })],
    ["a hold", false, () => ({ phase: Phase.holding, setpointMmhg: 80, pressureMmhg: 80 })],
    [
      "a pressure on its way to another",
      false,
      (i) => ({ phase: Phase.inflating, setpointMmhg: 80, pressureMmhg: 100 - i }),
    ],
    ["a set-point, whatever it calls itself", false, () => ({ phase: Phase.vented, setpointMmhg: 80 })],
    ["a self-test", false, () => ({ phase: Phase.testing, pressureMmhg: 3 })],
    ["one status again and again", false, () => ({ phase: Phase.vented, uptimeMs: 5 })],
    [
      "only what was so before",
      false,
      (i) => (i === 0 ? { phase: Phase.vented } : { phase: Phase.inflating, setpointMmhg: 80 }),
    ],
  ];
  for (const [what, isConfirmed, of] of shows) {
    it(`is ${isConfirmed ? "" : "not "}confirmed by ${what}`, async () => {
      const { time, client, tell } = await connected();
      let outcome: unknown;
      void client.release().then(
        () => {
          outcome = "released";
        },
        (error) => {
          outcome = error;
        },
      );
      await tell(19, of);
      await time.run(99);
      if (isConfirmed) expect(outcome).to.equal("released");
      else {
        expect(outcome, "not before 2 s").to.equal(undefined);
        await time.run(1);
        expect(outcome).to.be.instanceOf(ReleaseUnconfirmed);
        expect((outcome as Error).message).to.match(/^Press the button on the cuff\./);
      }
    });
  }

  it("without a link tells at once that only hands help", async () => {
    const { time, cuff, client } = await connected();
    const released = thrownBy(client.release());
    await time.run(50);
    cuff.lose();
    expect(await time.until(released, 10)).to.be.instanceOf(ReleaseUnconfirmed);
    expect(await thrownBy(client.release())).to.be.instanceOf(ReleaseUnconfirmed);
  });

  it("wins against an order that the cuff has in hand, whenever it comes", async () => {
    for (const gapMs of [0, 5, 10, 15, 20, 50, 100, 300]) {
      const room = await new Room().armed();
      await room.time.run(53);
      const order = room.client.ask(operations.hold, gentleHold).catch((error: unknown) => error);
      await room.time.run(gapMs);
      const { written } = room.transport;
      expect(written.at(-1)?.bytes[0], "the cuff has it").to.equal(Op.hold);
      await room.do(room.client.release());
      await room.do(order);
      let peakMmhg = 0;
      for (let i = 0; i < 30; i++) {
        await room.time.run(100);
        peakMmhg = Math.max(peakMmhg, room.trueMmhg);
      }
      expect(room.cuff.world.output?.setpointMmhg, `after ${gapMs} ms`).to.equal(undefined);
      expect(peakMmhg, `after ${gapMs} ms`).to.be.below(20);
    }
  });

  it("asks for no pairing, introduction or control", async () => {
    const room = await new Room().holding();
    await room.do(room.client.disconnect());
    const stranger = new CuffClient({ transport: room.cuff.transport({ isEncrypted: false }), scheduler: room.time });
    await room.do(stranger.connect());
    expect(stranger.isBonded).to.equal(false);
    const { reason } = await room.do(stranger.release());
    expect(reason).to.equal(Reason.releaseAsked);
  });
});
