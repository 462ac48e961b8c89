import { Reason } from "../shared/reasons";
import { TOO_LATE_MS } from "./catalogue/electric-entries";
import type { Situation } from "./situation";

/** No controller that works is away for so long; a wrapped clock looks as if no time had passed, ms. */
const LEAP_MS = 5000;
/** Ticks this far apart on average, over about this time, leave regulation and checks too slow to be relied on. */
const SLOW_MS = 60;
const MEMORY_S = 3;
/** A tick this early is on time, ms. */
const PUNCTUAL_MS = 15;

/** Time itself: late ticks, missed ticks, a clock that runs backwards or leaps. */
export class ClockWatch {
  readonly #situation: Situation;
  #meanMs = PUNCTUAL_MS;
  #started = false;

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  /** Every tick. */
  judge(): Reason {
    const { dtMs, stepMs } = this.#situation;
    if (!this.#started) {
      this.#started = true;
      return Reason.none;
    }
    if (dtMs < 0 || dtMs > LEAP_MS) return Reason.clockJumped;
    // In time, and on time lately: nothing to work out.
    if (stepMs <= PUNCTUAL_MS && this.#meanMs <= PUNCTUAL_MS) return Reason.none;
    const sinceS = stepMs / 1000;
    this.#meanMs += ((stepMs - this.#meanMs) * sinceS) / (MEMORY_S + sinceS);
    return stepMs > TOO_LATE_MS || this.#meanMs > SLOW_MS ? Reason.ticksLate : Reason.none;
  }
}
