import type { PumpPart } from "../parts/pumps";
import { clamp } from "../shared/numbers";
import { PulseModulator } from "./pulse-modulator";

/** Smallest share of the possible flow asked of a running pump: less is given as pulses of this. */
export const SMALLEST_PUMP_SHARE = 0.15;
/** Shortest run: a spin-up time, so that a start is worth its wear. */
const SHORTEST_RUN_MS = 100;
/** Below this share of full speed a pump counts as standing. */
const STANDING = 0.001;
/** How long a standing pump gets at least its starting duty. */
const KICK_MS = 100;

/** From a wanted share of the pump's flow to its PWM duty: inverts back-pressure and dead zone and starts it cleanly. */
export class PumpDrive {
  readonly #pump: PumpPart;
  readonly #pulses = new PulseModulator(SMALLEST_PUMP_SHARE, SHORTEST_RUN_MS);
  #runningMs = 0;
  #speed = 0;

  /** Share of the possible flow that the pump is reckoned to deliver, spin-up and run-down included, 0..1. */
  deliveredShare = 0;

  constructor(pump: PumpPart) {
    this.#pump = pump;
  }

  /** Duty for the next `dtMs`, 0..1, for `share` of what the full pump could deliver against `mmhg`. */
  dutyFor(share: number, mmhg: number, dtMs: number): number {
    if (share <= 0 && this.#speed === 0 && this.#pulses.resting) return 0;
    const flow = this.#pulses.next(share, this.deliveredShare, dtMs);
    const pump = this.#pump;
    // A pump at speed w stalls at w × stall pressure, so flow ∝ w − back-pressure.
    const back = clamp(mmhg / pump.stallMmhg, 0, 1);
    if (flow === 0) {
      this.#runningMs = 0;
      this.#follow(0, back, dtMs);
      return 0;
    }
    const speed = back + (1 - back) * flow;
    this.#follow(speed, back, dtMs);
    const duty = pump.stallDuty + (1 - pump.stallDuty) * speed;
    const kick = this.#runningMs < KICK_MS && duty < pump.startDuty;
    this.#runningMs += dtMs;
    return kick ? pump.startDuty : duty;
  }

  /** Stops at once, whatever run was begun. */
  release(dtMs: number): number {
    this.#runningMs = 0;
    this.#follow(0, 0, dtMs);
    return this.#pulses.rest();
  }

  #follow(target: number, back: number, dtMs: number): void {
    const pump = this.#pump;
    const tauMs = 1000 * (target > this.#speed ? pump.spinUpS : pump.spinDownS);
    const speed = this.#speed + ((target - this.#speed) * dtMs) / (tauMs + dtMs);
    this.#speed = speed > STANDING ? speed : 0;
    this.deliveredShare = speed > back ? (speed - back) / (1 - back) : 0;
  }
}
