import { expect } from "chai";
import fc from "fast-check";
import { SessionTarget } from "../../firmware/session/target";
import type { Prescription } from "../../firmware/shared/prescription";
import { GRANTED_MMHG, LOP, LOWEST_MMHG, planOf } from "./visit";

const RAMP_MS = 20_000;
const LATER = 9;

function targetOf(
  changes: Partial<Prescription> = {},
  sessionsBefore = LATER,
  highestMmhg = GRANTED_MMHG,
  lowestMmhg = LOWEST_MMHG,
): SessionTarget {
  const target = new SessionTarget();
  target.begin(planOf(changes), LOP, sessionsBefore, { lowestMmhg, highestMmhg });
  return target;
}

describe("session target", () => {
  it("SR-059: is the plan's share of LOP, within what was granted and what is a hold", () => {
    expect(targetOf().mmhg).to.be.closeTo(105, 1e-9);
    expect(targetOf({}, LATER, 90).mmhg).to.equal(90);
    expect(targetOf({ percentLop: 40, fromPercentLop: 40 }, LATER, GRANTED_MMHG, 70).mmhg).to.equal(70);
  });

  it("SR-059: a first session goes to 50 % LOP at most, a later one as far as the plan", () => {
    for (const [percent, first, second] of [
      [40, 60, 60],
      [50, 75, 75],
      [51, 75, 76.5],
      [80, 75, 120],
    ] as const) {
      const plan = { percentLop: percent, fromPercentLop: percent };
      expect(targetOf(plan, 0).mmhg, `${percent} %`).to.be.closeTo(first, 1e-9);
      expect(targetOf(plan, 1).mmhg, `${percent} %`).to.be.closeTo(second, 1e-9);
    }
  });

  it("grows from session to session, up to the plan and no further", () => {
    const plan = { percentLop: 80, fromPercentLop: 45, percentPerSession: 10 };
    const percents = [0, 1, 2, 3, 4, 5, 1000].map((sessions) => (100 * targetOf(plan, sessions).mmhg) / LOP);
    for (const [i, percent] of [45, 55, 65, 75, 80, 80, 80].entries()) expect(percents[i]).to.be.closeTo(percent, 1e-9);
  });

  it("SR-059: a comfort ramp begins at the lowest hold and goes up in steps of 5 mmHg, never beyond the target", () => {
    const target = targetOf({ comfortRampS: RAMP_MS / 1000 });
    const levels: number[] = [];
    for (let ms = 0; ms < RAMP_MS; ms += 10) {
      expect(target.isRamping).to.equal(true);
      const { mmhg } = target;
      if (levels.at(-1) !== mmhg) levels.push(mmhg);
      target.advance(10);
    }
    expect(levels).to.deep.equal([60, 65, 70, 75, 80, 85, 90, 95, 100]);
    expect(target.isRamping).to.equal(false);
    expect(target.mmhg).to.be.closeTo(105, 1e-9);
    target.advance(1e6);
    expect(target.mmhg).to.be.closeTo(105, 1e-9);
  });

  it("no ramp goes straight up", () => {
    const target = targetOf();
    expect(target.isRamping).to.equal(false);
    expect(target.mmhg).to.be.closeTo(105, 1e-9);
  });

  it("is lowered and raised by 10 mmHg or by 5 % LOP", () => {
    const target = targetOf();
    expect(target.lower(false)).to.equal(true);
    expect(target.mmhg).to.be.closeTo(95, 1e-9);
    expect(target.lower(true)).to.equal(true);
    expect(target.mmhg).to.be.closeTo(87.5, 1e-9);
    expect(target.raise(true)).to.equal(true);
    expect(target.raise(false)).to.equal(true);
    expect(target.mmhg).to.be.closeTo(105, 1e-9);
  });

  it("SR-059: what would leave the span is refused and changes nothing", () => {
    const high = targetOf();
    expect(high.raise(false)).to.equal(true);
    expect(high.raise(false)).to.equal(false);
    expect(high.mmhg).to.be.closeTo(115, 1e-9);
    const low = targetOf({ percentLop: 45, fromPercentLop: 45 });
    expect(low.lower(false)).to.equal(false);
    expect(low.mmhg).to.be.closeTo(67.5, 1e-9);
    expect(low.lower(true)).to.equal(true);
    expect(low.mmhg).to.equal(LOWEST_MMHG);
    expect(low.lower(true)).to.equal(false);
    const ramping = targetOf({ comfortRampS: RAMP_MS / 1000 });
    expect(ramping.lower(false)).to.equal(false);
    expect(ramping.isRamping).to.equal(true);
  });

  it("a wish in mid-ramp counts from what is held, and ends the ramp there", () => {
    const target = targetOf({ comfortRampS: RAMP_MS / 1000 });
    target.advance(RAMP_MS / 2);
    expect(target.lower(false)).to.equal(true);
    expect(target).to.include({ mmhg: 70, isRamping: false });
    target.advance(RAMP_MS);
    expect(target.mmhg).to.equal(70);
  });

  it("SR-059: comes down when less is granted in mid-session, and does not go up again by itself", () => {
    const span = { lowestMmhg: LOWEST_MMHG, highestMmhg: GRANTED_MMHG };
    const target = new SessionTarget();
    target.begin(planOf({ comfortRampS: RAMP_MS / 1000 }), LOP, LATER, span);
    target.advance(RAMP_MS / 2);
    expect(target.mmhg).to.equal(80);
    span.highestMmhg = 90;
    expect(target.mmhg, "half way to 90").to.equal(75);
    target.advance(RAMP_MS);
    expect(target.mmhg).to.equal(90);
    span.highestMmhg = 70;
    expect(target.mmhg).to.equal(70);
    expect(target.raise(true)).to.equal(false);
    target.advance(10);
    span.highestMmhg = GRANTED_MMHG;
    expect(target.mmhg).to.equal(70);
    expect(target.raise(false)).to.equal(true);
    expect(target.mmhg).to.equal(80);
  });

  it("begins anew with every session", () => {
    const target = targetOf();
    target.lower(false);
    target.begin(planOf(), LOP, LATER, { lowestMmhg: LOWEST_MMHG, highestMmhg: GRANTED_MMHG });
    expect(target.mmhg).to.be.closeTo(105, 1e-9);
  });

  it("SR-059: stays within the span, whatever the plan says and whatever is wished", () => {
    const wish = fc.record({ up: fc.boolean(), isShare: fc.boolean(), ms: fc.integer({ min: 0, max: 30_000 }) });
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 300, noNaN: true }),
        fc.double({ min: 40, max: 80, noNaN: true }),
        fc.double({ min: 40, max: 80, noNaN: true }),
        fc.double({ min: 40, max: 80, noNaN: true }),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(6),
        fc.array(wish, { maxLength: 30 }),
        (lopMmhg, percentLop, from, grantedPercent, comfortRampS, sessionsBefore, wishes) => {
          const target = new SessionTarget();
          const span = { lowestMmhg: 0.4 * lopMmhg, highestMmhg: Math.max(0.4, grantedPercent / 100) * lopMmhg };
          const fromPercentLop = Math.min(from, percentLop);
          target.begin(planOf({ percentLop, fromPercentLop, comfortRampS }), lopMmhg, sessionsBefore, span);
          for (const { up, isShare, ms } of wishes) {
            const before = target.mmhg;
            const isDone = up ? target.raise(isShare) : target.lower(isShare);
            if (!isDone) expect(target.mmhg).to.equal(before);
            else expect(target.mmhg > before).to.equal(up);
            expect(target.mmhg).to.be.within(span.lowestMmhg, span.highestMmhg);
            target.advance(ms);
            expect(target.mmhg).to.be.within(span.lowestMmhg, span.highestMmhg);
          }
        },
      ),
    );
  });
});
