import type { ValvePart } from "../parts/valves";
import { PulseModulator } from "./pulse-modulator";
import { Solenoid } from "./solenoid";

/** Extra current that presses a proportional valve shut against its hysteresis, as a share of full duty. */
const SEAL_DUTY = 0.1;

/** From a wanted opening of the normally-open bleed valve to the duty of its coil. */
export class BleedDrive {
  readonly #valve: ValvePart;
  readonly #pulses: PulseModulator;
  readonly #solenoid: Solenoid;

  /** Share of the possible flow that passes, 0..1. */
  deliveredShare = 0;

  /** Nothing is being let out, and nothing is owed. */
  get resting(): boolean {
    return this.#pulses.resting;
  }

  constructor(valve: ValvePart) {
    this.#valve = valve;
    this.#pulses = new PulseModulator(valve.minOpening, valve.minPulseMs);
    this.#solenoid = new Solenoid(valve);
  }

  /** Coil duty for the next `dtMs`, 0..1, for a mean opening of `opening` (0..1). */
  coilDutyFor(opening: number, dtMs: number): number {
    const valve = this.#valve;
    const open = opening > 0 || !this.#pulses.resting ? this.#pulses.next(opening, this.deliveredShare, dtMs) : 0;
    this.deliveredShare = open;
    if (valve.action === "onOff") return this.#solenoid.coilDutyFor(open === 0, dtMs);
    if (open === 0) return valve.closedDuty + SEAL_DUTY;
    return open >= 1 ? 0 : valve.closedDuty - open * (valve.closedDuty - valve.openDuty);
  }

  /** The coil is without current: the valve is open, and starts afresh when driven again. */
  release(): number {
    this.#pulses.rest();
    this.deliveredShare = 0;
    return this.#solenoid.coilDutyFor(false, 0);
  }
}
