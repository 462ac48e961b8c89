import type { DeadMan } from "../../firmware/safety/dead-man";
import { absoluteLimitMs, deadManLimits } from "../../firmware/safety/limits";
import type { Limb } from "../../firmware/shared/limb";

/** What the dead-man can see of the world: the levels on the gates themselves. */
export interface Gates {
  pumpDuty: number;
  bleedCoilDuty: number;
  dumpCoilDuty: number;
}

/**
 * The hard-timeout watchdog as hardware: it counts its own milliseconds, watches the gates, and once tripped pulls
 * all of them low whatever anyone writes.
 */
export class SimulatedDeadMan implements DeadMan {
  readonly #gates: Gates;
  #limb: Limb = "arm";
  #sinceFeedMs = 0;
  #inflatedMs = 0;
  #idleMs = 0;
  #timing = false;
  #tripped = false;

  constructor(gates: Gates) {
    this.#gates = gates;
  }

  get tripped(): boolean {
    return this.#tripped;
  }

  feed(): void {
    this.#sinceFeedMs = 0;
  }

  latchLimb(limb: Limb): void {
    if (!this.#timing) this.#limb = limb;
  }

  /** One step of its own clock, after the gates were written. */
  step(dtMs: number): void {
    this.#sinceFeedMs += dtMs;
    this.#timeInflation(dtMs);
    const late = this.#sinceFeedMs > deadManLimits.heartbeat.value;
    if (late || this.#inflatedMs >= absoluteLimitMs(this.#limb)) this.#tripped = true;
    if (this.#tripped) this.#pullGatesLow();
  }

  #timeInflation(dtMs: number): void {
    const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = this.#gates;
    if (pumpDuty > 0) this.#timing = true;
    if (!this.#timing) return;
    this.#inflatedMs += dtMs;
    this.#idleMs = pumpDuty === 0 && bleedCoilDuty === 0 && dumpCoilDuty === 0 ? this.#idleMs + dtMs : 0;
    if (this.#idleMs < deadManLimits.clearAfter.value) return;
    this.#timing = false;
    this.#inflatedMs = 0;
    this.#idleMs = 0;
  }

  #pullGatesLow(): void {
    this.#gates.pumpDuty = 0;
    this.#gates.bleedCoilDuty = 0;
    this.#gates.dumpCoilDuty = 0;
  }
}
