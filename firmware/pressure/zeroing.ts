/** The rules under which an open cuff may define zero. */
export interface ZeroingRules {
  readonly ventedMs: number;
  readonly slopeMmhgPerS: number;
  readonly shiftMmhg: number;
}

const WINDOW_MS = 1000;

/**
 * Finds the transducer's zero while the cuff is open: after `ventedMs` with the valves open, the mean of one second
 * is adopted if it differs little from the mean of the second before and from the zero stored at calibration.
 */
export class Zeroing {
  readonly #rules: ZeroingRules;
  readonly #storedZeroMmhg: number;
  #openMs = 0;
  #windowMs = 0;
  #weighted = 0;
  #lastMean = Number.NaN;

  /** The zero found last, mmHg before zeroing. */
  zeroMmhg: number;

  constructor(rules: ZeroingRules, storedZeroMmhg: number) {
    this.#rules = rules;
    this.#storedZeroMmhg = storedZeroMmhg;
    this.zeroMmhg = storedZeroMmhg;
  }

  /** The cuff is about to be closed: begin anew when it is open again. */
  restart(): void {
    this.#openMs = 0;
    this.#lastMean = Number.NaN;
    this.#restartWindow();
  }

  /** Call once a tick while the cuff is open, with the reading before zeroing; true when a new zero was found. */
  update(unzeroedMmhg: number, dtMs: number): boolean {
    this.#openMs += dtMs;
    this.#windowMs += dtMs;
    this.#weighted += unzeroedMmhg * dtMs;
    return this.#windowMs >= WINDOW_MS && this.#endWindow();
  }

  #endWindow(): boolean {
    const mean = this.#weighted / this.#windowMs;
    const slope = ((mean - this.#lastMean) * 1000) / this.#windowMs;
    this.#lastMean = mean;
    this.#restartWindow();
    const still = slope < this.#rules.slopeMmhgPerS && slope > -this.#rules.slopeMmhgPerS;
    const shift = mean - this.#storedZeroMmhg;
    const near = shift <= this.#rules.shiftMmhg && shift >= -this.#rules.shiftMmhg;
    if (this.#openMs < this.#rules.ventedMs || !still || !near) return false;
    this.zeroMmhg = mean;
    return true;
  }

  #restartWindow(): void {
    this.#windowMs = 0;
    this.#weighted = 0;
  }
}
