import type { DeadMan } from "../../firmware/safety/dead-man";
import { deadManLimits, timeLimits } from "../../firmware/safety/limits";
import type { Limb } from "../../firmware/shared/limb";

/** What the dead-man can see of the world: the levels on the gates themselves. */
export interface Gates {
  pumpDuty: number;
  bleedCoilDuty: number;
  dumpCoilDuty: number;
}

const heartbeatMs = deadManLimits.heartbeat.value;
const clearAfterMs = deadManLimits.clearAfter.value;
const absoluteMs = { arm: timeLimits.absoluteArm.value, leg: timeLimits.absoluteLeg.value };

/**
 * The hard-timeout watchdog as hardware: it counts its own milliseconds, watches the gates, and once tripped pulls
 * all of them low whatever anyone writes. It does what `firmware/safety/dead-man-core.c` does on the chip, counter for
 * counter: times are 32-bit and wrap, and only differences count. `test/native` drives both with the same vectors.
 */
export class SimulatedDeadMan implements DeadMan {
  readonly #gates: Gates;
  #limb: Limb = "arm";
  #nowMs: number;
  #fedMs: number;
  #inflatedMs: number;
  #busyMs: number;
  #timing = false;
  #energised = false;
  #tripped = false;
  #testForgiven = false;

  /** @param startMs what its clock shows at boot: only tests near the wrap care */
  constructor(gates: Gates, startMs = 0) {
    this.#gates = gates;
    this.#nowMs = startMs >>> 0;
    this.#fedMs = this.#nowMs;
    this.#inflatedMs = this.#nowMs;
    this.#busyMs = this.#nowMs;
  }

  get tripped(): boolean {
    return this.#tripped;
  }

  feed(): void {
    if (!this.#tripped) this.#fedMs = this.#nowMs;
  }

  latchLimb(limb: Limb): void {
    if (!this.#timing) this.#limb = limb;
  }

  clearTestTrip(): boolean {
    if (!this.#tripped || this.#energised || this.#testForgiven) return false;
    this.#testForgiven = true;
    this.#fedMs = this.#nowMs;
    this.#tripped = false;
    return true;
  }

  /** One step of its own clock, whole milliseconds, after the gates were written. */
  step(dtMs: number): void {
    const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = this.#gates;
    const lastMs = this.#nowMs;
    const any = pumpDuty > 0 || bleedCoilDuty > 0 || dumpCoilDuty > 0;
    this.#nowMs = (lastMs + dtMs) >>> 0;
    if (any) this.#energised = true;
    if (!this.#tripped) {
      const tooLong = this.#inflatedTooLong(lastMs, pumpDuty > 0, any);
      if (tooLong || this.#since(this.#fedMs) > heartbeatMs) this.#tripped = true;
    }
    if (this.#tripped) this.#pullGatesLow();
  }

  #inflatedTooLong(lastMs: number, pump: boolean, any: boolean): boolean {
    if (pump && !this.#timing) {
      this.#inflatedMs = lastMs;
      this.#timing = true;
    }
    if (!this.#timing) return false;
    if (any) this.#busyMs = this.#nowMs;
    if (this.#since(this.#busyMs) >= clearAfterMs) {
      this.#timing = false;
      return false;
    }
    return this.#since(this.#inflatedMs) >= absoluteMs[this.#limb];
  }

  #since(thenMs: number): number {
    return (this.#nowMs - thenMs) >>> 0;
  }

  #pullGatesLow(): void {
    this.#gates.pumpDuty = 0;
    this.#gates.bleedCoilDuty = 0;
    this.#gates.dumpCoilDuty = 0;
  }
}
