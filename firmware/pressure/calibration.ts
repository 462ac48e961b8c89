import type { TransducerPart } from "../parts/transducers";

/** Turns counts into pressure: the part's own straight line times the unit's gain. Zeroing comes after it. */
export class Calibration {
  readonly #atZeroCounts: number;
  readonly mmhgPerCount: number;
  /** Counts at and beyond these cannot come from a working part. */
  readonly minCounts: number;
  readonly maxCounts: number;

  constructor(part: TransducerPart, gain: number) {
    this.minCounts = part.minCounts;
    this.maxCounts = part.maxCounts;
    this.mmhgPerCount = (gain * (part.highMmhg - part.lowMmhg)) / (part.highCounts - part.lowCounts);
    this.#atZeroCounts = gain * part.lowMmhg - part.lowCounts * this.mmhgPerCount;
  }

  /** Pressure before zeroing, mmHg. */
  mmhgOf(counts: number): number {
    return this.#atZeroCounts + counts * this.mmhgPerCount;
  }
}
