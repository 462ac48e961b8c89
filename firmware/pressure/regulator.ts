import { clamp } from "../shared/numbers";
import type { ActuatorReach } from "./actuator-reach";
import { Approach } from "./approach";
import { BeatMean } from "./beat-mean";
import { Identification } from "./identification";
import { Movement } from "./movement";
import { MovingHold } from "./moving-hold";
import { QuietHold } from "./quiet-hold";

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
const MOVES_MMHG_PER_S = 14;
/** … for this long, s: longer than the turn of a repetition, short enough to be back 1 s after the last. */
const STILL_S = 0.35;
/** A rhythm that was too quick for a limb this often is the heart's; what ended sooner than this was one heartbeat, s. */
const HEART_BEATS = 2;
const SHORTEST_MOVEMENT_S = 1;
/** Either means that the pulse is larger than expected: from then on this much more is expected, mmHg. */
const PULSE_STEP_MMHG = 2;
/** Amplitude of a rhythm over its interval and fastest rate: 1/2π, and the third that the observer rounds off. */
const PULSE_PER_RATE = 0.21;

/** What the regulator does at present. */
const Mode = Object.freeze({ approach: 0, quiet: 1, moving: 2 } as const);
type Mode = (typeof Mode)[keyof typeof Mode];

/** The pressure to regulate, mmHg, and its slope. */
export interface PressureSignal {
  readonly cuffMmhg: number;
  readonly slopeMmhgPerS: number;
}

/** From a set-point and a pressure to the rate of pressure change that is wanted. */
export class Regulator {
  readonly #pressure: PressureSignal;
  readonly #actuators: ActuatorReach;
  readonly #approach = new Approach();
  readonly #mean = new BeatMean();
  readonly #quiet = new QuietHold(this.#mean);
  readonly #movement = new Movement();
  readonly #moving = new MovingHold(this.#movement);
  readonly #identification = new Identification();
  #mode: Mode = Mode.approach;
  #setpointMmhg = 0;
  #stillS = 0;
  #movingS = 0;

  constructor(pressure: PressureSignal, actuators: ActuatorReach) {
    this.#pressure = pressure;
    this.#actuators = actuators;
  }

  /** Identified over preset cuff volume; 1 until something is known. Kept from one hold to the next. */
  get volumeFactor(): number {
    return this.#identification.volumeFactor;
  }

  /** How fast the pressure moves by itself in a quiet hold (creep, warming, leak), mmHg/s; 0 at other times. */
  get driftMmhgPerS(): number {
    return this.#mode === Mode.quiet ? this.#mean.driftMmhgPerS : 0;
  }

  /** Starts afresh: the next call takes over from a standstill. */
  restart(): void {
    this.#setpointMmhg = 0;
    this.#mode = Mode.approach;
  }

  /** Wanted rate of pressure change, mmHg/s, `dtS` after the last call. */
  rateFor(setpointMmhg: number, dtS: number): number {
    const mmhg = this.#pressure.cuffMmhg;
    const actuators = this.#actuators;
    if (setpointMmhg !== this.#setpointMmhg) this.#aimAt(setpointMmhg);
    if (this.#mode !== Mode.approach) this.#mean.update(mmhg, actuators.deliveredMmhgPerS * dtS, dtS);
    this.#movement.update(mmhg, actuators.deliveredMmhgPerS, dtS);
    this.#identification.note(actuators.pumpedMmhgPerS * dtS, actuators.bledMmhgPerS * dtS);
    const error = setpointMmhg - mmhg;
    const mode = this.#mode;
    switch (mode) {
      case Mode.approach:
        return this.#followApproach(error, dtS);
      case Mode.quiet:
        return this.#hold(error, dtS);
      case Mode.moving:
        return this.#move(error, dtS);
      default:
        return mode satisfies never;
    }
  }

  #aimAt(setpointMmhg: number): void {
    const mmhg = this.#pressure.cuffMmhg;
    if (this.#setpointMmhg === 0) this.#movement.reset(mmhg);
    // Under a moving limb nobody can tell what the pump did.
    if (this.#mode === Mode.moving) this.#identification.abandon();
    else this.#identification.begin(mmhg);
    this.#setpointMmhg = setpointMmhg;
    this.#startApproach();
  }

  #startApproach(): void {
    this.#mode = Mode.approach;
    this.#approach.begin();
  }

  #startQuiet(): void {
    this.#mode = Mode.quiet;
    this.#mean.reset(this.#pressure.cuffMmhg);
    this.#mean.measuresPulse = true;
    this.#quiet.begin();
  }

  #followApproach(error: number, dtS: number): number {
    if (this.#identification.ripe) this.#learn(false);
    const rate = this.#approach.rateFor(error, this.#pressure.slopeMmhgPerS, this.#actuators, dtS);
    if (rate !== 0) return rate;
    this.#identification.abandon();
    this.#startQuiet();
    return 0;
  }

  #hold(error: number, dtS: number): number {
    const actuators = this.#actuators;
    const mean = this.#mean;
    const above = mean.pulseMmhg + ESCAPE_ABOVE_PULSE_MMHG;
    const escapeMmhg = above > ESCAPE_MMHG ? above : ESCAPE_MMHG;
    // In a rhythm too quick to follow it is the mean that has to be led back, and the rhythm that may not grow.
    const away = mean.pulseMmhg > LARGEST_PULSE_MMHG ? mean.mmhg - this.#pressure.cuffMmhg : error;
    if (away <= escapeMmhg && away >= -escapeMmhg) return this.#quiet.rateFor(this.#setpointMmhg, actuators, dtS);
    this.#mode = Mode.moving;
    this.#mean.measuresPulse = false;
    this.#stillS = 0;
    this.#movingS = 0;
    this.#movement.begin();
    this.#moving.begin();
    this.#identification.abandon();
    return this.#moving.rateFor(this.#setpointMmhg, actuators, dtS);
  }

  #move(error: number, dtS: number): number {
    const movement = this.#movement;
    const still = clamp(STILL_PER_PULSE_PER_S * this.#mean.pulseMmhg, STILL_MMHG_PER_S, MOVES_MMHG_PER_S);
    // From one valley to the next the limb has taken nothing and given nothing.
    if (movement.time(dtS)) {
      if (this.#identification.ripe) this.#learn(true);
      else this.#identification.begin(this.#pressure.cuffMmhg);
      // Learning is dear, and so is a forecast: what was wanted 20 ms ago will do.
      return this.#moving.rateMmhgPerS;
    }
    this.#stillS = movement.strength > still * still ? 0 : this.#stillS + dtS;
    const isHeart = movement.quickBeats >= HEART_BEATS;
    this.#movingS += dtS;
    if (this.#stillS < STILL_S && !isHeart) return this.#moving.rateFor(this.#setpointMmhg, this.#actuators, dtS);
    this.#identification.abandon();
    this.#mean.measuresPulse = true;
    if (isHeart) {
      // An approach would end on the peak of a beat: the mean over beats, which ran on, finds the way back.
      const amplitude = PULSE_PER_RATE * movement.intervalS * Math.sqrt(movement.strength);
      this.#expectPulse(amplitude, QUICKEST_SWING_MMHG);
      this.#mode = Mode.quiet;
      this.#quiet.begin();
      return 0;
    }
    if (this.#movingS < SHORTEST_MOVEMENT_S) this.#expectPulse(0, LARGEST_PULSE_MMHG);
    this.#startApproach();
    return this.#followApproach(error, dtS);
  }

  /** The pulse is larger than expected: `seenMmhg`, or a step more, but no larger than `largestMmhg`. */
  #expectPulse(seenMmhg: number, largestMmhg: number): void {
    const mean = this.#mean;
    const more = mean.pulseMmhg + PULSE_STEP_MMHG;
    const mmhg = seenMmhg > more ? seenMmhg : more;
    if (mean.pulseMmhg < largestMmhg) mean.pulseMmhg = mmhg < largestMmhg ? mmhg : largestMmhg;
  }

  #learn(limbMoves: boolean): void {
    const known = this.#identification;
    known.learn(this.#pressure.cuffMmhg, limbMoves);
    this.#actuators.correct(known.pumpFactor, known.bleedFactor);
  }
}
