import { clamp } from "../shared/numbers";

export interface PidGains {
  /** Output per error. */
  readonly proportional: number;
  /** Output per error and second. */
  readonly integralPerS: number;
  /** Output per slope of the measurement. */
  readonly derivativeS: number;
}

/**
 * PID with the derivative on the measurement (a set-point step does not kick), conditional integration against
 * wind-up, and bumpless take-over. Time is passed in; no call allocates.
 */
export class Pid {
  readonly #gains: PidGains;
  #integral = 0;

  constructor(gains: PidGains) {
    this.#gains = gains;
  }

  /** The integrator's share of the output. */
  get integral(): number {
    return this.#integral;
  }

  /** Takes over from another controller without a step: the next output at this error starts from `output`. */
  takeOver(output: number, error: number, measurementSlopePerS: number): void {
    this.#integral = output - this.#gains.proportional * error + this.#gains.derivativeS * measurementSlopePerS;
  }

  /**
   * Output for this `error`, within `low`..`high`. Where the output is limited, the integrator moves only if that
   * leads back from the limit. `dtS` of 0 (a repeated time) leaves the integrator alone.
   */
  update(error: number, measurementSlopePerS: number, dtS: number, low: number, high: number): number {
    const gains = this.#gains;
    const wanted = gains.proportional * error + this.#integral - gains.derivativeS * measurementSlopePerS;
    const tooHigh = wanted > high;
    const tooLow = wanted < low;
    const windsUp = (tooHigh && error > 0) || (tooLow && error < 0);
    if (!windsUp && dtS > 0) this.#integral = clamp(this.#integral + gains.integralPerS * error * dtS, low, high);
    return tooHigh ? high : tooLow ? low : wanted;
  }
}
