import { ArteryLaw } from "./artery-law";

/** What the model is made of; the order is that of `EnvelopeModel.slopes`. */
export const Trait = Object.freeze({
  /** Natural logarithm of the amplitude's scale. */
  scale: 0,
  /** Limb occlusion pressure, mmHg of cuff pressure. */
  lop: 1,
  /** Logarithm of the pulse pressure, mmHg of cuff pressure. */
  pulse: 2,
  /** Logarithm of the artery's steepness against cuff pressure over that of the law. */
  steepness: 3,
} as const);
export const TRAITS = 4;

/**
 * How the cuff presses along the artery: the middle feels all of it, the edges less. Shares of the length, and of the
 * pressure, of the segments of a taper of 35 % of the half-width, fitted to the plateau that recordings keep above LOP.
 */
const shares = Object.freeze([11 / 15, 2 / 15, 2 / 15]);
const presses = Object.freeze([1, 0.624, 0.089]);

/**
 * Amplitude of the pulse in a cuff: what the artery's volume changes by between diastole and systole, summed over
 * middle and edges. Under the middle it is steepest where the artery just closes in systole: there the cuff is at LOP.
 */
export class EnvelopeModel {
  readonly #law = new ArteryLaw();
  /** Value and derivatives by each trait, of the pressure asked for last. */
  amplitude = 0;
  readonly slopes = new Float64Array(TRAITS);

  /**
   * Sets amplitude and slopes for one cuff pressure.
   * @param swingMmhg what the pulse itself adds to the cuff pressure, from diastole to systole
   * @param scale not its logarithm, like the other two: whoever fits takes `exp` once a pass
   */
  evaluate(
    mmhg: number,
    swingMmhg: number,
    scale: number,
    lopMmhg: number,
    pulseMmhg: number,
    steepness: number,
  ): void {
    const law = this.#law;
    let amplitude = 0;
    let byLop = 0;
    let byPulse = 0;
    let bySteepness = 0;
    for (let i = 0; i < shares.length; i++) {
      const share = scale * (shares[i] ?? 0);
      const press = presses[i] ?? 0;
      const systolic = steepness * (lopMmhg - press * (mmhg + swingMmhg / 2));
      const diastolic = steepness * (lopMmhg - pulseMmhg - press * (mmhg - swingMmhg / 2));
      law.lookUp(systolic);
      const { volume, slopePerMmhg } = law;
      law.lookUp(diastolic);
      amplitude += share * (volume - law.volume);
      byLop += share * steepness * (slopePerMmhg - law.slopePerMmhg);
      byPulse += share * steepness * pulseMmhg * law.slopePerMmhg;
      bySteepness += share * (systolic * slopePerMmhg - diastolic * law.slopePerMmhg);
    }
    this.amplitude = amplitude;
    const { slopes } = this;
    slopes[Trait.scale] = amplitude;
    slopes[Trait.lop] = byLop;
    slopes[Trait.pulse] = byPulse;
    slopes[Trait.steepness] = bySteepness;
  }
}
