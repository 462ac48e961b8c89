import { expect } from "chai";
import fc from "fast-check";
import { Debounce, debounceOf } from "../../firmware/safety/debounce";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf } from "./scene";

const spent = (debounce: Debounce, limitMs: number): number =>
  firstOf(limitMs, 10, () => (debounce.update(true, 10) ? Reason.leak : Reason.none))[1];

describe("debounce", () => {
  it("SR-026: counts from the limit on, not before", () => {
    const debounce = new Debounce(100);
    expect(debounce.update(true, 99)).to.equal(false);
    expect(debounce.update(true, 1)).to.equal(true);
    expect(debounce.update(true, 0)).to.equal(true);
  });

  it("SR-026: never holds while the condition does not", () => {
    const debounce = new Debounce(100);
    debounce.update(true, 500);
    expect(debounce.update(false, 1)).to.equal(false);
    expect(debounce.elapsedMs).to.equal(499);
    expect(new Debounce(0).update(false, 10)).to.equal(false);
  });

  it("SR-026: starts anew after a reset", () => {
    const debounce = new Debounce(100);
    debounce.update(true, 90);
    debounce.reset();
    expect(spent(debounce, 200)).to.equal(100);
  });

  it("SR-026: counts down as it counts up, and never below nothing", () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 })), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (list) => {
        const debounce = new Debounce(100);
        let balance = 0;
        for (const [condition, ms] of list) {
          balance = Math.max(0, balance + (condition ? ms : -ms));
          expect(debounce.update(condition, ms)).to.equal(condition && balance >= 100);
          expect(debounce.elapsedMs).to.equal(balance);
        }
      }),
    );
  });

  it("SR-026: takes its time from the catalogue, and none where there is no entry", () => {
    expect(spent(debounceOf(Reason.overPressure), 5000)).to.equal(1500);
    expect(spent(debounceOf(Reason.transducerNoisy), 5000)).to.equal(1000);
    expect(debounceOf(Reason.none).update(true, 0)).to.equal(true);
  });
});
