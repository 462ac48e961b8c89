import { expect } from "chai";
import fc from "fast-check";
import { BeatMean } from "../../firmware/pressure/beat-mean";
import { LowPass } from "../../firmware/pressure/low-pass";

/** Peak-to-peak of what `filter` leaves of a sine of `hz` and height 1, once settled. */
function rippleAfter(filter: LowPass, hz: number, dtS: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const seconds = 40 / hz;
  for (let t = 0; t < 2 * seconds; t += dtS) {
    filter.update(0.5 * Math.sin(2 * Math.PI * hz * t), dtS);
    if (t < seconds) continue;
    low = Math.min(low, filter.value);
    high = Math.max(high, filter.value);
  }
  return high - low;
}

describe("low-pass", () => {
  it("takes away pump ripple at 40 Hz and leaves a movement at 0.5 Hz", () => {
    expect(rippleAfter(new LowPass(0.005), 40, 0.004)).to.be.below(0.35);
    expect(rippleAfter(new LowPass(0.005), 0.5, 0.01)).to.be.above(0.99);
  });

  it("lags a ramp by three time constants", () => {
    const filter = new LowPass(0.005);
    for (let i = 0; i < 1000; i++) filter.update(i * 0.1, 0.01);
    expect(99.9 - filter.value).to.be.closeTo(10 * 0.015, 0.001);
    expect(filter.slopePerS).to.be.closeTo(10, 0.001);
  });

  it("never leaves the range of its readings, at any step", () => {
    const reading = fc.double({ min: -50, max: 350, noNaN: true });
    const step = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(reading, step), { minLength: 1 }), (steps) => {
        const filter = new LowPass(0.005);
        const readings = steps.map(([value]) => value);
        for (const [value, dtS] of steps) {
          filter.update(value, dtS);
          expect(filter.value).to.be.within(Math.min(...readings) - 1e-9, Math.max(...readings) + 1e-9);
        }
      }),
    );
  });
});

describe("beat mean", () => {
  const dtS = 0.01;

  it("leaves less than a tenth of the dead band of a 3 mmHg pulse, from 45 to 120 beats a minute", () => {
    for (const beatsPerMin of [45, 60, 70, 90, 120]) {
      const mean = new BeatMean();
      mean.reset(100);
      let low = 200;
      let high = 0;
      for (let t = 0; t < 60; t += dtS) {
        mean.update(100 + 1.5 * Math.sin((2 * Math.PI * beatsPerMin * t) / 60), 0, dtS);
        if (t < 30) continue;
        low = Math.min(low, mean.mmhg);
        high = Math.max(high, mean.mmhg);
      }
      expect(high - low, `${beatsPerMin}/min`).to.be.below(0.1);
    }
  });

  it("follows a delivered correction at once, and a drift without lag", () => {
    const mean = new BeatMean();
    mean.reset(100);
    for (let i = 0; i < 3000; i++) mean.update(100 - i * 0.001, 0, dtS);
    expect(mean.mmhg).to.be.closeTo(97, 0.05);
    expect(mean.driftMmhgPerS).to.be.closeTo(-0.1, 0.001);
    mean.update(97 + 2, 2, dtS);
    expect(mean.mmhg).to.be.closeTo(99, 0.1);
  });
});
