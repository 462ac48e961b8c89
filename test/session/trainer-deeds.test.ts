import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part, StepOf } from "../../firmware/shared/training";
import { LOWEST_MMHG, OWED_MS, PAUSE_MS, planOf, set, TICK_MS, Visit } from "./visit";

const ten = set({ repetitions: 10 });
const parts = [Part.working, Part.resting, Part.released, Part.paused] as const;

/** A session with a tight and an open rest, brought to `part`. */
function at(part: (typeof parts)[number]): Visit {
  const isReleased = part === Part.released;
  const visit = new Visit().begin(planOf({ sets: [{ ...ten, isReleased, restS: isReleased ? 60 : 30 }, ten, ten] }));
  visit.lift(4);
  if (part === Part.resting || part === Part.released) visit.lift(6);
  if (part === Part.paused) visit.ask(Deed.pause);
  expect(visit.part).to.equal(part);
  return visit;
}

describe("trainer: pauses", () => {
  it("SR-060: a pause lets go from every part, and a person's word goes on after the rest that is owed", () => {
    for (const part of [Part.working, Part.resting, Part.released]) {
      const visit = at(part);
      expect(visit.ask(Deed.pause), `${part}`).to.equal(Reason.none);
      expect(visit.part).to.equal(Part.paused);
      expect(visit.trainer).to.include({ targetMmhg: undefined, reason: Reason.sessionPaused, plannedRestMs: 0 });
      visit.run(10_000);
      expect(visit.targetMmhg).to.equal(undefined);
      expect(visit.ask(Deed.resume)).to.equal(Reason.none);
      expect(visit.trainer).to.include({ targetMmhg: undefined, reason: Reason.restReleased });
      const { owedMs } = visit.gym;
      expect(owedMs).to.be.within(40_000, OWED_MS);
      // What the plan had left of a rest is not lost by a pause.
      const restMs = visit.state.remainingMs;
      expect(restMs).to.be.at.least(owedMs - TICK_MS);
      expect(visit.run(2 * OWED_MS, () => visit.targetMmhg !== undefined)).to.be.closeTo(restMs, 3 * TICK_MS);
      expect(visit.state).to.include({ part: Part.working, set: part === Part.working ? 0 : 1 });
      expect(visit.gym.asked).to.equal(1);
    }
  });

  it("SR-060: a pause of 2 min ends the session", () => {
    const visit = at(Part.paused);
    expect(visit.run(PAUSE_MS + 1000, () => visit.outcome !== Reason.none)).to.be.closeTo(PAUSE_MS, 2 * TICK_MS);
    expect(visit.outcome).to.equal(Reason.armingUnused);
    expect(visit.part).to.equal(Part.over);
    visit.ask(Deed.resume);
    visit.run(OWED_MS);
    expect(visit.targetMmhg).to.equal(undefined);
  });

  it("SR-058: a resumed session asks again whether it may fill the cuff", () => {
    const visit = at(Part.paused);
    visit.gym.objection = Reason.screeningMissing;
    visit.ask(Deed.resume);
    visit.run(OWED_MS + 1000);
    expect(visit.outcome).to.equal(Reason.screeningMissing);
    expect(visit.targetMmhg).to.equal(undefined);
  });

  it("repetitions go on after a pause", () => {
    const visit = at(Part.working);
    visit.ask(Deed.pause);
    visit.ask(Deed.resume);
    visit.until(Part.working);
    expect(visit.gym.repetitions).to.equal(0);
    visit.tick();
    expect(visit.state.repetitions[0]).to.equal(4);
    visit.lift(5);
    expect(visit.part).to.equal(Part.working);
    visit.lift(1);
    expect(visit.part).to.equal(Part.resting);
    expect(visit.state.repetitions[0]).to.equal(10);
  });

  it("timed work goes on after a pause, once and not twice", () => {
    const visit = new Visit().begin(planOf({ sets: [set({ durationS: 60 }), set({ durationS: 60 })] }));
    visit.run(25_000);
    visit.ask(Deed.pause);
    visit.run(5000);
    visit.ask(Deed.resume);
    visit.until(Part.working);
    visit.tick();
    expect(visit.state.remainingMs).to.be.closeTo(35_000, 4 * TICK_MS);
    expect(visit.until(Part.resting)).to.be.closeTo(35_000, 4 * TICK_MS);
    visit.until(Part.working);
    visit.tick();
    expect(visit.state.remainingMs, "the next one has all of its time").to.be.closeTo(60_000, 4 * TICK_MS);
  });

  it("a lowered pressure stays lowered through a pause", () => {
    const visit = at(Part.working);
    visit.ask(Deed.lower);
    visit.ask(Deed.pause);
    visit.ask(Deed.resume);
    visit.until(Part.working);
    expect(visit.targetMmhg).to.be.closeTo(95, 1e-9);
  });
});

describe("trainer: pressure on demand", () => {
  it("lowers and raises by 10 mmHg or 5 % LOP, in every part", () => {
    for (const part of parts) {
      const visit = at(part);
      expect(visit.ask(Deed.lower)).to.equal(Reason.none);
      expect(visit.ask(Deed.lower, StepOf.fivePercent)).to.equal(Reason.none);
      expect(visit.ask(Deed.raise, StepOf.fivePercent)).to.equal(Reason.none);
      expect(visit.part).to.equal(part);
      if (part === Part.paused) visit.ask(Deed.resume);
      visit.until(Part.working);
      expect(visit.targetMmhg, `${part}`).to.be.closeTo(95, 1e-9);
    }
  });

  it("SR-059: beyond what was granted is refused and changes nothing", () => {
    for (const stepOf of [StepOf.tenMmhg, StepOf.fivePercent]) {
      const visit = new Visit().begin(planOf(), { grantedMmhg: 113 });
      const { targetMmhg } = visit;
      expect(visit.ask(Deed.raise, stepOf)).to.equal(stepOf === StepOf.tenMmhg ? Reason.setpointTooHigh : Reason.none);
      expect(visit.ask(Deed.raise, stepOf)).to.equal(Reason.setpointTooHigh);
      expect(visit.targetMmhg).to.be.at.most(113);
      if (stepOf === StepOf.tenMmhg) expect(visit.targetMmhg).to.equal(targetMmhg);
      expect(visit.part).to.equal(Part.working);
    }
  });

  it("SR-060: lower than the lowest lets go, and keeps the place", () => {
    for (const part of [Part.working, Part.resting, Part.released]) {
      const visit = at(part);
      for (let i = 0; i < 4; i++) expect(visit.ask(Deed.lower)).to.equal(Reason.none);
      expect(visit.part).to.equal(part);
      expect(visit.ask(Deed.lower), `${part}`).to.equal(Reason.none);
      expect(visit.part).to.equal(Part.paused);
      visit.ask(Deed.resume);
      visit.until(Part.working);
      expect(visit.targetMmhg).to.be.closeTo(65, 1e-9);
    }
    const paused = at(Part.paused);
    paused.run(60_000);
    for (let i = 0; i < 5; i++) expect(paused.ask(Deed.lower)).to.equal(Reason.none);
    expect(
      paused.run(PAUSE_MS, () => paused.outcome !== Reason.none),
      "which prolongs no pause",
    ).to.be.below(60_000);
  });

  it("SR-060: a symptom takes 10 mmHg off, whatever step was meant, and at the lowest ends the session", () => {
    for (const part of parts) {
      const visit = at(part);
      let expected = 105;
      for (; expected - 10 >= LOWEST_MMHG; expected -= 10) {
        expect(visit.ask(Deed.symptom, StepOf.fivePercent)).to.equal(Reason.none);
        expect(visit.part).to.equal(part);
        if (visit.targetMmhg !== undefined) expect(visit.targetMmhg).to.be.closeTo(expected - 10, 1e-9);
      }
      expect(visit.ask(Deed.symptom)).to.equal(Reason.none);
      expect(visit.outcome, `${part}`).to.equal(Reason.symptomsPersist);
      expect(visit.part).to.equal(Part.over);
      expect(visit.targetMmhg).to.equal(undefined);
    }
  });
});

describe("trainer: requests", () => {
  it("one from before the session is not obeyed, and none is obeyed twice", () => {
    const visit = new Visit();
    Object.assign(visit.request, { deed: Deed.pause, sequence: 41 });
    visit.begin(planOf());
    visit.run(1000);
    expect(visit.part).to.equal(Part.working);
    expect(visit.state).to.include({ answered: 41, answer: Reason.none });
    visit.ask(Deed.lower);
    visit.run(1000);
    expect(visit.targetMmhg).to.be.closeTo(95, 1e-9);
    visit.begin(planOf());
    visit.run(1000);
    expect(visit.targetMmhg).to.be.closeTo(105, 1e-9);
  });

  it("every deed in every part is answered", () => {
    const no = Reason.deedImpossible;
    for (const [deed, inSet, inRest, inOpenRest, inPause] of [
      [Deed.none, Reason.none, Reason.none, Reason.none, Reason.none],
      [Deed.pause, Reason.none, Reason.none, Reason.none, no],
      [Deed.resume, no, no, no, Reason.none],
      [Deed.skip, Reason.none, Reason.none, Reason.none, no],
      [Deed.lower, Reason.none, Reason.none, Reason.none, Reason.none],
      [Deed.raise, Reason.none, Reason.none, Reason.none, Reason.none],
      [Deed.symptom, Reason.none, Reason.none, Reason.none, Reason.none],
      [7 as Deed, no, no, no, no],
      [255 as Deed, no, no, no, no],
    ] as const) {
      for (const [i, expected] of [inSet, inRest, inOpenRest, inPause].entries()) {
        const visit = at(parts[i] as (typeof parts)[number]);
        expect(visit.ask(deed), `deed ${deed} in part ${parts[i]}`).to.equal(expected);
      }
    }
  });

  it("what is impossible changes nothing", () => {
    for (const [deed, part] of [
      [Deed.resume, Part.working],
      [Deed.resume, Part.resting],
      [Deed.resume, Part.released],
      [Deed.pause, Part.paused],
      [Deed.skip, Part.paused],
      [99 as Deed, Part.working],
    ] as const) {
      const [visit, other] = [at(part), at(part)];
      visit.ask(deed);
      other.tick();
      expect({ ...visit.state, answer: 0, answered: 0 }).to.deep.equal({ ...other.state, answer: 0, answered: 0 });
      expect(visit.targetMmhg).to.equal(other.targetMmhg);
    }
  });

  it("a set that is skipped ends as if it were done, the last one and the session with it", () => {
    const visit = at(Part.working);
    expect(visit.ask(Deed.skip)).to.equal(Reason.none);
    expect(visit.state).to.include({ part: Part.resting, set: 1 });
    for (let i = 0; i < 3; i++) visit.ask(Deed.skip);
    expect(visit.state).to.include({ part: Part.working, set: 2 });
    expect(visit.ask(Deed.skip)).to.equal(Reason.none);
    expect(visit.outcome).to.equal(Reason.sessionDone);
    expect(visit.state.repetitions[0]).to.equal(4);
  });
});
