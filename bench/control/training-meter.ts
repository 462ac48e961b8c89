import type { Repetition } from "../../sim/limb/muscle";

/** What a training session under pressure was worth, measured at the cuff. */
export interface SessionFigures {
  /** Share of the exercise within ±10 % of the target, and of the rests (from 1 s after a repetition) within ±5 %, %. */
  readonly exerciseInBandPercent: number;
  readonly restInBandPercent: number;
  /** Means over repetitions, % LOP. */
  readonly peakPercentLop: number;
  readonly valleyPercentLop: number;
  /** Highest pressure of all, % LOP. */
  readonly highestPercentLop: number;
}

export const EXERCISE_BAND = 0.1;
export const REST_BAND = 0.05;
/** Rest counts from here after the last repetition of a set, s. */
export const REST_AFTER_S = 1;

/** Watches the cuff through sets and rests, millisecond by millisecond. */
export class TrainingMeter {
  readonly #repetitions: readonly Repetition[];
  readonly #targetMmhg: number;
  readonly #lopMmhg: number;
  #next = 0;
  #exerciseMs = 0;
  #exerciseInBandMs = 0;
  #restMs = 0;
  #restInBandMs = 0;
  #peak = Number.NEGATIVE_INFINITY;
  #valley = Number.POSITIVE_INFINITY;
  #peaks = 0;
  #valleys = 0;
  #highest = 0;

  constructor(repetitions: readonly Repetition[], targetMmhg: number, lopMmhg: number) {
    this.#repetitions = repetitions;
    this.#targetMmhg = targetMmhg;
    this.#lopMmhg = lopMmhg;
  }

  /** One millisecond that ends at `nowS` with the cuff at `mmhg`. */
  observe(nowS: number, mmhg: number): void {
    if (this.#next === 0 && nowS < this.#startOf(0)) return;
    if (mmhg > this.#highest) this.#highest = mmhg;
    const error = Math.abs(mmhg - this.#targetMmhg);
    const current = this.#repetitions[this.#next];
    if (current && nowS >= current.startS) {
      this.#exerciseMs++;
      if (error <= EXERCISE_BAND * this.#targetMmhg) this.#exerciseInBandMs++;
      this.#peak = Math.max(this.#peak, mmhg);
      this.#valley = Math.min(this.#valley, mmhg);
      if (nowS >= current.endS) this.#close();
    } else if (nowS >= (this.#repetitions[this.#next - 1]?.endS ?? 0) + REST_AFTER_S) {
      this.#restMs++;
      if (error <= REST_BAND * this.#targetMmhg) this.#restInBandMs++;
    }
  }

  get figures(): SessionFigures {
    return {
      exerciseInBandPercent: (100 * this.#exerciseInBandMs) / this.#exerciseMs,
      restInBandPercent: (100 * this.#restInBandMs) / this.#restMs,
      peakPercentLop: (100 * this.#peaks) / this.#next / this.#lopMmhg,
      valleyPercentLop: (100 * this.#valleys) / this.#next / this.#lopMmhg,
      highestPercentLop: (100 * this.#highest) / this.#lopMmhg,
    };
  }

  #startOf(index: number): number {
    return this.#repetitions[index]?.startS ?? Number.POSITIVE_INFINITY;
  }

  #close(): void {
    this.#peaks += this.#peak;
    this.#valleys += this.#valley;
    this.#peak = Number.NEGATIVE_INFINITY;
    this.#valley = Number.POSITIVE_INFINITY;
    this.#next++;
  }
}
