import { expect } from "chai";
import fc from "fast-check";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part, StepOf } from "../../firmware/shared/training";
import { Visit } from "./visit";

const STEP_MS = 500;
/** The longest rests and pauses of the longest plan, and as much again for rests that are owed. */
const LONGEST_MS = 4 * 3600_000;

const percent = fc.integer({ min: 40, max: 80 });

const anySet: fc.Arbitrary<PrescribedSet> = fc.record({
  repetitions: fc.constantFrom(0, 0, 5, 15, 30),
  durationS: fc.constantFrom(0, 1, 30, 120, 180),
  restS: fc.constantFrom(0, 10, 30, 60, 90, 300),
  isReleased: fc.boolean(),
});

/** Any plan without a flaw, on a leg. */
const anyPlan: fc.Arbitrary<Prescription> = fc
  .record({
    name: fc.constant("any"),
    mode: fc.constantFrom(Mode.free, Mode.resistance, Mode.aerobic),
    percentLop: percent,
    fromPercentLop: percent,
    percentPerSession: fc.integer({ min: 0, max: 20 }),
    comfortRampS: fc.constantFrom(0, 0, 20, 60),
    cadenceS: fc.constantFrom(0, 4),
    sets: fc.array(anySet, { minLength: 1, maxLength: 6 }),
  })
  .map((plan) => ({ ...plan, fromPercentLop: Math.min(plan.fromPercentLop, plan.percentLop) }))
  .filter((plan) => flawOf(plan, "leg") === Flaw.none);

/** Sets that end by time or by repetitions. */
const closedPlan = anyPlan.filter(({ sets }) => sets.every((set) => set.durationS > 0 || set.repetitions > 0));

const anyDeed = fc.constantFrom(...Object.values(Deed), 99 as Deed);

const happening = fc.record({
  ms: fc.integer({ min: 1, max: 90_000 }),
  deed: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(Deed.none, Deed.resume) }, { weight: 2, arbitrary: anyDeed }),
  stepOf: fc.constantFrom(...Object.values(StepOf)),
  isLinked: fc.constantFrom(true, true, true, false),
  repetitions: fc.nat(10),
  objection: fc.constantFrom(...new Array<Reason>(9).fill(Reason.none), Reason.batteryLow),
});

const start = fc.record({
  lopMmhg: fc.integer({ min: 60, max: 280 }),
  grantedPercent: percent,
  sessionsBefore: fc.nat(8),
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Lets all of it happen, and shows every tick to `look`. */
function play(visit: Visit, happenings: readonly Happening[], look: () => void): void {
  const { gym, request } = visit;
  for (const { ms, deed, stepOf, isLinked, repetitions, objection } of happenings) {
    Object.assign(request, { deed, stepOf });
    request.sequence++;
    Object.assign(gym, { linked: isLinked, objection });
    if (visit.targetMmhg !== undefined) gym.repetitions += repetitions;
    for (let spent = 0; spent < ms; spent += STEP_MS) {
      visit.tick(STEP_MS);
      look();
    }
  }
}

describe("trainer: whatever is planned and happens", () => {
  it("SR-059, SR-060: holds within the span or not at all, answers every request of a session, and never holds after the end", () => {
    fc.assert(
      fc.property(anyPlan, start, fc.array(happening, { maxLength: 25 }), (plan, from, happenings) => {
        const { lopMmhg, grantedPercent, sessionsBefore } = from;
        const visit = new Visit();
        const grantedMmhg = (grantedPercent / 100) * lopMmhg;
        visit.begin(plan, { lopMmhg, grantedMmhg, sessionsBefore });
        play(visit, happenings, () => {
          const { targetMmhg } = visit;
          if (targetMmhg !== undefined) expect(targetMmhg).to.be.within(0.4 * lopMmhg, grantedMmhg);
          const isOver = visit.outcome !== Reason.none;
          expect(visit.trainer.isRunning).to.equal(!isOver);
          expect(visit.part === Part.over).to.equal(isOver);
          if (isOver) expect(targetMmhg).to.equal(undefined);
          else expect(visit.state.answered).to.equal(visit.request.sequence);
        });
        visit.trainer.end();
        play(visit, happenings, () => expect(visit.targetMmhg).to.equal(undefined));
        expect(visit.part).to.equal(Part.over);
      }),
      { numRuns: 150 },
    );
  });

  it("SR-037, SR-058: an open cuff is filled again only after the rest that is owed, with a link and without an objection", () => {
    let filled = 0;
    fc.assert(
      fc.property(anyPlan, fc.array(happening, { maxLength: 40 }), (plan, happenings) => {
        const visit = new Visit().begin(plan);
        const { gym } = visit;
        let wasTight = false;
        let openMs = Number.POSITIVE_INFINITY;
        play(visit, happenings, () => {
          const isTight = visit.targetMmhg !== undefined;
          if (isTight && !wasTight && openMs < Number.POSITIVE_INFINITY) {
            filled++;
            expect(openMs).to.be.at.least(60_000);
            expect(gym.linked).to.equal(true);
            expect(gym.objection).to.equal(Reason.none);
          }
          openMs = isTight ? 0 : openMs + STEP_MS;
          wasTight = isTight;
        });
      }),
      { numRuns: 400 },
    );
    expect(filled, "it does happen").to.be.above(20);
  });

  it("SR-060: no pause, symptom, wish for less or lost link ever makes the pressure higher than it was", () => {
    const down = happening.map((what) => ({
      ...what,
      deed: what.deed === Deed.raise ? Deed.symptom : what.deed,
    }));
    fc.assert(
      fc.property(anyPlan, fc.array(down, { maxLength: 25 }), (plan, happenings) => {
        const visit = new Visit().begin({ ...plan, comfortRampS: 0 });
        let lowest = visit.targetMmhg ?? Number.NaN;
        play(visit, happenings, () => {
          const { targetMmhg = lowest } = visit;
          expect(targetMmhg).to.be.at.most(lowest);
          lowest = targetMmhg;
        });
      }),
      { numRuns: 100 },
    );
  });

  it("SR-060: every plan whose sets end comes to its end once nobody asks for anything any more", () => {
    fc.assert(
      fc.property(closedPlan, fc.array(happening, { maxLength: 10 }), fc.boolean(), (plan, happenings, isLinked) => {
        const visit = new Visit().begin(plan);
        play(visit, happenings, () => undefined);
        Object.assign(visit.gym, { linked: isLinked, objection: Reason.none });
        let ms = 0;
        for (; visit.outcome === Reason.none && ms < LONGEST_MS; ms += STEP_MS) {
          if (visit.part === Part.working && ms % 4000 === 0) visit.gym.repetitions++;
          visit.tick(STEP_MS);
        }
        expect(ms).to.be.below(LONGEST_MS);
        expect(visit.targetMmhg).to.equal(undefined);
      }),
      { numRuns: 60 },
    );
  });
});
