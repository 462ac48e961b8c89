import { expect } from "chai";
import { encoded } from "../../companion/protocol/frame-bytes";
import { lopResultFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { Op } from "../../firmware/ble/op-codes";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { crc32 } from "../../firmware/storage/crc32";
import { encodePlan, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";
import { lifting, NOW_S, ServedCuff, whose } from "./served";

const hold = { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 };
const legPreset = { ...whose, isOptIn: false, sessionsBefore: 5, preset: 1 };

/** Armed, with a LOP. */
function prepared(cuff = new ServedCuff()): ServedCuff {
  cuff.ready().armed();
  cuff.until(() => cuff.world.output?.phase === Phase.armed);
  cuff.succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
  return cuff.run(100);
}

function held(cuff = new ServedCuff()): ServedCuff {
  prepared(cuff).succeed(operations.hold, hold);
  return cuff.until(() => cuff.world.output?.phase === Phase.holding);
}

/** Hands a plan over, and asks for it. */
function train(cuff: ServedCuff, plan: Prescription) {
  const bytes = new Uint8Array(MOST_PLAN_BYTES);
  const planLength = encodePlan(plan, new DataView(bytes.buffer), 0);
  for (let offset = 0; offset < planLength; offset += 16) {
    cuff.succeed(operations.putPlan, { offset }, bytes.subarray(offset, Math.min(offset + 16, planLength)));
  }
  const planCrc = crc32(bytes, 0, planLength, 0);
  return cuff.ask(operations.train, { ...whose, isOptIn: false, sessionsBefore: 5, planLength, planCrc });
}

describe("orders after a release", () => {
  it("SR-066: one that follows at once does not fill the cuff, whenever it comes", () => {
    for (let offsetMs = 0; offsetMs <= 110; offsetMs += 10) {
      const cuff = prepared();
      cuff.run(offsetMs).write(Uint8Array.of(0), Slot.release);
      expect(cuff.ask(operations.hold, hold), `${offsetMs} ms`).to.deep.include({
        result: Result.failed,
        reason: Reason.releaseAsked,
      });
      cuff.run(1000);
      expect(cuff.world.output?.setpointMmhg).to.equal(undefined);
    }
  });
});

describe("who is trained", () => {
  it("SR-059, SR-067: a person who is erased takes along how many sessions they have had, and only disarmed", () => {
    const cuff = new ServedCuff({ exercise: lifting });
    held(cuff);
    expect(cuff.ask(operations.erasePerson, { personSlot: 1 }).reason).to.equal(Reason.notWhileInUse);
    cuff.write(Uint8Array.of(0), Slot.release).run(90_000);
    expect(cuff.ask(operations.erasePerson, { personSlot: 1 }).result).to.equal(Result.success);
    const person = cuff.succeed(operations.readPerson, { personSlot: 1 });
    expect(person).to.deep.include({ isKnown: false, sessions: 0, isAdult: false });
  });

  it("SR-038: what a cuff still does to one limb is not put down to another", () => {
    const exercise = { ...lifting, onCue: true } as const;
    const cuff = new ServedCuff({ exercise }).ready().armed();
    cuff.succeed(operations.search, { ...whose, ceilingMmhg: 0 });
    cuff.until(() => cuff.reason === Reason.lopFound, 120_000);
    expect(cuff.world.output?.phase).to.equal(Phase.releasing);
    const other = { ...whose, side: 1, ceilingMmhg: 0 };
    expect(cuff.ask(operations.search, other).reason).to.equal(Reason.stillPressurised);
  });

  it("SR-059: skipping through a plan is no session that anybody has got used to", () => {
    const cuff = prepared(new ServedCuff({ exercise: lifting }));
    cuff.succeed(operations.trainPreset, legPreset);
    for (let set = 0; set < 4; set++) {
      cuff.until(() => cuff.world.output?.training.part === Part.working);
      cuff.succeed(operations.deed, { deed: Deed.skip, stepOf: 0 });
      if (set < 3) cuff.succeed(operations.deed, { deed: Deed.skip, stepOf: 0 });
    }
    cuff.until(() => cuff.reason === Reason.sessionDone, 5000).run(3000);
    expect(cuff.succeed(operations.readPerson, { personSlot: 1 }).sessions).to.equal(0);
  });

  it("SR-061: a preset for a leg is refused on an arm, and a plan that is a search everywhere", () => {
    const cuff = prepared(new ServedCuff({ cuff: "arm" }));
    expect(cuff.ask(operations.trainPreset, legPreset).reason).to.equal(Reason.wrongLimb);
    const [preset] = presets;
    const plan = { ...(preset as NonNullable<typeof preset>).prescription, mode: Mode.search };
    expect(train(cuff, plan)).to.deep.include({ result: Result.failed, reason: Reason.prescriptionImpossible });
    cuff.run(3000);
    expect(cuff.world.output).to.include({ phase: Phase.armed, setpointMmhg: undefined });
  });

  it("SR-049, SR-067: whoever takes their screening back is let go", () => {
    const cuff = held();
    cuff.succeed(operations.screen, { personSlot: whose.personSlot, isAcknowledged: false, isAdult: true });
    cuff.until(() => cuff.world.air.cuffMmhg < 15, 10_000);
    expect(cuff.reason).to.equal(Reason.releaseAsked);
  });

  it("SR-049: a screening is taken back also while nobody has set the clock", () => {
    const cuff = new ServedCuff();
    cuff
      .until(() => cuff.world.output?.phase === Phase.vented, 60_000)
      .connect()
      .press(4000);
    cuff.succeed(operations.introduce, {}, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    cuff.takeControl();
    const screening = { personSlot: 0, isAcknowledged: true, isAdult: true };
    expect(cuff.ask(operations.screen, screening).reason).to.equal(Reason.clockNotSet);
    cuff.succeed(operations.screen, { ...screening, isAcknowledged: false });
  });

  it("SR-037: the rest that a limb is told to need is the one after which the cuff may be armed", () => {
    const cuff = new ServedCuff({ exercise: lifting }).ready().armed();
    cuff.succeed(operations.search, { ...whose, ceilingMmhg: 0 });
    cuff.until(() => cuff.reason === Reason.lopFound, 120_000);
    expect(cuff.succeed(operations.readLimb, { personSlot: 1, side: 0 }).reperfusionMs).to.equal(60_000);
  });

  it("SR-042: who is away in turns, in a bout and in the rest after it, is away", () => {
    const cuff = prepared(new ServedCuff({ exercise: lifting }));
    cuff.succeed(operations.trainPreset, { ...legPreset, preset: 2 });
    cuff.until(() => (cuff.world.output?.training.remainingMs ?? Number.NaN) < 20_000, 200_000);
    cuff.succeed(operations.giveUpControl, {});
    cuff.until(() => cuff.world.output?.training.part === Part.released, 30_000);
    cuff.until(() => cuff.reason === Reason.linkLost, 15_000);
  });
});

describe("whose limb occlusion pressure", () => {
  const told = (cuff: ServedCuff) => {
    const bytes = cuff.service.read(cuff.link, Slot.lopResult);
    const values = lopResultFrame.blank();
    lopResultFrame.decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, values);
    return values;
  };

  it("SR-067: is told with its value, whoever asks for something else in between", () => {
    const cuff = prepared();
    expect(cuff.ask(operations.hold, { ...hold, side: 1 }).reason).to.equal(Reason.lopOfAnother);
    cuff.run(500).connect().run(500);
    expect(told(cuff)).to.deep.include({ state: 3, lopMmhg: 180, ...whose });
  });

  it("SR-067: is told also where the link takes nothing at the moment that it changes", () => {
    const cuff = prepared();
    cuff.link.isStuck = true;
    cuff.write(Uint8Array.of(0), Slot.release).run(2000);
    const before = cuff.link.of(Slot.lopResult).length;
    cuff.link.isStuck = false;
    cuff.run(300);
    expect(
      cuff.link
        .of(Slot.lopResult)
        .slice(before)
        .map((bytes) => bytes[2]),
    ).to.deep.equal([0]);
  });

  it("SR-049: one that cannot be, or that a disarmed cuff would forget, is not taken", () => {
    const cuff = new ServedCuff().ready();
    expect(cuff.ask(operations.enterLop, { ...whose, lopMmhg: 180 }).reason).to.equal(Reason.notArmed);
    cuff.armed();
    for (const lopMmhg of [59, 401, 3000, Number.NaN]) {
      expect(cuff.ask(operations.enterLop, { ...whose, lopMmhg }).result, `${lopMmhg}`).to.equal(
        Result.invalidParameter,
      );
    }
  });
});

describe("what an app tells in mid-hold", () => {
  it("SR-024, SR-038: does not fill the store that restricted time needs", () => {
    const worked = (chatty: boolean): number => {
      const cuff = held();
      const { flash } = cuff;
      const before = flash.worked;
      for (let s = 0; s < 50; s++) {
        if (chatty) cuff.succeed(operations.setClock, { unixS: NOW_S + 10 * s });
        if (chatty) cuff.succeed(operations.screen, { personSlot: 1, isAcknowledged: true, isAdult: true });
        cuff.run(900);
      }
      return flash.worked - before;
    };
    expect(worked(true)).to.be.at.most(worked(false) + 1100);
  });

  it("SR-065: a wish never waits behind a download: there is none while an order goes on, or for who does not listen", () => {
    const cuff = held();
    const read = { session: 1, offset: 0, length: 100 };
    expect(cuff.ask(operations.readSession, read).reason).to.equal(Reason.notWhileInUse);
    cuff.write(Uint8Array.of(0), Slot.release).run(5000);
    cuff.link.listening.delete(Slot.log);
    expect(cuff.ask(operations.readSession, read).reason).to.equal(Reason.nobodyListens);
    expect(encoded(operations.readSession.request, read)).to.have.length(10);
    expect(Op.readSession).to.equal(operations.readSession.code);
  });
});
