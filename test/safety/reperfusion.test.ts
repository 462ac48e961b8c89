import { expect } from "chai";
import fc from "fast-check";
import { Reperfusion } from "../../firmware/safety/reperfusion";

describe("reperfusion", () => {
  it("SR-037: a restriction owes 60 s, or 180 s after a cap release or a passive bout", () => {
    const reperfusion = new Reperfusion(0);
    reperfusion.restrict(false);
    expect(reperfusion.owedMs).to.equal(60_000);
    reperfusion.restrict(true);
    expect(reperfusion.owedMs).to.equal(180_000);
    reperfusion.restrict(false);
    expect(reperfusion.owedMs, "never less than what is owed already").to.equal(180_000);
  });

  it("SR-037: only time below 10 mmHg counts, and what nobody knows does not", () => {
    const reperfusion = new Reperfusion(60_000);
    for (const mmhg of [10, 200, Number.NaN]) reperfusion.rest(mmhg, 1000);
    expect(reperfusion.owedMs).to.equal(60_000);
    reperfusion.rest(9.9, 1000);
    expect(reperfusion.owedMs).to.equal(59_000);
    reperfusion.rest(0, 70_000);
    expect(reperfusion.owedMs).to.equal(0);
  });

  it("SR-037: a restart forgives nothing", () => {
    expect(new Reperfusion(12_345).owedMs).to.equal(12_345);
  });

  it("SR-037: rest never makes the debt negative, and never larger", () => {
    const rests = fc.array(fc.tuple(fc.double({ min: -5, max: 50, noNaN: true }), fc.nat(20_000)));
    fc.assert(
      fc.property(fc.nat(180_000), rests, (owed, list) => {
        const reperfusion = new Reperfusion(owed);
        for (const [mmhg, ms] of list) {
          const before = reperfusion.owedMs;
          reperfusion.rest(mmhg, ms);
          expect(reperfusion.owedMs).to.equal(mmhg < 10 ? Math.max(0, before - ms) : before);
        }
      }),
    );
  });
});
