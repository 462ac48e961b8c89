import type { ActuatorReach } from "./actuator-reach";
import { Pid } from "./pid";

/**
 * The plant is linearised to dP/dt = rate, and what a pump still delivers while it runs down is taken off beforehand, so
 * about θ = 0.07 s of lag remain (conversion, half a sample, filter, hose, half a decision). SIMC tuning for an
 * integrator with closed-loop time τc = 0.13 s: Kc = 1/(τc + θ) = 5 /s, Ti = 4 (τc + θ) = 0.8 s. The derivative looks
 * ahead by most of the lag.
 */
const gains = Object.freeze({ proportional: 5, integralPerS: 5 / 0.8, derivativeS: 0.05 });
/**
 * Set-point ramp: no wanted rate is larger than this, mmHg/s. A choice, not a finding: 20–40 are usual, and returning
 * 40 mmHg in a second takes more than that; only the strongest pump on the smallest cuff is faster.
 */
export const FASTEST_MMHG_PER_S = 60;
/** Slowest rate of an approach: it should end, mmHg/s. */
const SLOWEST_MMHG_PER_S = 1.5;
/** The integrator only works this near to the set-point, where it serves against drift and cannot overshoot. */
const INTEGRAL_BAND_MMHG = 3;

/** Brings the pressure to the set-point from one side and ends there: inflation, set-point changes, after movement. */
export class Approach {
  readonly #pid = new Pid(gains);
  #direction = 0;

  /** Begins anew, from a standstill. */
  begin(): void {
    this.#direction = 0;
    this.#pid.takeOver(0, 0, 0);
  }

  /** Wanted rate for the remaining `errorMmhg` (set-point less pressure), mmHg/s; 0 once nothing remains. */
  rateFor(errorMmhg: number, slopeMmhgPerS: number, actuators: ActuatorReach, dtS: number): number {
    // What the pump still adds while it runs down is as good as there.
    const error = errorMmhg - actuators.coastMmhg;
    if (this.#direction === 0) this.#direction = error > 0 ? 1 : -1;
    if (error * this.#direction <= 0) return 0;
    const { upMmhgPerS, downMmhgPerS } = actuators;
    const up = upMmhgPerS < FASTEST_MMHG_PER_S ? upMmhgPerS : FASTEST_MMHG_PER_S;
    const down = downMmhgPerS < FASTEST_MMHG_PER_S ? downMmhgPerS : FASTEST_MMHG_PER_S;
    const near = error < INTEGRAL_BAND_MMHG && error > -INTEGRAL_BAND_MMHG;
    const rate = this.#pid.update(error, slopeMmhgPerS, near ? dtS : 0, -down, up);
    if (this.#direction > 0) return rate > SLOWEST_MMHG_PER_S ? rate : SLOWEST_MMHG_PER_S;
    return rate < -SLOWEST_MMHG_PER_S ? rate : -SLOWEST_MMHG_PER_S;
  }
}
