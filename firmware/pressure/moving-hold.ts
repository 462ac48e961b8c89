import { clamp } from "../shared/numbers";
import type { ActuatorReach } from "./actuator-reach";
import { Forecast } from "./forecast";
import type { Movement } from "./movement";

/**
 * Where the pressure may swing, as shares of the set-point: inside the ±10 % by which devices are judged (Swain 2025),
 * with the lower edge inside the ±5 % of a rest, so that hardly anything is left to do when a set ends. A pump or a
 * valve that cannot give back what such edges cost gets wider ones.
 */
const NARROW_LOW = 0.045;
const NARROW_HIGH = 0.065;
const WIDE = 0.093;
/** No edge is nearer than this: the heartbeat must not reach it, mmHg. */
const NEAREST_MMHG = 5;
/** Peaks stay below this share above the set-point even where that costs the valleys: 96 % LOP for one of 80 %. */
const CEILING = 0.2;
/** Share counted on of what pump and valve could do in half a repetition; the rest is their lag and delay. */
const COUNTED_ON = 0.9;
/** Nothing is done before the slowest cure takes this share of what pump or valve can do: it may not come to that … */
const START_SHARE = 0.5;
/** … and once it is done, until the forecast is this far inside the edge, mmHg, and the cure next to nothing. */
const HYSTERESIS_MMHG = 2;
const STOP_SHARE = 0.1;
/** Edges as wide as this, 0..1, mean that pump or valve are too weak for this movement … */
const SHORT = 0.5;
/** … and a limb that moves the pressure faster than this goes one way for certain, mmHg/s. */
const CLEAR_MMHG_PER_S = 3;
/** What is outside the edges and still will be in the first time comes back within the second, s. */
const SOON_S = 0.15;
const BACK_S = 0.3;
/** A jolt is followed this far inside the edge, as a share of it. */
const JOLT_SHARE = 0.5;
/** The pressure known is this old, s: conversion, filter and half a sample. */
const AGE_S = 0.025;
/** The swing is averaged over about this long, s: some repetitions. */
const SWING_MEMORY_S = 3;

/** Lets a moving limb swing the pressure between two edges, and takes or gives only what would pass them. */
export class MovingHold {
  readonly #movement: Movement;
  readonly #forecast = new Forecast();
  /** What was last wanted, mmHg/s. */
  rateMmhgPerS = 0;
  #swingMmhg = 0;

  constructor(movement: Movement) {
    this.#movement = movement;
  }

  begin(): void {
    this.rateMmhgPerS = 0;
    this.#swingMmhg = 0;
  }

  /** Wanted rate of pressure change, mmHg/s. */
  rateFor(setpointMmhg: number, actuators: ActuatorReach, dtS: number): number {
    const movement = this.#movement;
    const { upMmhgPerS: up, downMmhgPerS: down } = actuators;
    const halfPeriodS = movement.periodS / 2;
    const swing = (Math.sqrt(movement.strength) * movement.periodS) / Math.PI;
    this.#swingMmhg += ((swing - this.#swingMmhg) * dtS) / (SWING_MEMORY_S + dtS);
    const canTake = COUNTED_ON * halfPeriodS * down;
    const canGive = COUNTED_ON * halfPeriodS * up;
    const left = this.#swingMmhg - (canGive < canTake ? canGive : canTake);
    const narrow = NARROW_LOW + NARROW_HIGH;
    const wideness = clamp((left / setpointMmhg - narrow) / (2 * WIDE - narrow), 0, 1);
    const above = setpointMmhg * (NARROW_HIGH + wideness * (WIDE - NARROW_HIGH));
    const below = setpointMmhg * (NARROW_LOW + wideness * (WIDE - NARROW_LOW));
    const high = setpointMmhg + (above > NEAREST_MMHG ? above : NEAREST_MMHG);
    const low = setpointMmhg - (below > NEAREST_MMHG ? below : NEAREST_MMHG);
    const lowest = setpointMmhg * (1 + CEILING) + canTake - this.#swingMmhg;
    this.rateMmhgPerS = this.#between(setpointMmhg, low < lowest ? low : lowest, high, wideness, actuators);
    return this.rateMmhgPerS;
  }

  #between(setpointMmhg: number, low: number, high: number, wideness: number, actuators: ActuatorReach): number {
    const movement = this.#movement;
    const forecast = this.#forecast;
    const { upMmhgPerS: up, downMmhgPerS: down } = actuators;
    const moving = movement.rateMmhgPerS + actuators.deliveredMmhgPerS;
    const nowMmhg = movement.pressureMmhg + AGE_S * moving + actuators.coastMmhg;
    // Where even everything is not enough, the weaker of the two works for as long as the limb is against it.
    const isShort = wideness > SHORT;
    if (isShort && up < down && movement.rateMmhgPerS < -CLEAR_MMHG_PER_S && nowMmhg < high) return up;
    if (isShort && up > down && movement.rateMmhgPerS > CLEAR_MMHG_PER_S && nowMmhg > low) return -down;

    const was = this.rateMmhgPerS;
    const inside = movement.isRhythm ? HYSTERESIS_MMHG * (1 - wideness) : JOLT_SHARE * (high - setpointMmhg);
    const least = was > 0 ? low + inside : low;
    const most = was < 0 ? high - inside : high;
    forecast.look(movement, nowMmhg, least, most);
    // What is outside already, and not on its way back, does not wait for the limb. After a jolt nothing swings back:
    // until a rhythm has been seen, only the side that the pressure is on counts.
    const soonMmhg = movement.isRhythm ? nowMmhg + SOON_S * movement.rateMmhgPerS : nowMmhg;
    const isAbove = nowMmhg > setpointMmhg;
    const riseNow = nowMmhg < least && soonMmhg < least ? (least - soonMmhg) / BACK_S : 0;
    const fallNow = nowMmhg > most && soonMmhg > most ? (soonMmhg - most) / BACK_S : 0;
    const rise = movement.isRhythm || !isAbove ? larger(forecast.riseMmhgPerS, riseNow) : 0;
    const fall = movement.isRhythm || isAbove ? larger(forecast.fallMmhgPerS, fallNow) : 0;
    // What a weak pump has to bring back is not let out on a guess, nor the other way about.
    const patience = wideness * (1 - START_SHARE);
    const startFall = START_SHARE + (up < down ? patience * (1 - up / down) : 0);
    const startRise = START_SHARE + (down < up ? patience * (1 - down / up) : 0);
    if (rise > (was > 0 ? STOP_SHARE : startRise) * up) return rise < up ? rise : up;
    if (fall > (was < 0 ? STOP_SHARE : startFall) * down) return fall < down ? -fall : -down;
    return 0;
  }
}

function larger(a: number, b: number): number {
  return a > b ? a : b;
}
