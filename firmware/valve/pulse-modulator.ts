/**
 * Delivers shares too small for an actuator as pulses of the smallest share it can do, each at least `minPulseS`
 * long. Shares from `minShare` up pass unchanged.
 */
export class PulseModulator {
  readonly #minShare: number;
  readonly #startDebt: number;
  #debt = 0;
  #pulsing = false;

  constructor(minShare: number, minPulseS: number) {
    this.#minShare = minShare;
    this.#startDebt = minShare * minPulseS;
  }

  /** Share to drive during the next `dtS`, for a wanted mean of `share` (0..1). */
  next(share: number, dtS: number): number {
    if (share <= 0) {
      this.#debt = 0;
      this.#pulsing = false;
      return 0;
    }
    if (share >= this.#minShare) {
      this.#debt = 0;
      this.#pulsing = true;
      return share;
    }
    this.#debt += share * dtS;
    if (!this.#pulsing) this.#pulsing = this.#debt >= this.#startDebt;
    if (!this.#pulsing) return 0;
    this.#debt -= this.#minShare * dtS;
    if (this.#debt > 0) return this.#minShare;
    this.#pulsing = false;
    return this.#minShare;
  }
}
