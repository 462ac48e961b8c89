import { expect } from "chai";
import fc from "fast-check";
import { medianOf } from "../../firmware/pressure/lop/median";

describe("median", () => {
  it("has as many values below it as above, and is one of them or between the two in the middle", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(values, (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const half = Math.floor(list.length / 2);
        const upper = sorted[half] ?? 0;
        const lower = sorted[list.length - 1 - half] ?? 0;
        const scratch = new Float64Array(16).fill(7);
        expect(medianOf(Float64Array.from(list), list.length, scratch)).to.equal((lower + upper) / 2);
      }),
    );
  });

  it("looks at the first values only, leaves them as they are, and of none is 0", () => {
    const values = Float64Array.from([5, 1, 3, 100, 100]);
    expect(medianOf(values, 3, new Float64Array(5))).to.equal(3);
    expect([...values]).to.deep.equal([5, 1, 3, 100, 100]);
    expect(medianOf(values, 0, new Float64Array(5))).to.equal(0);
  });
});
