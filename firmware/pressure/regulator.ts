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
 * (180/80 mmHg gives ±5) widens it, up to a limit that no pulse reaches and movement does.
 */
const ESCAPE_MMHG = 5;
const ESCAPE_ABOVE_PULSE_MMHG = 2.5;
const WIDEST_ESCAPE_MMHG = 10;
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
    const mmhg = this.#pressure.cuffMmhg;
    this.#mean.reset(mmhg);
    this.#movement.reset(mmhg);
    this.#startApproach();
  }

  /** Wanted rate of pressure change, mmHg/s, `dtS` after the last call. */
  rateFor(setpointMmhg: number, dtS: number): number {
    const mmhg = this.#pressure.cuffMmhg;
    const actuators = this.#actuators;
    this.#movement.update(mmhg, actuators.deliveredMmhgPerS, dtS);
    this.#identification.note(actuators.pumpedMmhgPerS * dtS, actuators.bledMmhgPerS * dtS);
    if (setpointMmhg !== this.#setpointMmhg) {
      this.#setpointMmhg = setpointMmhg;
      this.#startApproach();
    }
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

  #startApproach(): void {
    this.#mode = Mode.approach;
    this.#approach.begin();
    this.#identification.begin(this.#pressure.cuffMmhg);
  }

  #followApproach(error: number, dtS: number): number {
    this.#learn();
    const rate = this.#approach.rateFor(error, this.#pressure.slopeMmhgPerS, this.#actuators, dtS);
    if (rate !== 0) return rate;
    this.#mode = Mode.quiet;
    this.#mean.reset(this.#pressure.cuffMmhg);
    this.#quiet.begin();
    return 0;
  }

  #hold(error: number, dtS: number): number {
    const mean = this.#mean;
    const actuators = this.#actuators;
    mean.update(this.#pressure.cuffMmhg, actuators.deliveredMmhgPerS * dtS, dtS);
    const escapeMmhg = clamp(mean.pulseMmhg + ESCAPE_ABOVE_PULSE_MMHG, ESCAPE_MMHG, WIDEST_ESCAPE_MMHG);
    if (error <= escapeMmhg && error >= -escapeMmhg) return this.#quiet.rateFor(this.#setpointMmhg, actuators, dtS);
    this.#mode = Mode.moving;
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
    // From one onset to the next the limb has taken nothing and given nothing.
    if (movement.time(dtS)) {
      this.#learn();
      this.#identification.begin(this.#pressure.cuffMmhg);
    }
    this.#stillS = movement.strength > still * still ? 0 : this.#stillS + dtS;
    const isHeart = movement.quickBeats >= HEART_BEATS;
    this.#movingS += dtS;
    if (this.#stillS < STILL_S && !isHeart) return this.#moving.rateFor(this.#setpointMmhg, this.#actuators, dtS);
    if (isHeart || this.#movingS < SHORTEST_MOVEMENT_S) this.#mean.expectPulse(this.#mean.pulseMmhg + PULSE_STEP_MMHG);
    this.#startApproach();
    return this.#followApproach(error, dtS);
  }

  #learn(): void {
    const known = this.#identification;
    if (!known.ripe) return;
    known.learn(this.#pressure.cuffMmhg);
    this.#actuators.correct(known.pumpFactor, known.bleedFactor);
  }
}
