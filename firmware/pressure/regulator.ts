import type { ActuatorReach } from "./actuator-reach";
import { Approach } from "./approach";
import { BeatMean } from "./beat-mean";
import { Identification } from "./identification";
import { Movement } from "./movement";
import { MovingHold } from "./moving-hold";
import { QuietHold } from "./quiet-hold";
import { MOVES_MMHG_PER_S, Unrest, UnrestWatch } from "./unrest-watch";

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
  readonly #unrest = new UnrestWatch(this.#mean, this.#movement);
  readonly #identification = new Identification();
  #mode: Mode = Mode.approach;
  #setpointMmhg = 0;

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

  /** The limb moves under the cuff. */
  get limbMoves(): boolean {
    if (this.#mode !== Mode.approach || this.#setpointMmhg === 0) return this.#mode === Mode.moving;
    return this.#movement.strength > MOVES_MMHG_PER_S * MOVES_MMHG_PER_S;
  }

  /** The approach is over. */
  get hasArrived(): boolean {
    return this.#mode !== Mode.approach;
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
    if (!this.#unrest.hasBegun(error, this.#pressure.cuffMmhg))
      return this.#quiet.rateFor(this.#setpointMmhg, actuators, dtS);
    this.#mode = Mode.moving;
    this.#unrest.begin();
    this.#moving.begin();
    this.#identification.abandon();
    return this.#moving.rateFor(this.#setpointMmhg, actuators, dtS);
  }

  #move(error: number, dtS: number): number {
    // From one valley to the next the limb has taken nothing and given nothing.
    if (this.#movement.time(dtS)) {
      if (this.#identification.ripe) this.#learn(true);
      else this.#identification.begin(this.#pressure.cuffMmhg);
      // Learning is dear, and so is a forecast: what was wanted 20 ms ago will do.
      return this.#moving.rateMmhgPerS;
    }
    const unrest = this.#unrest.judge(dtS);
    if (unrest === Unrest.goesOn) return this.#moving.rateFor(this.#setpointMmhg, this.#actuators, dtS);
    this.#identification.abandon();
    if (unrest === Unrest.over) {
      this.#startApproach();
      return this.#followApproach(error, dtS);
    }
    // An approach would end on the peak of a beat: the mean over beats, which ran on, finds the way back.
    this.#mode = Mode.quiet;
    this.#quiet.begin();
    return 0;
  }

  #learn(limbMoves: boolean): void {
    const known = this.#identification;
    known.learn(this.#pressure.cuffMmhg, limbMoves);
    this.#actuators.correct(known.pumpFactor, known.bleedFactor);
  }
}
