/**
 * Delivers shares too small for an actuator as pulses of the smallest share it can do, each at least `minPulseMs`
 * long. It keeps account of what was really delivered, so that spin-up and run-down even out. Shares from `minShare`
 * up pass unchanged.
 */
export class PulseModulator {
  readonly #minShare: number;
  readonly #startDebt: number;
  #debt = 0;
  #pulsing = false;

  /** Nothing is being delivered, and nothing is owed. */
  resting = true;

  constructor(minShare: number, minPulseMs: number) {
    this.#minShare = minShare;
    this.#startDebt = minShare * minPulseMs;
  }

  /** Share to drive during the next `dtMs`, for a wanted mean of `share`, after one that delivered `deliveredShare`. */
  next(share: number, deliveredShare: number, dtMs: number): number {
    if (share <= 0) return this.#rest();
    this.resting = false;
    if (share >= this.#minShare) {
      this.#debt = 0;
      this.#pulsing = true;
      return share;
    }
    this.#debt += (share - deliveredShare) * dtMs;
    this.#pulsing = this.#debt >= (this.#pulsing ? share * dtMs : this.#startDebt);
    return this.#pulsing ? this.#minShare : 0;
  }

  #rest(): number {
    this.#debt = 0;
    this.#pulsing = false;
    this.resting = true;
    return 0;
  }
}
