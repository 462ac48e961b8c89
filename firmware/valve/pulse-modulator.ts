/**
 * Delivers shares too small for an actuator as pulses of the smallest share it can do, each at least `minPulseMs`
 * long. It keeps account of what was really delivered, so that spin-up and run-down even out. Shares from `minShare`
 * up pass unchanged.
 */
export class PulseModulator {
  readonly #minShare: number;
  readonly #minPulseMs: number;
  #debt = 0;
  #pulseMs = 0;
  #pulsing = false;

  /** Nothing is being delivered, and nothing is owed. */
  resting = true;

  constructor(minShare: number, minPulseMs: number) {
    this.#minShare = minShare;
    this.#minPulseMs = minPulseMs;
  }

  /** Share to drive during the next `dtMs`, for a wanted mean of `share`, after one that delivered `deliveredShare`. */
  next(share: number, deliveredShare: number, dtMs: number): number {
    if (share >= this.#minShare) {
      this.#debt = 0;
      return this.#pulse(share, dtMs);
    }
    this.#debt += (share - deliveredShare) * dtMs;
    // A pulse that has begun is worth finishing.
    if (this.#pulsing && ((share > 0 && this.#debt > 0) || this.#pulseMs < this.#minPulseMs))
      return this.#pulse(this.#minShare, dtMs);
    if (share <= 0) return this.rest();
    if (this.#debt >= this.#minShare * this.#minPulseMs) return this.#pulse(this.#minShare, dtMs);
    this.resting = false;
    this.#pulsing = false;
    this.#pulseMs = 0;
    return 0;
  }

  /** Stops at once, whatever was begun. */
  rest(): number {
    this.#debt = 0;
    this.#pulseMs = 0;
    this.#pulsing = false;
    this.resting = true;
    return 0;
  }

  #pulse(share: number, dtMs: number): number {
    this.#pulsing = true;
    this.#pulseMs += dtMs;
    this.resting = false;
    return share;
  }
}
