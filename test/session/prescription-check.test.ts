import { expect } from "chai";
import fc from "fast-check";
import { longestInflationMs, noOwnLimits } from "../../firmware/safety/caps";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import type { Limb } from "../../firmware/shared/limb";
import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { planOf, set } from "./visit";

const limbs: readonly Limb[] = ["arm", "leg"];

/** Five minutes without exercise, and the rest that goes with them. */
const bout = set({ durationS: 300, restS: 180, isReleased: true });

function passive(changes: Partial<Prescription> = {}): Prescription {
  return planOf({ mode: Mode.passive, sets: [bout, bout], ...changes });
}

function withSet(changes: Partial<PrescribedSet>): Prescription {
  return planOf({ sets: [set({ repetitions: 10, ...changes }), set({ repetitions: 10 })] });
}

function expectFlaw(flaw: Flaw, plan: Prescription, limb: Limb = "leg"): void {
  expect(flawOf(plan, limb), JSON.stringify(plan)).to.equal(flaw);
}

const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe("prescription check", () => {
  it("SR-061: finds nothing wrong with plans that are well", () => {
    for (const limb of limbs) {
      expectFlaw(Flaw.none, planOf(), limb);
      expectFlaw(Flaw.none, passive(), limb);
      expectFlaw(Flaw.none, planOf({ mode: Mode.free, sets: [set()] }), limb);
      expectFlaw(Flaw.none, planOf({ mode: Mode.aerobic, sets: [set({ durationS: 600 })] }), limb);
      expectFlaw(Flaw.none, passive({ mode: Mode.preconditioning, percentLop: 100 }), limb);
    }
  });

  it("SR-061: rests with the cuff tight count as restriction, too", () => {
    const stretch = (lastS: number) => [
      set({ durationS: 800, restS: 90 }),
      set({ durationS: lastS, restS: 60, isReleased: true }),
    ];
    const plan = (lastS: number) => planOf({ mode: Mode.aerobic, sets: [...stretch(10), ...stretch(lastS)] });
    expectFlaw(Flaw.none, plan(10));
    expectFlaw(Flaw.total, plan(11));
  });

  it("SR-061: the name has 1 to 24 characters", () => {
    expectFlaw(Flaw.name, planOf({ name: "" }));
    expectFlaw(Flaw.none, planOf({ name: "a" }));
    expectFlaw(Flaw.none, planOf({ name: "a".repeat(24) }));
    expectFlaw(Flaw.name, planOf({ name: "a".repeat(25) }));
  });

  it("SR-061: the mode is one that people train in", () => {
    for (const mode of [Mode.search, 6, -1, 0.5, Number.NaN]) expectFlaw(Flaw.mode, planOf({ mode: mode as Mode }));
  });

  it("SR-061: there are 1 to 12 sets", () => {
    const one = set({ repetitions: 1, restS: 0 });
    for (const [count, flaw] of [
      [0, Flaw.sets],
      [1, Flaw.none],
      [12, Flaw.none],
      [13, Flaw.sets],
    ] as const) {
      expectFlaw(flaw, planOf({ sets: new Array<PrescribedSet>(count).fill(one) }));
    }
  });

  it("SR-050, SR-061: 40 to 80 % LOP with exercise, up to 100 % without", () => {
    for (const mode of [Mode.free, Mode.resistance, Mode.aerobic]) {
      for (const [percentLop, flaw] of [
        [39.9, Flaw.percent],
        [40, Flaw.none],
        [80, Flaw.none],
        [80.1, Flaw.percent],
      ] as const) {
        expectFlaw(flaw, planOf({ mode, percentLop, fromPercentLop: 40 }));
      }
    }
    for (const mode of [Mode.passive, Mode.preconditioning]) {
      expectFlaw(Flaw.none, passive({ mode, percentLop: 100 }));
      expectFlaw(Flaw.percent, passive({ mode, percentLop: 100.1 }));
      expectFlaw(Flaw.percent, passive({ mode, percentLop: 39.9, fromPercentLop: 39.9 }));
    }
    for (const percentLop of notNumbers) expectFlaw(Flaw.percent, planOf({ percentLop }));
  });

  it("SR-061: it grows from at least 40 % up to its pressure, by at most 20 % a session", () => {
    for (const [fromPercentLop, percentPerSession, flaw] of [
      [40, 0, Flaw.none],
      [39.9, 0, Flaw.growth],
      [70, 20, Flaw.none],
      [70.1, 0, Flaw.growth],
      [50, 20.1, Flaw.growth],
      [50, -0.1, Flaw.growth],
      ...notNumbers.flatMap((no) => [[no, 0, Flaw.growth] as const, [50, no, Flaw.growth] as const]),
    ] as const) {
      expectFlaw(flaw, planOf({ fromPercentLop, percentPerSession }));
    }
  });

  it("SR-061: a comfort ramp takes 60 s at most, a repetition 8 s", () => {
    for (const [comfortRampS, cadenceS, flaw] of [
      [60, 8, Flaw.none],
      [60.1, 0, Flaw.pace],
      [-0.1, 0, Flaw.pace],
      [0, 8.1, Flaw.pace],
      [0, -0.1, Flaw.pace],
      ...notNumbers.flatMap((no) => [[no, 0, Flaw.pace] as const, [0, no, Flaw.pace] as const]),
    ] as const) {
      expectFlaw(flaw, planOf({ comfortRampS, cadenceS }));
    }
  });

  it("SR-061: a set has at most 100 whole repetitions, 19 min, and 10 min of rest after it", () => {
    const open = { isReleased: true, restS: 60 };
    for (const [changes, flaw] of [
      [{ repetitions: 100, ...open }, Flaw.none],
      [{ repetitions: 101, ...open }, Flaw.set],
      [{ repetitions: -1 }, Flaw.set],
      [{ repetitions: 1.5 }, Flaw.set],
      [{ durationS: 1140.1, ...open }, Flaw.set],
      [{ durationS: -1 }, Flaw.set],
      [{ ...open, restS: 600 }, Flaw.none],
      [{ ...open, restS: 600.1 }, Flaw.set],
      [{ restS: -1 }, Flaw.set],
      ...notNumbers.flatMap((no) => [
        [{ repetitions: no }, Flaw.set] as const,
        [{ durationS: no }, Flaw.set] as const,
        [{ restS: no }, Flaw.set] as const,
      ]),
    ] as const) {
      expectFlaw(flaw, withSet(changes));
    }
    const last = planOf({ sets: [set({ repetitions: 10 }), set({ repetitions: 101 })] });
    expectFlaw(Flaw.set, last);
    expectFlaw(Flaw.none, planOf({ mode: Mode.aerobic, sets: [set({ durationS: 1140 })] }));
  });

  it("SR-061: a set without exercise has a time of at most five minutes", () => {
    for (const mode of [Mode.passive, Mode.preconditioning]) {
      for (const [durationS, flaw] of [
        [0, Flaw.passive],
        [0.9, Flaw.passive],
        [1, Flaw.none],
        [300, Flaw.none],
        [300.1, Flaw.passive],
      ] as const) {
        expectFlaw(flaw, passive({ mode, sets: [{ ...bout, durationS }, bout] }));
        expectFlaw(flaw, passive({ mode, sets: [bout, { ...bout, durationS }] }));
      }
    }
  });

  it("SR-061: a rest with the cuff tight lasts 90 s at most, and there is none without exercise", () => {
    expectFlaw(Flaw.none, withSet({ restS: 90 }));
    expectFlaw(Flaw.heldRest, withSet({ restS: 90.1 }));
    for (const restS of [0, 30, 180]) {
      expectFlaw(Flaw.heldRest, passive({ sets: [{ ...bout, restS, isReleased: false }, bout] }));
    }
  });

  it("SR-037, SR-061: a rest with the cuff open lasts as long as the limb is owed: 60 s, without exercise 180 s", () => {
    expectFlaw(Flaw.none, withSet({ restS: 60, isReleased: true }));
    expectFlaw(Flaw.releasedRest, withSet({ restS: 59.9, isReleased: true }));
    expectFlaw(Flaw.releasedRest, passive({ sets: [{ ...bout, restS: 179.9 }, bout] }));
  });

  it("SR-061: the rest after the last set means nothing", () => {
    for (const isReleased of [false, true]) {
      for (const restS of [0, 30, 91]) {
        const last = { restS, isReleased };
        expectFlaw(Flaw.none, planOf({ sets: [set({ repetitions: 10 }), set({ repetitions: 10, ...last })] }));
        expectFlaw(Flaw.none, passive({ sets: [bout, { ...bout, ...last }] }));
      }
    }
  });

  it("SR-036, SR-061: no stretch without letting go is longer than the cap of mode and limb", () => {
    const stretch = (mode: Mode, secondsOf: readonly number[], limb: Limb) =>
      flawOf(planOf({ mode, sets: secondsOf.map((durationS) => set({ durationS, restS: 60 })) }), limb);
    for (const [mode, limb, longestS] of [
      [Mode.free, "leg", 600],
      [Mode.resistance, "leg", 600],
      [Mode.resistance, "arm", 600],
      [Mode.aerobic, "arm", 840],
      [Mode.aerobic, "leg", 1140],
    ] as const) {
      expect(stretch(mode, [longestS], limb)).to.equal(Flaw.none);
      expect(stretch(mode, [longestS + 0.1], limb)).to.not.equal(Flaw.none);
      expect(stretch(mode, [200, longestS - 260], limb), "with the rest").to.equal(Flaw.none);
      expect(stretch(mode, [200, longestS - 259], limb)).to.equal(Flaw.stretch);
    }
    const sets = [set({ durationS: 500, restS: 60, isReleased: true }), set({ durationS: 600 })];
    expectFlaw(Flaw.none, planOf({ sets }));
  });

  it("SR-036, SR-061: repetitions take as long as their cadence says, 4 s where it says nothing", () => {
    const many = (cadenceS: number, repetitions: number) =>
      flawOf(planOf({ cadenceS, sets: [set({ repetitions, restS: 0 }), set({ repetitions: 60, restS: 0 })] }), "leg");
    expect(many(0, 90)).to.equal(Flaw.none);
    expect(many(0, 91)).to.equal(Flaw.stretch);
    expect(many(6, 40)).to.equal(Flaw.none);
    expect(many(6, 41)).to.equal(Flaw.stretch);
    const timed = planOf({ sets: [set({ repetitions: 100, durationS: 30, restS: 0 }), set({ durationS: 570 })] });
    expectFlaw(Flaw.none, timed);
  });

  it("SR-038, SR-061: no plan restricts for more than 30 minutes", () => {
    const open = set({ durationS: 600, restS: 60, isReleased: true });
    expectFlaw(Flaw.none, planOf({ sets: [open, open, { ...open, durationS: 599 }] }));
    expectFlaw(Flaw.none, planOf({ sets: [open, open, open] }));
    expectFlaw(Flaw.total, planOf({ sets: [open, open, open, { ...open, durationS: 1 }] }));
  });

  it("SR-061: a gap where a set should be is found", () => {
    const sets = [set({ repetitions: 1 }), undefined] as unknown as readonly PrescribedSet[];
    expectFlaw(Flaw.set, planOf({ sets }));
  });

  it("SR-036, SR-037, SR-050, SR-061: what passes keeps the rules, whatever it says", () => {
    const any = (max: number) =>
      fc.oneof(fc.integer({ min: 0, max }), fc.double({ min: -1, max: 2 * max }), fc.constantFrom(...notNumbers));
    const anySet: fc.Arbitrary<PrescribedSet> = fc.record({
      repetitions: fc.oneof(fc.nat(40), any(100)),
      durationS: fc.oneof(fc.nat(300), any(1140)),
      restS: fc.oneof(fc.constantFrom(30, 60, 90, 180), any(600)),
      isReleased: fc.boolean(),
    });
    const anyPlan = fc.record({
      name: fc.string({ maxLength: 30 }),
      mode: fc.integer({ min: -1, max: 6 }) as fc.Arbitrary<Mode>,
      percentLop: fc.oneof(fc.integer({ min: 40, max: 80 }), any(100)),
      fromPercentLop: fc.oneof(fc.constant(40), any(100)),
      percentPerSession: fc.oneof(fc.nat(20), any(20)),
      comfortRampS: fc.oneof(fc.nat(60), any(60)),
      cadenceS: fc.oneof(fc.nat(8), any(8)),
      sets: fc.array(fc.oneof(fc.constant(bout), anySet), { maxLength: 14 }),
    });
    let passed = 0;
    fc.assert(
      fc.property(anyPlan, fc.constantFrom(...limbs), (plan, limb) => {
        if (flawOf(plan, limb) !== Flaw.none) return;
        passed++;
        const isStill = plan.mode === Mode.passive || plan.mode === Mode.preconditioning;
        expect(plan.percentLop).to.be.within(40, isStill ? 100 : 80);
        expect(plan.fromPercentLop).to.be.within(40, plan.percentLop);
        let stretchS = 0;
        for (const [i, { durationS, restS, isReleased }] of plan.sets.entries()) {
          stretchS += durationS;
          expect(1000 * stretchS).to.be.at.most(longestInflationMs(plan.mode, limb, noOwnLimits));
          if (isStill) expect(durationS).to.be.within(1, 300);
          if (i === plan.sets.length - 1) break;
          if (isReleased) expect(restS).to.be.at.least(isStill ? 180 : 60);
          else expect(isStill).to.equal(false);
          stretchS = isReleased ? 0 : stretchS + restS;
        }
      }),
      { numRuns: 5000 },
    );
    expect(passed, "some do").to.be.above(20);
  });
});
