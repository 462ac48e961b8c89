import { clamp } from "../shared/numbers";
import { BeatMean } from "./beat-mean";
import { Pid } from "./pid";

/**
 * The plant is linearised to dP/dt = rate, behind about 0.15 s of lag (spin-up, filter, conversion). SIMC tuning for
 * an integrator with delay θ 0.15 s and closed-loop time 0.25 s: Kc = 1/(τc + θ) = 2.5 /s, Ti = 4 (τc + θ) = 1.6 s.
 * The derivative looks one filter lag ahead.
 */
const gains = Object.freeze({ proportional: 2.5, integralPerS: 2.5 / 1.6, derivativeS: 0.1 });

/** Comfort: no wanted rate is larger than this, mmHg/s. */
const FASTEST_MMHG_PER_S = 40;
/** Slowest rate of a correction in progress, mmHg/s: it should end. */
const SLOWEST_MMHG_PER_S = 1.5;
/** The integrator only works this near to the set-point, where it serves against drift and cannot overshoot. */
const INTEGRAL_BAND_MMHG = 3;
/**
 * Momentary errors beyond this end the quiet hold: more than a usual pulse and the dead band together. A larger pulse
 * (180/80 mmHg gives ±5) widens it, up to a limit that no pulse reaches and movement does.
 */
const ESCAPE_MMHG = 5;
const ESCAPE_ABOVE_PULSE_MMHG = 2.5;
const WIDEST_ESCAPE_MMHG = 10;
/** Tracking that lasts longer than this was a real transient: what was known about the mean before it is void, s. */
const TRANSIENT_S = 1;
/** The quiet hold leaves errors of the beat-averaged pressure below this alone. */
const QUIET_BAND_MMHG = 1;
/** The quiet hold decides at fixed times, so that no decision can follow the heartbeat, s. */
const DECIDE_EVERY_S = 1;
/** A correction in the quiet hold takes about this long, s … */
const DOSE_S = 0.3;
/** … at no less than this share of what the actuator can do, which it delivers without pulsing. */
const SMALLEST_DOSE_SHARE = 0.15;

/** What pump and bleed valve can do at the present pressure, and what they did; mmHg/s. */
export interface ActuatorReach {
  /** Fastest rise and fastest fall, both positive. */
  readonly upMmhgPerS: number;
  readonly downMmhgPerS: number;
  /** Reckoned effect of the last step. */
  readonly deliveredMmhgPerS: number;
}

/** The pressure to regulate, mmHg, and its slope. */
export interface PressureSignal {
  readonly pressureMmhg: number;
  readonly slopeMmhgPerS: number;
}

/** From a set-point and a pressure to the rate of pressure change that is wanted. */
export class Regulator {
  readonly #pressure: PressureSignal;
  readonly #actuators: ActuatorReach;
  readonly #pid = new Pid(gains);
  readonly #mean = new BeatMean();
  #quiet = false;
  #direction = 0;
  #decideInS = 0;
  #doseMmhg = 0;
  #doseRate = 0;
  #driftMmhgPerS = 0;
  #escapeMmhg = ESCAPE_MMHG;
  #trackingS = 0;

  constructor(pressure: PressureSignal, actuators: ActuatorReach) {
    this.#pressure = pressure;
    this.#actuators = actuators;
  }

  /** Starts afresh: the next call takes over from a standstill. */
  restart(): void {
    this.#driftMmhgPerS = 0;
    this.#escapeMmhg = ESCAPE_MMHG;
    this.#mean.reset(this.#pressure.pressureMmhg);
    this.#startTracking();
  }

  /** Wanted rate of pressure change, mmHg/s, `dtS` after the last call. */
  rateFor(setpointMmhg: number, dtS: number): number {
    const error = setpointMmhg - this.#pressure.pressureMmhg;
    const deliveredMmhg = this.#actuators.deliveredMmhgPerS * dtS;
    this.#mean.update(this.#pressure.pressureMmhg, deliveredMmhg, dtS);
    if (this.#quiet && (error > this.#escapeMmhg || error < -this.#escapeMmhg)) this.#startTracking();
    return this.#quiet ? this.#hold(setpointMmhg, deliveredMmhg, dtS) : this.#track(error, dtS);
  }

  #startTracking(): void {
    this.#quiet = false;
    this.#direction = 0;
    this.#trackingS = 0;
  }

  #startHolding(): void {
    this.#quiet = true;
    this.#doseMmhg = 0;
    if (this.#trackingS <= TRANSIENT_S) return;
    this.#decideInS = 0;
    this.#mean.reset(this.#pressure.pressureMmhg);
  }

  /** Follows the momentary pressure until the error is gone: inflation, set-point changes, movement. */
  #track(error: number, dtS: number): number {
    this.#trackingS += dtS;
    if (this.#direction === 0) {
      this.#direction = error > 0 ? 1 : -1;
      this.#pid.takeOver(-this.#driftMmhgPerS, 0, 0);
    }
    if (error * this.#direction <= 0) {
      this.#startHolding();
      return 0;
    }
    const { upMmhgPerS, downMmhgPerS } = this.#actuators;
    const up = upMmhgPerS < FASTEST_MMHG_PER_S ? upMmhgPerS : FASTEST_MMHG_PER_S;
    const down = downMmhgPerS < FASTEST_MMHG_PER_S ? downMmhgPerS : FASTEST_MMHG_PER_S;
    const near = error < INTEGRAL_BAND_MMHG && error > -INTEGRAL_BAND_MMHG;
    const rate = this.#pid.update(error, this.#pressure.slopeMmhgPerS, near ? dtS : 0, -down, up);
    if (this.#direction > 0) return rate > SLOWEST_MMHG_PER_S ? rate : SLOWEST_MMHG_PER_S;
    return rate < -SLOWEST_MMHG_PER_S ? rate : -SLOWEST_MMHG_PER_S;
  }

  /** Leaves the heartbeat alone and corrects the mean now and then, in one measured dose. */
  #hold(setpointMmhg: number, deliveredMmhg: number, dtS: number): number {
    this.#decideInS -= dtS;
    if (this.#decideInS <= 0) {
      this.#decideInS += DECIDE_EVERY_S;
      if (this.#mean.settled && this.#doseMmhg === 0) this.#decide(setpointMmhg - this.#mean.mmhg);
    }
    return this.#doseMmhg > 0 ? this.#dose(deliveredMmhg) : 0;
  }

  #decide(momentaryError: number): void {
    const mean = this.#mean;
    this.#driftMmhgPerS = mean.driftMmhgPerS;
    this.#escapeMmhg = clamp(mean.pulseMmhg + ESCAPE_ABOVE_PULSE_MMHG, ESCAPE_MMHG, WIDEST_ESCAPE_MMHG);
    // What it will be in the middle of the time until the next decision.
    const error = momentaryError - (mean.driftMmhgPerS * DECIDE_EVERY_S) / 2;
    if (error <= QUIET_BAND_MMHG && error >= -QUIET_BAND_MMHG) return;
    const reach = error > 0 ? this.#actuators.upMmhgPerS : this.#actuators.downMmhgPerS;
    const possible = reach < FASTEST_MMHG_PER_S ? reach : FASTEST_MMHG_PER_S;
    const size = error > 0 ? error : -error;
    const rate = clamp(size / DOSE_S, SMALLEST_DOSE_SHARE * possible, possible);
    this.#doseMmhg = size;
    this.#doseRate = error > 0 ? rate : -rate;
  }

  /** Rate while a dose is under way; it ends once it has been delivered. */
  #dose(deliveredMmhg: number): number {
    this.#doseMmhg -= deliveredMmhg > 0 ? deliveredMmhg : -deliveredMmhg;
    if (this.#doseMmhg > 0) return this.#doseRate;
    this.#doseMmhg = 0;
    return 0;
  }
}
