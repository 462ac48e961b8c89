import { expect } from "chai";
import { meanOf } from "../../bench/lop/agreement";
import { ABSENT, type Estimate, recordedEstimates } from "../../bench/lop/recording";

/** Five deflations of a hand-bulb cuff on one arm, 95/65 mmHg; the estimator has not been made on them. */
describe("the LOP estimator on recorded deflations", () => {
  let estimates: readonly Estimate[] = [];

  before(function () {
    estimates = recordedEstimates();
    if (estimates.length > 0) return;
    console.warn(`      SKIPPED: ${ABSENT}`);
    this.skip();
  });

  it("hears beats of a resting heart in each of the five", () => {
    expect(estimates.length).to.equal(5);
    for (const { name, beats, heartRatePerMin } of estimates) {
      expect(beats, name).to.be.at.least(15);
      expect(heartRatePerMin, name).to.be.within(65, 80);
    }
  });

  it("finds the largest pulse where it was measured", () => {
    for (const { name, largestAtMmhg } of estimates) expect(largestAtMmhg, name).to.be.closeTo(79, 8);
  });

  it("finds the same LOP five times, a little above the systolic pressure", () => {
    const mean = meanOf(estimates.map(({ lopMmhg }) => lopMmhg));
    expect(mean).to.be.within(90, 110);
    for (const { name, lopMmhg } of estimates) expect(lopMmhg, name).to.be.closeTo(mean, 8);
  });
});
