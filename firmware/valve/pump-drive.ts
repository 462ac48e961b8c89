import type { PumpPart } from "../parts/pumps";
import { PulseModulator } from "./pulse-modulator";

/** Smallest share of the possible flow asked of a running pump: less is given as pulses of this. */
export const SMALLEST_PUMP_SHARE = 0.15;
/** Shortest run: a spin-up time, so that a start is worth its wear. */
const SHORTEST_RUN_S = 0.1;
/** How long a standing pump gets at least its starting duty. */
const KICK_MS = 100;

/** From a wanted share of the pump's flow to its PWM duty: inverts back-pressure and dead zone and starts it cleanly. */
export class PumpDrive {
  readonly #pump: PumpPart;
  readonly #pulses = new PulseModulator(SMALLEST_PUMP_SHARE, SHORTEST_RUN_S);
  #runningMs = 0;
  #speed = 0;

  /** Share of the possible flow that the pump is reckoned to deliver, spin-up and run-down included, 0..1. */
  deliveredShare = 0;

  constructor(pump: PumpPart) {
    this.#pump = pump;
  }

  /** Duty for the next `dtMs`, 0..1, for `share` of what the full pump could deliver against `mmhg`. */
  dutyFor(share: number, mmhg: number, dtMs: number): number {
    const { stallDuty, startDuty, stallMmhg } = this.#pump;
    // A pump at speed w stalls at w × stall pressure, so flow ∝ w − back-pressure.
    const back = mmhg > 0 ? mmhg / stallMmhg : 0;
    const flow = this.#pulses.next(share, dtMs / 1000);
    const speed = flow === 0 ? 0 : back + (1 - back) * flow;
    this.#follow(speed, back, dtMs / 1000);
    if (speed === 0) {
      this.#runningMs = 0;
      return 0;
    }
    const duty = stallDuty + (1 - stallDuty) * speed;
    const kick = this.#runningMs < KICK_MS && duty < startDuty;
    this.#runningMs += dtMs;
    return kick ? startDuty : duty;
  }

  #follow(target: number, back: number, dtS: number): void {
    const tauS = target > this.#speed ? this.#pump.spinUpS : this.#pump.spinDownS;
    this.#speed += ((target - this.#speed) * dtS) / (tauS + dtS);
    this.deliveredShare = this.#speed > back ? (this.#speed - back) / (1 - back) : 0;
  }
}
