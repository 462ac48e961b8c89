import type { TransducerPart } from "../parts/transducers";
import type { SampleRing } from "../shared/samples";
import { elapsedMs } from "../shared/time";
import { Calibration } from "./calibration";
import { LowPass } from "./low-pass";

/** Whether the pressure can be believed. */
export const Validity = Object.freeze({
  valid: 0,
  /** No sample has arrived for `STALE_MS`. */
  stale: 1,
  /** Samples arrive, but none was plausible for `STALE_MS`. */
  implausible: 2,
} as const);

export type Validity = (typeof Validity)[keyof typeof Validity];

/** Three samples of the slowest transducer supported (25 Hz), and well inside the dead-man's heartbeat of 200 ms. */
export const STALE_MS = 120;

/**
 * Two lags of 8 ms: diaphragm pumps ripple at 15–70 Hz (measured 0.05–0.24 mmHg rms above 15 Hz), which this halves
 * to tenths, and its 16 ms of lag are small against the 100 ms in which a pump spins up.
 */
const RIPPLE_STAGES = 2;
const RIPPLE_TAU_S = 0.008;

/** A gap longer than this tells the filter nothing about the time between: it then just catches up, s. */
const LONGEST_STEP_S = 0.1;

/** From transducer counts to a pressure that can be trusted, or the news that none can. */
export class PressureSense {
  readonly #calibration: Calibration;
  readonly #filter = new LowPass(RIPPLE_STAGES, RIPPLE_TAU_S);
  #lastGoodMs = 0;
  #lastWasImplausible = false;
  #started = false;

  validity: Validity = Validity.stale;
  /** Latest reading, unfiltered, mmHg. */
  latestMmhg = 0;
  /** Without pump ripple, mmHg. */
  pressureMmhg = 0;

  constructor(transducer: TransducerPart, gain: number, storedZeroMmhg: number) {
    this.#calibration = new Calibration(transducer, gain, storedZeroMmhg);
  }

  get slopeMmhgPerS(): number {
    return this.#filter.slopePerS;
  }

  get zeroMmhg(): number {
    return this.#calibration.zeroMmhg;
  }

  /** Adopts a new zero; the filtered pressure moves with it at once. */
  rezero(zeroMmhg: number): void {
    this.#filter.reset(this.pressureMmhg + this.#calibration.zeroMmhg - zeroMmhg);
    this.#calibration.zeroMmhg = zeroMmhg;
  }

  /** Takes all waiting samples. */
  sense(nowMs: number, samples: SampleRing): void {
    if (!this.#started) {
      this.#started = true;
      this.#lastGoodMs = nowMs;
    }
    while (samples.take()) {
      if (this.#calibration.isPlausible(samples.counts)) this.#accept(samples.atMs, samples.counts);
      else this.#lastWasImplausible = true;
    }
    this.#judge(nowMs);
  }

  #accept(atMs: number, counts: number): void {
    const stepS = elapsedMs(atMs, this.#lastGoodMs) / 1000;
    this.#lastWasImplausible = false;
    this.latestMmhg = this.#calibration.unzeroedMmhg(counts) - this.#calibration.zeroMmhg;
    this.pressureMmhg = this.#filter.update(this.latestMmhg, stepS < LONGEST_STEP_S ? stepS : LONGEST_STEP_S);
    this.#lastGoodMs = atMs;
  }

  #judge(nowMs: number): void {
    if (elapsedMs(nowMs, this.#lastGoodMs) <= STALE_MS) this.validity = Validity.valid;
    else this.validity = this.#lastWasImplausible ? Validity.implausible : Validity.stale;
  }
}
