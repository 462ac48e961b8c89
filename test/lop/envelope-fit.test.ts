import { expect } from "chai";
import fc from "fast-check";
import { Envelope, MOST_STEPS } from "../../firmware/pressure/lop/envelope";
import { RandomStream } from "../../sim/random";
import { envelopeOf, fitted, type ModelLimb, pulseMl, stepsFor, usualLimb } from "./hearing";

const MOST_PASSES = 24;
const BELIEVED_PULSE_MMHG = 46;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Pulse and steepness up to a factor of e to the `spread` from what is believed. */
const limbs = (spread: number): fc.Arbitrary<ModelLimb> =>
  fc.record({
    ml: between(0.1, 2),
    lopMmhg: between(100, 230),
    pulseMmhg: between(-spread, spread).map((by) => BELIEVED_PULSE_MMHG * Math.exp(by)),
    steepness: between(-spread, spread).map((by) => Math.exp(by)),
  });

/** Anything that could ever be heard, in any order; something of it was no silence. */
const anything = fc
  .array(fc.tuple(between(0, 300), between(0, 10), between(0, 20)), { minLength: 1, maxLength: MOST_STEPS })
  .filter((steps) => steps.some(([, ml]) => ml > 1e-6));

function filled(steps: readonly (readonly [number, number, number])[]): Envelope {
  const envelope = new Envelope();
  for (const step of steps) envelope.add(...step);
  return envelope;
}

describe("envelope fit", () => {
  it("finds the occlusion pressure of a limb as believed within 1 mmHg, of any likely one within 2.5", () => {
    for (const [spread, mmhg] of [
      [0.1, 1],
      [0.3, 2.5],
    ] as const) {
      fc.assert(
        fc.property(limbs(spread), (limb) => {
          const { fit } = fitted(envelopeOf(limb, stepsFor(limb)));
          expect(fit.lopMmhg).to.be.closeTo(limb.lopMmhg, mmhg);
          expect(fit.misfit).to.be.below(0.5);
          expect(fit.lopSdMmhg).to.be.within(0.5, 5);
        }),
      );
    }
  });

  it("with 5 % of error in every amplitude finds it within 8 mmHg, and mostly within 4", () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(limbs(0.3), fc.integer(), (limb, seed) => {
        const random = new RandomStream(seed, "error");
        const { fit } = fitted(envelopeOf(limb, stepsFor(limb), () => 1 + 0.05 * random.normal()));
        errors.push(fit.lopMmhg - limb.lopMmhg);
        expect(fit.lopMmhg).to.be.closeTo(limb.lopMmhg, 8);
      }),
      { numRuns: 200 },
    );
    const squares = errors.reduce((sum, error) => sum + error * error, 0);
    expect(Math.sqrt(squares / errors.length)).to.be.below(2);
  });

  it("goes by the ratio of cuff pressure to pressure around the artery", () => {
    const ratio = 1.3;
    const limb = { ...usualLimb, lopMmhg: 180, pulseMmhg: BELIEVED_PULSE_MMHG * ratio, steepness: 1 / ratio };
    const { fit } = fitted(envelopeOf(limb, stepsFor(limb)), ratio);
    expect(fit.lopMmhg).to.be.closeTo(180, 0.1);
    expect(fit.pulseMmhg).to.be.closeTo(limb.pulseMmhg, 0.5);
  });

  it("tells what the pulse is at any pressure", () => {
    const { fit } = fitted(envelopeOf(usualLimb, stepsFor(usualLimb)));
    for (const mmhg of [80, 110, 140, 170]) {
      const ml = pulseMl(usualLimb, mmhg);
      expect(fit.amplitudeAt(mmhg)).to.be.closeTo(ml, 0.02 * ml);
    }
  });

  it("is surer where more was heard, and less sure where the misses are large", () => {
    const steps = stepsFor(usualLimb);
    const sdOf = (envelope: Envelope) => fitted(envelope).fit.lopSdMmhg;
    const whole = sdOf(envelopeOf(usualLimb, steps));
    expect(sdOf(envelopeOf(usualLimb, [...steps, ...steps]))).to.be.below(whole);
    expect(sdOf(envelopeOf(usualLimb, steps.slice(0, 8)))).to.be.above(whole);
    const random = new RandomStream(1, "error");
    const wild = fitted(envelopeOf(usualLimb, steps, () => 1 + 0.4 * random.normal())).fit;
    expect(wild.misfit).to.be.above(2);
    expect(wild.lopSdMmhg).to.be.above(1.4 * whole);
  });

  it("takes a bounded number of slices, and gives numbers, whatever was heard", () => {
    fc.assert(
      fc.property(anything, between(0.9, 2), (steps, ratio) => {
        const { fit, slices } = fitted(filled(steps), ratio);
        expect(fit.isDone).to.equal(true);
        expect(slices).to.be.at.most(MOST_PASSES * (2 * steps.length + 12));
        for (const value of [fit.lopMmhg, fit.pulseMmhg, fit.misfit, fit.amplitudeAt(100)])
          expect(value).to.satisfy(Number.isFinite);
        // Too little was heard to tell: no error is small enough to pass for that.
        expect(fit.lopSdMmhg).to.satisfy((mmhg: number) => Number.isNaN(mmhg) || mmhg > 0.1);
      }),
    );
  });

  it("does not care in which order the pressures were heard", () => {
    const shuffled = fc.shuffledSubarray(stepsFor(usualLimb), { minLength: 13 });
    const { fit: before } = fitted(envelopeOf(usualLimb, stepsFor(usualLimb)));
    fc.assert(
      fc.property(shuffled, (steps) => {
        const { fit } = fitted(envelopeOf(usualLimb, steps));
        expect(fit.lopMmhg).to.be.closeTo(before.lopMmhg, 1e-6);
        expect(fit.lopSdMmhg).to.be.closeTo(before.lopSdMmhg, 1e-6);
      }),
    );
  });

  it("begins anew with every limb", () => {
    const envelope = envelopeOf(usualLimb, stepsFor(usualLimb));
    const { fit } = fitted(envelope);
    const { lopMmhg } = fit;
    const other = { ...usualLimb, lopMmhg: 200 };
    envelope.clear();
    for (const mmhg of stepsFor(other)) envelope.add(mmhg, pulseMl(other, mmhg), 0);
    fit.begin(1);
    expect(fit.isDone).to.equal(false);
    while (!fit.advance());
    expect(fit.lopMmhg - lopMmhg).to.be.closeTo(60, 1);
  });
});
