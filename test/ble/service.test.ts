import { expect } from "chai";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { Part } from "../../firmware/shared/training";
import { lifting, NOW_S, ServedCuff, TestLink, whose } from "./served";

const DEFLATED_MMHG = 15;

describe("the cuff over the protocol", () => {
  it("SR-062: does nothing for an app that it does not know, outside the bonding window", () => {
    const cuff = new ServedCuff().run(8000).connect();
    expect(cuff.ask(operations.introduce, {}, Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9)).result).to.equal(Result.notBonded);
    expect(cuff.ask(operations.requestControl, {}).result).to.equal(Result.notBonded);
    expect(cuff.ask(operations.search, { ...whose, ceilingMmhg: 0 }).result).to.equal(Result.notBonded);
    expect(cuff.world.output?.setpointMmhg).to.equal(undefined);
  });

  it("a visit: bond, screen, arm, enter a LOP, hold, adjust, release", () => {
    const cuff = new ServedCuff().ready().armed();
    const lopMmhg = Math.round(cuff.world.limb.lopMmhg);
    cuff.succeed(operations.enterLop, { ...whose, lopMmhg });
    cuff.run(100);
    const setpointMmhg = Math.round(0.6 * lopMmhg);
    const hold = { ...whose, mode: 0, isOptIn: false, setpointMmhg };
    expect(cuff.succeed(operations.hold, hold).setpointMmhg).to.equal(setpointMmhg);
    cuff.until(() => cuff.world.output?.phase === Phase.holding);
    expect(cuff.ask(operations.hold, hold)).to.deep.include({ result: Result.failed, reason: Reason.otherUnderWay });
    expect(cuff.ask(operations.adjust, { setpointMmhg: lopMmhg })).to.deep.include({
      result: Result.failed,
      reason: Reason.setpointTooHigh,
    });
    expect(cuff.world.output?.setpointMmhg, "it goes on as it was").to.equal(setpointMmhg);
    cuff.succeed(operations.adjust, { setpointMmhg: setpointMmhg - 10 });
    cuff.until(() => Math.abs(cuff.world.air.cuffMmhg - (setpointMmhg - 10)) < 5, 5000);
    cuff.write(new Uint8Array(), Slot.release);
    cuff.until(() => cuff.world.air.cuffMmhg < DEFLATED_MMHG, 10_000).run(200);
    expect(cuff.reason).to.equal(Reason.releaseAsked);
  });

  it("SR-017, SR-067: a hold that the cuff refuses is answered with its reason, and may be asked for again", () => {
    const cuff = new ServedCuff().ready();
    const hold = { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 };
    expect(cuff.ask(operations.hold, hold)).to.deep.include({ result: Result.failed, reason: Reason.notArmed });
    cuff.armed();
    expect(cuff.ask(operations.hold, hold)).to.deep.include({ result: Result.failed, reason: Reason.lopMissing });
    cuff.succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
    cuff.run(100);
    expect(cuff.ask(operations.hold, { ...hold, side: 1 })).to.deep.include({ reason: Reason.lopOfAnother });
    expect(cuff.succeed(operations.hold, hold).setpointMmhg).to.equal(100);
  });

  it("SR-042: a lost link is told, and 30 s later the cuff lets go; only its own app may go on", () => {
    const cuff = new ServedCuff().ready().armed();
    cuff.succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
    cuff.run(100);
    cuff.succeed(operations.hold, { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 });
    cuff.until(() => cuff.world.output?.phase === Phase.holding);
    cuff.service.disconnected(cuff.link);
    cuff.run(10_000);
    expect(cuff.world.output?.phase).to.equal(Phase.holding);
    expect(cuff.world.output?.alarm).to.equal(Reason.linkMissing);
    cuff.connect();
    cuff.succeed(operations.introduce, {}, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    cuff.takeControl().run(3000);
    expect(cuff.world.output?.alarm).to.equal(Reason.none);
    cuff.service.disconnected(cuff.link);
    cuff.until(() => cuff.reason === Reason.linkLost, 31_000);
  });

  it("SR-062: an unknown client is let go after 30 s, a known one is not", () => {
    const cuff = new ServedCuff().run(8000).connect();
    cuff.run(29_000);
    expect(cuff.link.isDropped).to.equal(false);
    cuff.run(1500);
    expect([cuff.link.isDropped, cuff.service.isBusy]).to.deep.equal([true, false]);
    const known = new ServedCuff().ready();
    known.run(40_000);
    expect(known.link.isDropped).to.equal(false);
  });

  it("SR-066: release needs nothing: not the link's encryption, not a bond, and works in the self-test", () => {
    const cuff = new ServedCuff().ready();
    cuff
      .press(300)
      .until(() => cuff.world.output?.phase === Phase.testing, 5000)
      .run(1500);
    const stranger = new TestLink();
    stranger.isEncrypted = false;
    cuff.service.write(stranger, Slot.release, Uint8Array.of(0));
    cuff.until(() => cuff.world.output?.phase !== Phase.testing, 300);
    expect(cuff.reason).to.equal(Reason.releaseAsked);
    cuff.run(20_000);
    expect(cuff.world.output?.isArmed).to.equal(false);
  });

  it("finds the LOP, trains a preset by it, and hands the session out", () => {
    const cuff = new ServedCuff({ exercise: lifting }).ready().armed();
    expect(cuff.succeed(operations.search, { ...whose, ceilingMmhg: 0 }).ceilingMmhg).to.equal(280);
    cuff.until(() => cuff.reason === Reason.lopFound, 120_000);
    cuff.run(3000);
    const person = cuff.succeed(operations.readPerson, { personSlot: whose.personSlot });
    expect(person.lopMmhg).to.be.closeTo(cuff.world.limb.lopMmhg, 25);
    expect(person).to.deep.include({ isKnown: true, isAdult: true, screeningAgeMs: 86_400_000, hasLastPlan: false });
    const { targetMmhg } = cuff.succeed(operations.trainPreset, {
      ...whose,
      isOptIn: false,
      sessionsBefore: 5,
      preset: 1,
    });
    expect(targetMmhg).to.be.closeTo(0.8 * Number(person.lopMmhg), 1);
    cuff.until(() => cuff.world.output?.training.repetitions[0] === 5);
    cuff.succeed(operations.deed, { deed: 1, stepOf: 0 });
    expect(cuff.world.output?.training.part).to.equal(Part.paused);
    cuff.write(Uint8Array.of(1), Slot.release);
    cuff.until(() => cuff.world.output?.phase === Phase.vented, 20_000).run(1000);
    expect(cuff.succeed(operations.readPerson, { personSlot: 1 }).hasLastPlan).to.equal(true);
    const log = cuff.succeed(operations.readLogState, {});
    expect([log.sessions, log.undownloaded]).to.deep.equal([2, 2]);
    const head = cuff.succeed(operations.nextSession, { after: 1 });
    expect(head.session).to.equal(2);
    const { sent } = cuff.succeed(operations.readSession, { session: 2, offset: 10, length: 100 });
    expect(sent).to.equal(100);
    expect(NOW_S).to.be.above(0);
  });
});
