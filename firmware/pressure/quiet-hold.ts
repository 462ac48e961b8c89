import { clamp } from "../shared/numbers";
import type { ActuatorReach } from "./actuator-reach";
import { FASTEST_MMHG_PER_S } from "./approach";
import type { BeatMean } from "./beat-mean";

/**
 * Errors of the beat-averaged pressure below this are left alone, and a correction goes so far beyond, mmHg: what
 * drifts away one way is then kept around the set-point instead of on one side of it.
 */
const QUIET_BAND_MMHG = 0.9;
const BEYOND_MMHG = 0.3;
/** Decisions fall at fixed times, so that none can follow the heartbeat, s … */
const DECIDE_EVERY_S = 1;
/** … and more often while the cuff still settles fast and the mean is young. */
const DECIDE_EARLY_S = 0.4;
const YOUNG_S = 4;
const EARLY_BAND_MMHG = 0.5;
/** A young mean still has some of the heartbeat in it: what it asks for is given in small portions, mmHg. */
const EARLY_DOSE_MMHG = 1.5;
/** A correction takes about this long, s … */
const DOSE_S = 0.3;
/** … at no less than this share of what the actuator can do, which it delivers without pulsing. */
const SMALLEST_DOSE_SHARE = 0.15;

/** Leaves the heartbeat alone and corrects the mean now and then, in one measured dose. */
export class QuietHold {
  readonly #mean: BeatMean;
  #decideInS = 0;
  #doseMmhg = 0;
  #doseRate = 0;

  constructor(mean: BeatMean) {
    this.#mean = mean;
  }

  begin(): void {
    this.#doseMmhg = 0;
    this.#decideInS = DECIDE_EARLY_S;
  }

  /** Wanted rate of pressure change, mmHg/s: nothing, or the dose under way. */
  rateFor(setpointMmhg: number, actuators: ActuatorReach, dtS: number): number {
    this.#decideInS -= dtS;
    if (this.#decideInS <= 0) {
      const everyS = this.#mean.ageS < YOUNG_S ? DECIDE_EARLY_S : DECIDE_EVERY_S;
      this.#decideInS += everyS;
      if (this.#mean.settled && this.#doseMmhg === 0) this.#decide(setpointMmhg - this.#mean.mmhg, everyS, actuators);
    }
    return this.#doseMmhg > 0 ? this.#dose(actuators.deliveredMmhgPerS * dtS) : 0;
  }

  #decide(momentaryError: number, everyS: number, actuators: ActuatorReach): void {
    // What it will be in the middle of the time until the next decision.
    const error = momentaryError - (this.#mean.driftMmhgPerS * everyS) / 2;
    const isEarly = this.#mean.ageS < YOUNG_S;
    const band = isEarly ? EARLY_BAND_MMHG : QUIET_BAND_MMHG;
    if (error <= band && error >= -band) return;
    const reach = error > 0 ? actuators.upMmhgPerS : actuators.downMmhgPerS;
    const possible = reach < FASTEST_MMHG_PER_S ? reach : FASTEST_MMHG_PER_S;
    const beyond = (error > 0 ? error : -error) + BEYOND_MMHG;
    const size = isEarly && beyond > EARLY_DOSE_MMHG ? EARLY_DOSE_MMHG : beyond;
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
