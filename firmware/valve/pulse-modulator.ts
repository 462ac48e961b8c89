/**
 * Delivers shares too small for an actuator as pulses of the smallest share it can do, each at least `minPulseMs`
 * long. Shares from `minShare` up pass unchanged.
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

  /** Share to drive during the next `dtMs`, for a wanted mean of `share` (0..1). */
  next(share: number, dtMs: number): number {
    if (share <= 0) return this.#rest();
    this.resting = false;
    if (share >= this.#minShare) {
      this.#debt = 0;
      this.#pulsing = true;
      return share;
    }
    this.#debt += share * dtMs;
    if (!this.#pulsing && this.#debt < this.#startDebt) return 0;
    this.#debt -= this.#minShare * dtMs;
    this.#pulsing = this.#debt > 0;
    return this.#minShare;
  }

  #rest(): number {
    this.#debt = 0;
    this.#pulsing = false;
    this.resting = true;
    return 0;
  }
}
