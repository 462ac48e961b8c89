import { expect } from "chai";
import fc from "fast-check";
import { clamp, exp, log } from "../../firmware/shared/numbers";
import { elapsedMs } from "../../firmware/shared/time";

describe("numbers", () => {
  it("exp agrees with Math.exp to 14 digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(exp(x) / Math.exp(x)).to.be.closeTo(1, 1e-14);
      }),
    );
  });

  /** Evenly spread over the decades. */
  const positive = fc.double({ min: -6, max: 6, noNaN: true }).map((decades) => 10 ** decades);

  it("log agrees with Math.log to 13 digits, undoes exp, and grows with its argument", () => {
    fc.assert(
      fc.property(positive, positive, (x, y) => {
        const exact = Math.log(x);
        expect(log(x)).to.be.closeTo(exact, 1e-13 * Math.abs(exact));
        expect(exp(log(x)) / x).to.be.closeTo(1, 1e-13);
        const [low, high] = x < y ? [x, y] : [y, x];
        expect(log(low)).to.be.at.most(log(high));
        if (high > low * (1 + 1e-14)) expect(log(low)).to.be.below(log(high));
      }),
      { numRuns: 1000 },
    );
    expect(log(1)).to.equal(0);
    for (const x of [0.75, 1.5, 3, 0.375]) expect(log(x * (1 + 2 ** -50))).to.be.at.least(log(x));
  });

  it("clamp gives the low end for what is no number", () => {
    expect(clamp(Number.NaN, 2, 5)).to.equal(2);
    expect([1, 3, 9].map((x) => clamp(x, 2, 5))).to.deep.equal([2, 3, 5]);
  });

  it("elapsed time survives the wrap of a 32-bit clock", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (then, span) => {
        expect(elapsedMs((then + span) | 0, then)).to.equal(span);
      }),
    );
  });
});
