import { expect } from "chai";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { GRANTED_MMHG, LINK_MS, LOWEST_MMHG, OWED_MS, planOf, set, TICK_MS, Visit } from "./visit";

const ten = set({ repetitions: 10 });
const timed = set({ durationS: 20 });
const open = set({ durationS: 20, restS: 60, isReleased: true });
const TARGET_MMHG = 105;

/** In the rest after the first set, with the cuff open. */
function released(restS = 60): Visit {
  const visit = new Visit().begin(planOf({ sets: [{ ...open, restS }, open] }));
  visit.until(Part.released);
  expect(visit.part).to.equal(Part.released);
  return visit;
}

describe("trainer: sets", () => {
  it("holds at once, and says where it stands", () => {
    const visit = new Visit().begin(planOf());
    expect(visit.targetMmhg).to.be.closeTo(TARGET_MMHG, 1e-9);
    expect(visit.state).to.include({ part: Part.working, set: 0, sets: 3, wantedRepetitions: 10 });
    expect(visit.trainer).to.include({ isRunning: true, outcome: Reason.none, reason: Reason.none });
    visit.tick();
    expect(visit.state.remainingMs).to.be.NaN;
  });

  it("nothing is held before a session, and nothing happens", () => {
    const visit = new Visit();
    visit.run(1000);
    expect(visit.targetMmhg).to.equal(undefined);
    expect(visit.part).to.equal(Part.idle);
    visit.trainer.end();
    expect(visit.part).to.equal(Part.idle);
    expect(visit.outcome).to.equal(Reason.none);
  });

  it("a set ends by its repetitions, and the last one ends the session", () => {
    const visit = new Visit().begin(planOf());
    for (let i = 0; i < 3; i++) {
      expect(visit.state).to.include({ part: Part.working, set: i });
      visit.lift(9);
      expect(visit.part).to.equal(Part.working);
      visit.lift(1);
      if (i < 2) {
        expect(visit.state).to.include({ part: Part.resting, set: i + 1 });
        visit.until(Part.working);
      }
    }
    expect(visit.outcome).to.equal(Reason.sessionDone);
    expect(visit.part).to.equal(Part.over);
    expect([...visit.state.repetitions.slice(0, 4)]).to.deep.equal([10, 10, 10, 0]);
    expect(visit.targetMmhg).to.equal(undefined);
  });

  it("a set ends by its time, whichever of time and repetitions comes first", () => {
    const sets = [timed, { ...timed, repetitions: 10 }, { ...timed, repetitions: 10 }];
    const visit = new Visit().begin(planOf({ sets }));
    visit.tick();
    expect(visit.state.remainingMs).to.equal(20_000 - TICK_MS);
    visit.lift(15);
    expect(visit.part, "repetitions that nobody wants").to.equal(Part.working);
    expect(TICK_MS + 15_000 + visit.until(Part.resting)).to.equal(20_000);
    visit.until(Part.working);
    visit.lift(10);
    expect(visit.part).to.equal(Part.resting);
    visit.until(Part.working);
    visit.lift(9);
    expect(visit.run(20_000, () => visit.outcome !== Reason.none)).to.equal(11_000);
    expect(visit.outcome).to.equal(Reason.sessionDone);
  });

  it("a set with neither goes on until somebody says so", () => {
    const visit = new Visit().begin(planOf({ sets: [set(), set()] }));
    visit.gym.repetitions = 200;
    visit.run(300_000);
    expect(visit.part).to.equal(Part.working);
    expect(visit.ask(Deed.skip)).to.equal(Reason.none);
    expect(visit.part).to.equal(Part.resting);
  });

  it("repetitions that turn out to have been none are taken back", () => {
    const visit = new Visit().begin(planOf());
    visit.lift(3);
    visit.gym.repetitions = 1;
    visit.tick();
    expect(visit.state.repetitions[0]).to.equal(1);
  });

  it("SR-036, SR-059: a timed bout ends 2 s before the cap would, an endless or counted one does not", () => {
    for (const [sets, ends] of [
      [[{ ...open, durationS: 300 }, open], true],
      [[set({ isReleased: true }), open], false],
      [[{ ...ten, isReleased: true }, open], false],
    ] as const) {
      const visit = new Visit().begin(planOf({ sets }));
      visit.gym.capMs = 300_000;
      const took = visit.until(Part.released, 310_000);
      if (ends) expect(took).to.be.within(298_000, 298_000 + 2 * TICK_MS);
      else expect(visit.part).to.equal(Part.working);
    }
  });

  it("cues lifting and lowering by the cadence, in sets only", () => {
    const visit = new Visit().begin(planOf({ cadenceS: 4, sets: [timed, timed] }));
    const cues: number[] = [];
    let was = false;
    visit.run(20_000, () => {
      if (visit.state.isLifting !== was) cues.push(visit.gym.inflatedMs);
      was = visit.state.isLifting;
      return visit.part !== Part.working;
    });
    expect(cues).to.deep.equal([10, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000, 18_000]);
    visit.run(25_000, () => {
      expect(visit.state.isLifting).to.equal(false);
      return false;
    });
    const mute = new Visit().begin(planOf());
    mute.run(5000, () => {
      expect(mute.state.isLifting).to.equal(false);
      return false;
    });
  });

  it("SR-059: a first session lasts 7 minutes of tight cuff at most, at 50 % LOP", () => {
    const visit = new Visit().begin(planOf({ sets: [set({ restS: 60 }), set()] }), { sessionsBefore: 0 });
    expect(visit.targetMmhg).to.equal(75);
    visit.run(200_000);
    visit.ask(Deed.pause);
    visit.run(60_000);
    visit.ask(Deed.resume);
    visit.until(Part.working);
    const took = visit.run(1_000_000, () => visit.outcome !== Reason.none);
    expect(took).to.be.closeTo(220_000, 3 * TICK_MS);
    expect(visit.outcome).to.equal(Reason.firstSessionOver);
    expect(visit.targetMmhg).to.equal(undefined);
    const later = new Visit().begin(planOf({ sets: [set()] }), { sessionsBefore: 1 });
    later.run(500_000);
    expect(later.part).to.equal(Part.working);
  });

  it("SR-059: a first session that ends together with a rest is over all the same", () => {
    const sets = Array.from({ length: 12 }, () => set({ durationS: 40, restS: 20 }));
    const visit = new Visit().begin(planOf({ sets }), { sessionsBefore: 0 });
    visit.run(430_000);
    expect(visit.outcome).to.equal(Reason.firstSessionOver);
    expect(visit.targetMmhg).to.equal(undefined);
    expect(visit.part).to.equal(Part.over);
  });

  it("SR-059: a comfort ramp goes on where it was after the cuff was open", () => {
    const visit = new Visit().begin(planOf({ comfortRampS: 20, sets: [set()] }));
    expect(visit.targetMmhg).to.equal(LOWEST_MMHG);
    visit.run(10_000);
    const { targetMmhg } = visit;
    expect(targetMmhg).to.equal(80);
    visit.ask(Deed.pause);
    visit.run(30_000);
    visit.ask(Deed.resume);
    visit.until(Part.working);
    expect(visit.targetMmhg).to.equal(80);
    visit.run(20_000);
    expect(visit.targetMmhg).to.be.closeTo(TARGET_MMHG, 1e-9);
  });
});

describe("trainer: rests", () => {
  it("SR-058: a rest with the cuff tight takes its time and holds on", () => {
    const visit = new Visit().begin(planOf());
    expect(visit.trainer.plannedRestMs).to.equal(0);
    visit.lift(10);
    expect(visit.trainer.plannedRestMs).to.equal(30_000);
    expect(visit.state.remainingMs).to.be.within(28_990, 29_010);
    const took = visit.run(60_000, () => {
      expect(visit.targetMmhg).to.be.closeTo(TARGET_MMHG, 1e-9);
      return visit.part !== Part.resting;
    });
    expect(took).to.be.within(28_990, 29_010);
    expect(visit.gym.asked, "nothing is filled").to.equal(0);
    expect(visit.gym.repetitions).to.equal(0);
    expect(visit.trainer.plannedRestMs).to.equal(0);
  });

  it("what moves in a rest is no repetition of a set", () => {
    const visit = new Visit().begin(planOf());
    visit.lift(10);
    visit.gym.repetitions += 5;
    visit.until(Part.working);
    visit.tick();
    expect([...visit.state.repetitions.slice(0, 2)]).to.deep.equal([10, 0]);
  });

  it("SR-058: a rest with the cuff open holds nothing, takes its time, and fills again", () => {
    const visit = released(90);
    expect(visit.trainer).to.include({ reason: Reason.restReleased, plannedRestMs: 0, targetMmhg: undefined });
    visit.run(1000);
    expect(visit.state.remainingMs).to.be.closeTo(89_000, 2 * TICK_MS);
    const took = visit.run(100_000, () => visit.targetMmhg !== undefined);
    expect(took).to.be.closeTo(89_000, 2 * TICK_MS);
    expect(visit.state).to.include({ part: Part.working, set: 1 });
    expect(visit.trainer.reason).to.equal(Reason.none);
    expect(visit.gym.asked).to.equal(1);
  });

  it("SR-037, SR-058: it never ends before the limb has had the rest that it is owed, nor before the inflation has ended", () => {
    for (const what of ["owedMs", "inflatedMs"] as const) {
      const visit = released();
      visit.run(OWED_MS - 1000);
      for (let i = 0; i < 6000; i++) {
        visit.gym[what] = 1;
        visit.trainer.advance(visit.request, TICK_MS);
        expect(visit.targetMmhg).to.equal(undefined);
        expect(visit.part).to.equal(Part.released);
        if (what === "owedMs") expect(visit.state.remainingMs).to.be.at.least(1);
      }
      expect(visit.gym.asked, "nobody to be asked yet").to.equal(0);
      Object.assign(visit.gym, { owedMs: 0, inflatedMs: 0 });
      visit.tick();
      expect(visit.part).to.equal(Part.working);
    }
  });

  it("SR-058, SR-060: it waits while nobody is in control, and ends after 30 s", () => {
    const visit = released();
    visit.run(OWED_MS - 5000);
    visit.gym.linked = false;
    visit.run(20_000, () => {
      expect(visit.targetMmhg).to.equal(undefined);
      return false;
    });
    expect(visit.part).to.equal(Part.released);
    visit.gym.linked = true;
    visit.tick();
    expect(visit.part, "and goes on where they come back in time").to.equal(Part.working);

    const gone = released(600);
    gone.gym.linked = false;
    expect(gone.run(60_000, () => gone.outcome !== Reason.none)).to.equal(LINK_MS);
    expect(gone.outcome).to.equal(Reason.linkLost);
    expect(gone.part).to.equal(Part.over);
    gone.gym.linked = true;
    gone.run(600_000);
    expect(gone.targetMmhg).to.equal(undefined);
  });

  it("SR-060: a link that is lost while the cuff is tight is for the supervisor to judge", () => {
    const visit = new Visit().begin(planOf());
    visit.gym.linked = false;
    visit.run(LINK_MS + 5000);
    expect(visit.part).to.equal(Part.working);
  });

  it("SR-058: an objection to the re-inflation ends the session with that reason", () => {
    for (const objection of [Reason.batteryLow, Reason.restrictedTimeUsedUp, Reason.screeningMissing]) {
      const visit = released();
      visit.gym.objection = objection;
      visit.run(100_000, () => {
        expect(visit.targetMmhg).to.equal(undefined);
        return visit.outcome !== Reason.none;
      });
      expect(visit.outcome).to.equal(objection);
      expect(visit.part).to.equal(Part.over);
      expect(visit.gym.asked, "once is enough").to.equal(1);
    }
  });

  it("a skipped rest with the cuff tight is over at once, an open one when the limb has had its rest", () => {
    const held = new Visit().begin(planOf());
    held.lift(10);
    expect(held.ask(Deed.skip)).to.equal(Reason.none);
    expect(held.state).to.include({ part: Part.working, set: 1 });
    const visit = released(600);
    visit.run(10_000);
    expect(visit.ask(Deed.skip)).to.equal(Reason.none);
    expect(visit.part).to.equal(Part.released);
    expect(visit.state.remainingMs).to.be.closeTo(50_000, 3 * TICK_MS);
    expect(visit.until(Part.working)).to.be.closeTo(50_000, 3 * TICK_MS);
  });
});

describe("trainer: the end", () => {
  it("SR-060: whatever was under way, nothing is held afterwards", () => {
    for (const part of [Part.working, Part.resting, Part.released, Part.paused]) {
      const sets = part === Part.released ? [open, open] : [timed, timed];
      const visit = new Visit().begin(planOf({ sets, mode: Mode.resistance }));
      if (part === Part.paused) visit.ask(Deed.pause);
      visit.until(part);
      visit.trainer.end();
      expect(visit.trainer).to.include({ isRunning: false, targetMmhg: undefined, reason: Reason.none });
      expect(visit.outcome, "that somebody else ended it is for them to say").to.equal(Reason.none);
      visit.ask(Deed.resume);
      visit.run(200_000);
      expect(visit.state).to.include({ part: Part.over });
      expect(visit.targetMmhg).to.equal(undefined);
    }
  });

  it("another session begins anew", () => {
    const visit = new Visit().begin(planOf({ sets: [timed] }));
    visit.gym.repetitions = 7;
    visit.run(30_000);
    expect(visit.outcome).to.equal(Reason.sessionDone);
    visit.begin(planOf(), { grantedMmhg: GRANTED_MMHG - 30 });
    expect(visit.state).to.include({ part: Part.working, set: 0, sets: 3, wantedRepetitions: 10 });
    expect(visit.outcome).to.equal(Reason.none);
    expect([...visit.state.repetitions]).to.deep.equal(new Array(12).fill(0));
    expect(visit.targetMmhg).to.equal(GRANTED_MMHG - 30);
  });
});
