import { Heart } from "../../sim/limb/heart";
import { Fibrillation, Sinus } from "../../sim/limb/rhythm";
import { RandomStream } from "../../sim/random";

/** A shut cuff on a limb with a pulse. */
export interface ShutCuff {
  readonly mmhg?: number;
  /** Peak to trough of one beat, mmHg. */
  readonly pulseMmhg?: number;
  readonly beatsPerMin?: number;
  readonly isFibrillating?: boolean;
  /** What the pressure does by itself: steadily, mmHg/s, and as creep that dies away, mmHg. */
  readonly driftMmhgPerS?: number;
  readonly creepMmhg?: number;
  readonly noiseMmhg?: number;
  readonly seed?: number;
}

const CREEP_S = 3;
/** Of the intervals of a regular heart: less than people have, so that a few beats tell the rate. */
const SCATTER = 0.01;

/** What its transducer reads. The beats have the shape of arterial ones, and breathe. */
export class PulseSource {
  readonly #cuff: Required<ShutCuff>;
  readonly #heart: Heart;
  readonly #noise: RandomStream;
  #ms = 0;
  #phase = 0;
  /** Beats that have begun. */
  beats = 0;
  /** Changed by tests: peak to trough, mmHg, and what is added to the pressure. */
  pulseMmhg: number;
  offsetMmhg = 0;

  constructor(cuff: ShutCuff = {}) {
    const whole: Required<ShutCuff> = {
      mmhg: 120,
      pulseMmhg: 1.5,
      beatsPerMin: 70,
      isFibrillating: false,
      driftMmhgPerS: 0,
      creepMmhg: 0,
      noiseMmhg: 0,
      seed: 1,
      ...cuff,
    };
    const { beatsPerMin, isFibrillating, seed } = whole;
    const random = new RandomStream(seed, "beats");
    const rhythm = isFibrillating ? new Fibrillation(beatsPerMin, random) : new Sinus(beatsPerMin, random, SCATTER);
    this.#cuff = whole;
    // In units of a pulse; only breathing, ±3 mmHg of 46 in an artery, has to be scaled.
    this.#heart = new Heart(46, 0, beatsPerMin, random, rhythm);
    this.#noise = new RandomStream(seed, "noise");
    this.pulseMmhg = whole.pulseMmhg;
  }

  /** The reading `ms` later. */
  after(ms: number): number {
    const { mmhg, driftMmhgPerS, creepMmhg, noiseMmhg } = this.#cuff;
    for (let i = 0; i < ms; i++) {
      this.#heart.step(0.001);
      if (this.#heart.phase < this.#phase) this.beats++;
      this.#phase = this.#heart.phase;
    }
    this.#ms += ms;
    const s = this.#ms / 1000;
    const rest = mmhg + this.offsetMmhg + driftMmhgPerS * s - creepMmhg * (1 - Math.exp(-s / CREEP_S));
    return rest + (this.pulseMmhg * this.#heart.mmhg) / 46 + noiseMmhg * this.#noise.normal();
  }
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
