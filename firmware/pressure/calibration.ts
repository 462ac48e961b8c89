import type { TransducerPart } from "../parts/transducers";

/** Turns counts into gauge pressure: the part's own straight line, then the unit's gain and zero. */
export class Calibration {
  readonly #part: TransducerPart;
  readonly #mmhgPerCount: number;
  readonly #gain: number;
  /** Reading of the open cuff that is subtracted, mmHg. */
  zeroMmhg: number;

  constructor(part: TransducerPart, gain: number, zeroMmhg: number) {
    this.#part = part;
    this.#mmhgPerCount = (part.highMmhg - part.lowMmhg) / (part.highCounts - part.lowCounts);
    this.#gain = gain;
    this.zeroMmhg = zeroMmhg;
  }

  /** False for counts that no working part can send, NaN (the part reported an error) included. */
  isPlausible(counts: number): boolean {
    return counts > this.#part.minCounts && counts < this.#part.maxCounts;
  }

  /** Gauge pressure before zeroing, mmHg. */
  unzeroedMmhg(counts: number): number {
    return this.#part.lowMmhg + (counts - this.#part.lowCounts) * this.#mmhgPerCount * this.#gain;
  }
}
