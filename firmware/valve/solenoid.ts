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
    const duty = this.#closedMs < this.#valve.pullInMs ? 1 : this.#valve.closedDuty;
    this.#closedMs += dtMs;
    return duty;
  }
}
