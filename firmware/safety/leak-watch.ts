import { Reason } from "../shared/reasons";
import { leakLimits } from "./limits";
import type { Actuation, SensedPressure, Situation } from "./situation";

/** Adds up what a hold costs beyond `allowedMmhgPerS`, and forgets it where the hold costs less. */
class Overdraft {
  readonly #allowedMmhgPerS: number;
  readonly #limitMmhg: number;
  #mmhg = 0;

  constructor(allowedMmhgPerS: number, limitMmhg: number) {
    this.#allowedMmhgPerS = allowedMmhgPerS;
    this.#limitMmhg = limitMmhg;
  }

  /** Takes what vanished in the last step; true once the limit is passed, and until it has been made good. */
  add(lostMmhg: number, stepS: number): boolean {
    const mmhg = this.#mmhg + lostMmhg - this.#allowedMmhgPerS * stepS;
    const highest = 2 * this.#limitMmhg;
    this.#mmhg = mmhg < 0 ? 0 : mmhg > highest ? highest : mmhg;
    return this.#mmhg >= this.#limitMmhg;
  }

  reset(): void {
    this.#mmhg = 0;
  }
}

/**
 * A leak, by the air that a quiet hold costs: what was pumped in less what was let out and what the pressure shows for
 * it. Surgical tourniquets do the same (Zimmer A.T.S.: flow into the cuff, transients ignored, 9 s).
 */
export class LeakWatch {
  readonly #pressure: SensedPressure;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  readonly #small = new Overdraft(leakLimits.told.value, leakLimits.toldAfter.value);
  readonly #large = new Overdraft(leakLimits.released.value, leakLimits.releasedAfter.value);
  #lastMmhg = 0;
  #quietMs = 0;

  constructor(pressure: SensedPressure, actuation: Actuation, situation: Situation) {
    this.#pressure = pressure;
    this.#actuation = actuation;
    this.#situation = situation;
  }

  /** Every tick: `Reason.leak`, `Reason.leakLarge` or `Reason.none`. */
  judge(): Reason {
    const { reached, limbMoves, setpointMmhg, stepMs } = this.#situation;
    const { cuffMmhg } = this.#pressure;
    const gained = cuffMmhg - this.#lastMmhg;
    this.#lastMmhg = cuffMmhg;
    if (setpointMmhg === undefined || !reached || limbMoves) {
      if (this.#quietMs > 0) this.#restart();
      return Reason.none;
    }
    const stepS = stepMs / 1000;
    this.#quietMs += stepMs;
    const { pumpedMmhgPerS, bledMmhgPerS } = this.#actuation;
    const lost = (pumpedMmhgPerS - bledMmhgPerS) * stepS - gained;
    if (this.#large.add(lost, stepS)) return Reason.leakLarge;
    if (this.#quietMs < leakLimits.creeping.value) return Reason.none;
    return this.#small.add(lost, stepS) ? Reason.leak : Reason.none;
  }

  #restart(): void {
    this.#quietMs = 0;
    this.#small.reset();
    this.#large.reset();
  }
}
