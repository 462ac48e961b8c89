/** Lags in a row. Three fall off as steeply as a pulse or pump ripple needs, and their total lag stays small. */
export const LOW_PASS_STAGES = 3;

/**
 * Three equal first-order lags, stepped by the time that really passed, so that late and irregular samples do no
 * harm. Total lag is `LOW_PASS_STAGES × tauS`.
 */
export class LowPass {
  #first = 0;
  #second = 0;
  #primed = false;
  value = 0;
  /** Slope of `value`, per second. */
  slopePerS = 0;

  /** @param tauS one lag's time constant, s; may be changed at any time */
  constructor(public tauS: number) {}

  /** Starts again from `value`, at rest. */
  reset(value: number): void {
    this.#first = value;
    this.#second = value;
    this.value = value;
    this.slopePerS = 0;
    this.#primed = true;
  }

  /** Takes one reading, `dtS` after the last. The first reading primes the filter. */
  update(reading: number, dtS: number): void {
    if (!this.#primed) this.reset(reading);
    const tauS = this.tauS;
    const weight = dtS / (tauS + dtS);
    const first = this.#first + weight * (reading - this.#first);
    const second = this.#second + weight * (first - this.#second);
    const third = this.value + weight * (second - this.value);
    this.slopePerS = (second - third) / tauS;
    this.#first = first;
    this.#second = second;
    this.value = third;
  }
}
