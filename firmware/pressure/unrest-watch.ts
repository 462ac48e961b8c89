import { clamp } from "../shared/numbers";
import type { BeatMean } from "./beat-mean";
import type { Movement } from "./movement";

/**
 * Momentary errors beyond this end the quiet hold: more than a usual pulse and the dead band together. A larger pulse
 * (180/80 mmHg gives ±5) widens it, up to what no pulse reaches …
 */
const ESCAPE_MMHG = 5;
const ESCAPE_ABOVE_PULSE_MMHG = 2.5;
const LARGEST_PULSE_MMHG = 7.5;
/** … or up to this for a rhythm that is too quick to follow, whatever makes it: steps, pedals, a tremor, mmHg. */
const QUICKEST_SWING_MMHG = 17.5;
/**
 * A limb is still when nothing moves the pressure faster than its heartbeat does: 9 times the pulse a second (2π × 70
 * beats a minute, and the upstroke is steeper), but never less than the first of these nor more than the second, mmHg/s …
 */
const STILL_PER_PULSE_PER_S = 9;
const STILL_MMHG_PER_S = 8;
export const MOVES_MMHG_PER_S = 14;
/** … for this long, s: longer than the turn of a repetition, short enough to be back 1 s after the last. */
const STILL_S = 0.35;
/** A rhythm that was too quick for a limb this often is the heart's; what ended sooner than this was one heartbeat, s. */
const HEART_BEATS = 2;
const SHORTEST_MOVEMENT_S = 1;
/** Either means that the pulse is larger than expected: from then on this much more is expected, mmHg. */
const PULSE_STEP_MMHG = 2;
/** Amplitude of a rhythm over its interval and fastest rate: 1/2π, and the third that the observer rounds off. */
const PULSE_PER_RATE = 0.21;

/** What has become of an unrest: it goes on, it is over, or it never was a limb that could be followed. */
export const Unrest = Object.freeze({ goesOn: 0, over: 1, tooQuick: 2 } as const);
export type Unrest = (typeof Unrest)[keyof typeof Unrest];

/** Tells the limb's movement from the heartbeat: when the quiet hold has to end, and when it may begin again. */
export class UnrestWatch {
  readonly #mean: BeatMean;
  readonly #movement: Movement;
  #stillS = 0;
  #movingS = 0;

  constructor(mean: BeatMean, movement: Movement) {
    this.#mean = mean;
    this.#movement = movement;
  }

  /** The pressure has gone further from the set-point, by `errorMmhg`, than the heart can take it. */
  hasBegun(errorMmhg: number, cuffMmhg: number): boolean {
    const mean = this.#mean;
    const above = mean.pulseMmhg + ESCAPE_ABOVE_PULSE_MMHG;
    const escapeMmhg = above > ESCAPE_MMHG ? above : ESCAPE_MMHG;
    // In a rhythm too quick to follow it is the mean that has to be led back, and the rhythm that may not grow.
    const away = mean.pulseMmhg > LARGEST_PULSE_MMHG ? mean.mmhg - cuffMmhg : errorMmhg;
    return away > escapeMmhg || away < -escapeMmhg;
  }

  begin(): void {
    this.#mean.measuresPulse = false;
    this.#stillS = 0;
    this.#movingS = 0;
    this.#movement.begin();
  }

  /** Whether what began goes on, `dtS` after the last question. */
  judge(dtS: number): Unrest {
    const movement = this.#movement;
    const strength = movement.strength;
    const still = clamp(STILL_PER_PULSE_PER_S * this.#mean.pulseMmhg, STILL_MMHG_PER_S, MOVES_MMHG_PER_S);
    this.#stillS = strength > still * still ? 0 : this.#stillS + dtS;
    this.#movingS += dtS;
    const tooQuick = movement.quickBeats >= HEART_BEATS;
    if (this.#stillS < STILL_S && !tooQuick) return Unrest.goesOn;
    this.#mean.measuresPulse = true;
    if (tooQuick) this.#expectPulse(PULSE_PER_RATE * movement.intervalS * Math.sqrt(strength), QUICKEST_SWING_MMHG);
    else if (this.#movingS < SHORTEST_MOVEMENT_S) this.#expectPulse(0, LARGEST_PULSE_MMHG);
    return tooQuick ? Unrest.tooQuick : Unrest.over;
  }

  /** The pulse is larger than expected: `seenMmhg`, or a step more, but no larger than `largestMmhg`. */
  #expectPulse(seenMmhg: number, largestMmhg: number): void {
    const mean = this.#mean;
    const more = mean.pulseMmhg + PULSE_STEP_MMHG;
    const mmhg = seenMmhg > more ? seenMmhg : more;
    if (mean.pulseMmhg < largestMmhg) mean.pulseMmhg = mmhg < largestMmhg ? mmhg : largestMmhg;
  }
}
