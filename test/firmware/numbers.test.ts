import { expect } from "chai";
import fc from "fast-check";
import { clamp, exp } from "../../firmware/shared/numbers";
import { elapsedMs } from "../../firmware/shared/time";

describe("numbers", () => {
  it("exp agrees with Math.exp to 14 digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(exp(x) / Math.exp(x)).to.be.closeTo(1, 1e-14);
      }),
    );
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
