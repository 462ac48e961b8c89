import { expect } from "chai";
import fc from "fast-check";
import { Envelope, MOST_STEPS } from "../../firmware/pressure/lop/envelope";
import { Next, SearchPlan } from "../../firmware/pressure/lop/search-plan";
import { pulseMl, usualLimb } from "./hearing";

const CEILING_MMHG = 280;
const LOWEST_MMHG = 35;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A plan, and what was heard of it. */
function planned(predictedMmhg: number, ceilingMmhg = CEILING_MMHG) {
  const envelope = new Envelope();
  const plan = new SearchPlan(envelope);
  plan.begin(predictedMmhg, ceilingMmhg);
  const hear = (ml: number): Next => {
    envelope.add(plan.targetMmhg, ml, ml);
    return plan.next();
  };
  return { envelope, plan, hear };
}

/** Follows the plan to its end on a limb whose pulse is `mlAt`. */
function followed(mlAt: (mmhg: number) => number, predictedMmhg: number, ceilingMmhg = CEILING_MMHG) {
  const { envelope, plan, hear } = planned(predictedMmhg, ceilingMmhg);
  const targets: number[] = [];
  let next: Next = Next.here;
  while (next === Next.here && targets.length <= MOST_STEPS) {
    targets.push(plan.targetMmhg);
    next = hear(mlAt(plan.targetMmhg));
  }
  return { envelope, plan, targets, next };
}

const limbAt = (lopMmhg: number) => (mmhg: number) => pulseMl({ ...usualLimb, lopMmhg }, mmhg);

describe("search plan", () => {
  it("begins at half of what is predicted", () => {
    expect(planned(150).plan.targetMmhg).to.equal(75);
  });

  it("goes up, in smaller steps the further the pulse has fallen", () => {
    const { plan, hear } = planned(150);
    for (const [ml, mmhg] of [
      [0.5, 87],
      [1, 99],
      [0.86, 111],
      [0.84, 119],
      [0.61, 127],
      [0.59, 133],
      [0.45, 139],
    ] as const) {
      expect(hear(ml)).to.equal(Next.here);
      expect(plan.targetMmhg, `${ml}`).to.equal(mmhg);
    }
  });

  it("has seen the flank after two low steps in a row, well above the largest pulse", () => {
    const high = planned(150);
    for (const ml of [0.5, 1, 0.49]) expect(high.hear(ml)).to.equal(Next.here);
    expect(high.hear(0.41)).to.equal(Next.done);
    const once = planned(150);
    for (const ml of [0.5, 1, 0.9, 0.51, 0.41, 0.43]) expect(once.hear(ml)).to.equal(Next.here);
    expect(once.hear(0.41)).to.equal(Next.done);
    const near = planned(150);
    for (const ml of [0.5, 1, 0.9]) near.hear(ml);
    near.envelope.add(101, 0.3, 0.3);
    near.envelope.add(102, 0.3, 0.3);
    expect(near.plan.next(), "15 mmHg above it at least").to.equal(Next.here);
  });

  it("goes down where the largest pulse was not enclosed, until it is", () => {
    const { plan, hear } = planned(200);
    for (const ml of [1, 0.8, 0.48]) expect(hear(ml)).to.equal(Next.here);
    const topMmhg = plan.targetMmhg;
    expect(hear(0.3)).to.equal(Next.here);
    expect(plan.shareAtTop).to.be.closeTo(0.3, 1e-9);
    expect(plan.targetMmhg).to.equal(80);
    expect(topMmhg).to.be.above(100);
    expect(hear(1.2)).to.equal(Next.here);
    expect(plan.targetMmhg).to.equal(60);
    expect(plan.shareAtTop, "of the highest pressure, whatever came after").to.be.closeTo(0.25, 1e-9);
    expect(hear(1.0)).to.equal(Next.done);
  });

  it("never listens below 35 mmHg to enclose it", () => {
    for (const [predicted, next] of [
      [109, Next.done],
      [110, Next.here],
    ] as const) {
      const { hear } = planned(predicted);
      for (const ml of [1, 0.48]) hear(ml);
      expect(hear(0.3), `${predicted}`).to.equal(next);
    }
  });

  it("SR-054: ends at the ceiling where the pulse has not fallen by two fifths; where it has, the flank will do", () => {
    for (const [ml, end] of [
      [0.61, Next.ceiling],
      [0.59, Next.done],
    ] as const) {
      const { plan, hear } = planned(150, 99);
      expect(hear(0.5)).to.equal(Next.here);
      expect(hear(1)).to.equal(Next.here);
      expect(plan.targetMmhg).to.equal(99);
      expect(hear(ml)).to.equal(end);
    }
  });

  it("encloses the largest pulse and sees the plateau of every limb, whatever was predicted", () => {
    fc.assert(
      fc.property(between(100, 240), between(0.75, 1.3), (lopMmhg, miss) => {
        const { envelope, targets, next } = followed(limbAt(lopMmhg), lopMmhg * miss);
        expect(next).to.equal(Next.done);
        expect(Math.max(...targets)).to.be.within(lopMmhg, lopMmhg + 40);
        const lowest = targets.indexOf(Math.min(...targets));
        const isEnclosed = (envelope.amplitudesMl[lowest] ?? 0) < 0.85 * envelope.largestMl;
        expect(isEnclosed || Math.min(...targets) < LOWEST_MMHG + 20).to.equal(true);
        expect(targets.length).to.be.within(6, 24);
      }),
    );
  });

  it("SR-054: whatever is heard, it ends, and never goes above the ceiling nor down below 35 mmHg", () => {
    const heard = fc.array(between(0, 5), { minLength: MOST_STEPS, maxLength: MOST_STEPS });
    fc.assert(
      fc.property(heard, between(90, 260), between(150, CEILING_MMHG), (amplitudes, predicted, ceiling) => {
        let at = 0;
        const { targets, next } = followed(() => amplitudes[at++] ?? 0, predicted, ceiling);
        expect(next).to.not.equal(Next.here);
        expect(targets.length).to.be.at.most(MOST_STEPS);
        expect(Math.max(...targets)).to.be.at.most(ceiling);
        expect(Math.min(...targets.slice(1))).to.be.at.least(LOWEST_MMHG);
      }),
      { numRuns: 1000 },
    );
  });

  it("SR-054: goes up only within one search: once it has turned, never higher", () => {
    const heard = fc.array(between(0, 5), { minLength: MOST_STEPS, maxLength: MOST_STEPS });
    fc.assert(
      fc.property(heard, between(90, 260), (amplitudes, predicted) => {
        let at = 0;
        const { targets } = followed(() => amplitudes[at++] ?? 0, predicted);
        const top = targets.indexOf(Math.max(...targets));
        targets.forEach((mmhg, i) => {
          if (i > 0 && i <= top) expect(mmhg).to.be.above(targets[i - 1] ?? 0);
          if (i > top) expect(mmhg).to.be.below(targets[i - 1] ?? 0);
        });
      }),
    );
  });

  it("is ready for the next limb", () => {
    const { envelope, plan, hear } = planned(200);
    for (const ml of [1, 0.48, 0.3]) hear(ml);
    envelope.clear();
    plan.begin(120, 150);
    expect(plan.targetMmhg).to.equal(60);
    expect(hear(0.5)).to.equal(Next.here);
    expect(plan.targetMmhg).to.equal(72);
  });
});
