import type { ValvePart } from "../parts/valves";

/** A normally-open solenoid: full current to pull it shut, then as much as holds it without cooking the coil. */
export class Solenoid {
  readonly #valve: ValvePart;
  #closedMs = 0;

  constructor(valve: ValvePart) {
    this.#valve = valve;
  }

  /** Coil duty for the next `dtMs`, 0..1. */
  coilDutyFor(closed: boolean, dtMs: number): number {
    if (!closed) {
      this.#closedMs = 0;
      return 0;
    }
    if (this.#closedMs >= this.#valve.pullInMs) return this.#valve.closedDuty;
    this.#closedMs += dtMs;
    return 1;
  }
}
