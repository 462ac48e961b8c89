import { deadManLimits } from "../../firmware/safety/limits";

/** The monostable that powers pump and valves: every toggle holds it up a little longer, and only toggles do. */
export class ActuatorRail {
  #sinceToggleMs: number = deadManLimits.rail.value;

  /** Pump and valves have power. */
  get up(): boolean {
    return this.#sinceToggleMs < deadManLimits.rail.value;
  }

  toggle(): void {
    this.#sinceToggleMs = 0;
  }

  step(dtMs: number): void {
    this.#sinceToggleMs += dtMs;
  }
}
