import { LowPass } from "./low-pass";

/**
 * Three lags of 0.7 s: an arterial pulse of 3 mmHg leaves 0.02 mmHg at 70 beats a minute and 0.07 at 45, far less
 * than the dead band, so that no heartbeat moves a valve.
 */
const STAGES = 3;
const STAGE_S = 0.7;
/** The slope is smoothed further before it bridges the filter's lag; creep changes over 25 s and more. */
const SLOPE_S = 2;

/**
 * Cuff pressure without the heartbeat. What the actuators delivered is taken out before the filter and put back
 * behind it, so the mean follows a correction at once and lags only behind what nobody commanded.
 */
export class BeatMean {
  readonly #drift = new LowPass(STAGES, STAGE_S);
  readonly #slope = new LowPass(1, SLOPE_S);
  #deliveredMmhg = 0;
  #sinceResetS = 0;

  /** Starts again at `pressureMmhg`. */
  reset(pressureMmhg: number): void {
    this.#deliveredMmhg = 0;
    this.#sinceResetS = 0;
    this.#drift.reset(pressureMmhg);
    this.#slope.reset(0);
  }

  /** The start has been forgotten: the mean can be relied on. */
  get settled(): boolean {
    return this.#sinceResetS >= STAGES * STAGE_S;
  }

  /** Takes one reading and what the actuators were told to add since the last one. */
  update(pressureMmhg: number, deliveredMmhg: number, dtS: number): void {
    this.#deliveredMmhg += deliveredMmhg;
    this.#sinceResetS += dtS;
    this.#drift.update(pressureMmhg - this.#deliveredMmhg, dtS);
    this.#slope.update(this.#drift.slopePerS, dtS);
  }

  /** How fast the mean moves by itself: creep, leak, warming. */
  get driftMmhgPerS(): number {
    return this.#slope.value;
  }

  get mmhg(): number {
    return this.#drift.value + this.#slope.value * STAGES * STAGE_S + this.#deliveredMmhg;
  }
}
