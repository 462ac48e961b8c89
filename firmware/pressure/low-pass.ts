/**
 * Equal first-order lags in a row, stepped by the time that really passed, so that late and irregular samples
 * do no harm. Total lag is `stages × tauS`.
 */
export class LowPass {
  readonly #stages: Float64Array;
  readonly #tauS: number;
  #primed = false;
  value = 0;
  /** Slope of `value`, per second. */
  slopePerS = 0;

  constructor(stages: number, tauS: number) {
    this.#stages = new Float64Array(stages);
    this.#tauS = tauS;
  }

  /** Starts again from `value`, at rest. */
  reset(value: number): void {
    this.#stages.fill(value);
    this.value = value;
    this.slopePerS = 0;
    this.#primed = true;
  }

  /** Takes one reading, `dtS` after the last, and returns the filtered value. The first reading primes the filter. */
  update(reading: number, dtS: number): number {
    if (!this.#primed) this.reset(reading);
    const weight = dtS / (this.#tauS + dtS);
    const stages = this.#stages;
    let input = reading;
    for (let i = 0; i < stages.length; i++) {
      const state = stages[i] ?? 0;
      const next = state + weight * (input - state);
      if (i === stages.length - 1) this.slopePerS = (input - next) / this.#tauS;
      stages[i] = next;
      input = next;
    }
    this.value = input;
    return input;
  }
}
