import type { TransducerPart } from "../parts/transducers";
import type { SampleQueue } from "../shared/sample-queue";
import { elapsedMs } from "../shared/time";
import { Calibration } from "./calibration";

/** As for the first transducer: three samples of the slowest part supported, ms. */
const STALE_MS = 120;
/** Averages out pump ripple and noise; it serves comparisons over a second, not regulation, s. */
const MEAN_S = 0.05;

/** The transducer at the cuff, on a tube of its own. It is only compared, so the newest sample of a tick is enough. */
export class SecondSense {
  readonly #calibration: Calibration;
  #lastMs = 0;
  #zeroMmhg = 0;

  /** A good sample has arrived since the start. */
  known = false;
  /** The last good sample is too old to be compared. */
  isStale = false;
  /** mmHg gauge, averaged over some ticks. */
  pressureMmhg = 0;

  constructor(transducer: TransducerPart) {
    this.#calibration = new Calibration(transducer, 1);
  }

  /** Every tick. */
  sense(nowMs: number, samples: SampleQueue): void {
    const newest = samples.length - 1;
    if (newest >= 0) {
      this.#take(samples.atMs[newest] ?? 0, samples.counts[newest] ?? Number.NaN);
      samples.clear();
    }
    this.isStale = elapsedMs(nowMs, this.#lastMs) > STALE_MS;
  }

  /** What it reads now is zero: the cuff is open, and the first transducer has just been zeroed. At most ±`mostMmhg`. */
  zero(mostMmhg: number): void {
    const shift = this.#zeroMmhg + this.pressureMmhg;
    if (shift > mostMmhg || shift < -mostMmhg) return;
    this.#zeroMmhg = shift;
    this.pressureMmhg = 0;
  }

  #take(atMs: number, counts: number): void {
    const { minCounts, maxCounts } = this.#calibration;
    if (!(counts > minCounts && counts < maxCounts)) return;
    const mmhg = this.#calibration.mmhgOf(counts) - this.#zeroMmhg;
    const sinceS = elapsedMs(atMs, this.#lastMs) / 1000;
    this.#lastMs = atMs;
    if (this.known && sinceS > 0) this.pressureMmhg += ((mmhg - this.pressureMmhg) * sinceS) / (MEAN_S + sinceS);
    else this.pressureMmhg = mmhg;
    this.known = true;
  }
}
