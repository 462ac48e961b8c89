import type { Repetition } from "../../sim/limb/muscle";
import type { OneStateCuff } from "./one-state-cuff";
import { EXERCISE_BAND, REST_AFTER_S, REST_BAND } from "./training-meter";

/** Breaks ties towards the target; all of it together is worth less than a tenth of a percent of the session. */
const STRAYING = 3e-4;
/** Seconds in band given up rather than a second above LOP, and for each ml above it. */
const ABOVE_LOP = 100;

interface Band {
  readonly lowMl: number;
  readonly highMl: number;
}

/** What a fill is worth at a moment: 1 within the band that the session meter counts then, next to 0 outside. */
export class FillGoals {
  readonly targetMl: number;
  readonly exercise: Band;
  readonly #rest: Band;
  readonly #lopMl: number;
  readonly #repetitions: readonly Repetition[];

  constructor(cuff: OneStateCuff, repetitions: readonly Repetition[], targetMmhg: number, lopMmhg: number) {
    const around = (share: number): Band => ({
      lowMl: cuff.fillMl(targetMmhg * (1 - share)),
      highMl: cuff.fillMl(targetMmhg * (1 + share)),
    });
    this.targetMl = cuff.fillMl(targetMmhg);
    this.exercise = around(EXERCISE_BAND);
    this.#rest = around(REST_BAND);
    this.#lopMl = cuff.fillMl(lopMmhg);
    this.#repetitions = repetitions;
  }

  /** The band that counts at `nowS`, if any does. */
  bandAt(nowS: number): Band | undefined {
    let begun: Repetition | undefined;
    for (const repetition of this.#repetitions) if (nowS >= repetition.startS) begun = repetition;
    if (begun === undefined) return undefined;
    if (nowS <= begun.endS) return this.exercise;
    return nowS >= begun.endS + REST_AFTER_S ? this.#rest : undefined;
  }

  /** Adds to `worth` what fills of `fromMl`, `fromMl + cellMl` … are worth; a cell that straddles an edge counts in part. */
  addWorth(worth: Float64Array, band: Band | undefined, fromMl: number, cellMl: number, weight: number): void {
    const halfMl = (this.exercise.highMl - this.exercise.lowMl) / 2;
    for (let cell = 0; cell < worth.length; cell++) {
      const fillMl = fromMl + cell * cellMl;
      const strayed = (fillMl - this.targetMl) / halfMl;
      let value = -STRAYING * strayed * strayed;
      if (band) {
        const inside = Math.min(fillMl - band.lowMl, band.highMl - fillMl) / cellMl + 0.5;
        value += Math.min(1, Math.max(0, inside));
      }
      if (fillMl > this.#lopMl) value -= ABOVE_LOP * (1 + fillMl - this.#lopMl);
      worth[cell] = (worth[cell] as number) + weight * value;
    }
  }
}
