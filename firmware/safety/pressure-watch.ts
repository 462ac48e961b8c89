import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";
import { pressureLimits } from "./limits";
import type { Situation } from "./situation";

const TRIP_MMHG = pressureLimits.trip.value;
const TRIP_AT_ONCE_MMHG = pressureLimits.tripAtOnce.value;
const DEVIATION_MMHG = pressureLimits.deviation.value;
const SLACK_SHARE = pressureLimits.slackShare.value / 100;
const SLACK_MMHG = pressureLimits.slack.value;
/** Averages out beats and repetitions: several heartbeats, and short against the 30 s of the rule, s. */
const BEAT_MEAN_S = 2;

/** Too much, too little, or not what was ordered. */
export class PressureWatch {
  readonly #situation: Situation;
  readonly #overPressure = debounceOf(Reason.overPressure);
  readonly #excess = debounceOf(Reason.excessPressure);
  readonly #slack = debounceOf(Reason.slackCuff);
  readonly #deviation = debounceOf(Reason.deviation);
  #meanMmhg = 0;
  #wasTight = false;

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  /** Every tick: the trips. `mmhg` is the highest of all that is known. */
  trips(mmhg: number, latestMmhg: number): boolean {
    if (latestMmhg >= TRIP_AT_ONCE_MMHG) return true;
    const isHigh = mmhg > TRIP_MMHG;
    if (!isHigh && this.#overPressure.elapsedMs === 0) return false;
    return this.#overPressure.update(isHigh, this.#situation.stepMs);
  }

  /** Every `sinceMs`: why a hold has to end, or `Reason.none`. */
  judge(cuffMmhg: number, sinceMs: number): Reason {
    const { setpointMmhg, limbMoves, lopMmhg, hasArrived } = this.#situation;
    if (setpointMmhg === undefined) {
      this.#rest(cuffMmhg);
      return Reason.none;
    }
    const sinceS = sinceMs / 1000;
    this.#meanMmhg += ((cuffMmhg - this.#meanMmhg) * sinceS) / (BEAT_MEAN_S + sinceS);
    const least = lopMmhg > 0 ? SLACK_SHARE * lopMmhg : SLACK_MMHG;
    // Until an inflation passes the deflated threshold for the first time there is nothing that could dam a vein.
    if (cuffMmhg > pressureLimits.slackFrom.value) this.#wasTight = true;
    if (this.#slack.update(this.#wasTight && this.#meanMmhg < least, sinceMs)) return Reason.slackCuff;
    // On its way down a bleed valve that lets nothing out looks like a limb that pushes: no movement is an excuse there.
    if (limbMoves && hasArrived) this.#excess.reset();
    else if (this.#excess.update(cuffMmhg - setpointMmhg > (hasArrived ? DEVIATION_MMHG : 0), sinceMs))
      return Reason.excessPressure;
    return Reason.none;
  }

  /** Every `sinceMs`: the pressure has been off the set-point for a while. */
  deviates(cuffMmhg: number, sinceMs: number): boolean {
    const { setpointMmhg, reached } = this.#situation;
    const error = setpointMmhg === undefined || !reached ? 0 : cuffMmhg - setpointMmhg;
    return this.#deviation.update(error > DEVIATION_MMHG || error < -DEVIATION_MMHG, sinceMs);
  }

  #rest(cuffMmhg: number): void {
    this.#meanMmhg = cuffMmhg;
    this.#wasTight = false;
    this.#slack.reset();
    this.#excess.reset();
  }
}
