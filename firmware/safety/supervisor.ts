import { isFault, Reason } from "../shared/reasons";
import type { TickInput, TickOutput } from "../shared/tick";
import { deadManLimits, pressureLimits, releaseLimits, timeLimits } from "./limits";

/** What the supervisor has to know about the pressure. */
export interface SensedPressure {
  readonly latestMmhg: number;
  /** At the manifold, and estimated in the cuff. */
  readonly pressureMmhg: number;
  readonly cuffMmhg: number;
  /** A good sample has arrived since the start. */
  readonly known: boolean;
  /** `Reason.none`, or why the pressure cannot be believed. */
  readonly doubt: Reason;
}

const TRIP_MMHG = pressureLimits.trip.value;
const TRIP_DELAY_MS = pressureLimits.tripDelay.value;
const TRIP_AT_ONCE_MMHG = pressureLimits.tripAtOnce.value;
const DEFLATED_MMHG = releaseLimits.deflated.value;
const CAP_MS = timeLimits.freeHold.value;
const HEARTBEAT_MS = deadManLimits.heartbeat.value;
const CLEAR_AFTER_MS = deadManLimits.clearAfter.value;

/** What may never happen. Judges every tick before anything is decided, and has the last word on the outputs. */
export class Supervisor {
  readonly #pressure: SensedPressure;
  #overPressureMs = 0;
  #deflatedMs = 0;
  #fault: Reason;

  /**
   * Time since the inflation began, ms. Like the dead-man's, it ends only after a minute deflated with the valves open:
   * letting go for a moment gains no time.
   */
  inflatedMs = 0;

  /** @param initialFault a fault found before the first tick, or `Reason.none` */
  constructor(pressure: SensedPressure, initialFault: Reason) {
    this.#pressure = pressure;
    this.#fault = initialFault;
  }

  /**
   * `Reason.none`, or why the cuff must let go now. A fault is latched: only a restart clears it.
   * @param driven the outputs of the last tick kept the valves shut
   */
  judge(dtMs: number, driven: boolean, input: TickInput): Reason {
    const pressure = this.#pressure;
    // Flow through the hose sets the two apart: the higher one counts.
    const mmhg = pressure.cuffMmhg > pressure.pressureMmhg ? pressure.cuffMmhg : pressure.pressureMmhg;
    // Counts down as it counts up: a dip does not forgive what was above.
    if (mmhg > TRIP_MMHG) this.#overPressureMs += dtMs;
    else if (this.#overPressureMs > 0) this.#overPressureMs -= dtMs;
    if (driven || mmhg > DEFLATED_MMHG || pressure.doubt !== Reason.none) {
      this.inflatedMs += dtMs;
      this.#deflatedMs = 0;
    } else if (this.inflatedMs > 0) this.#deflate(dtMs);

    if (this.#fault === Reason.none) this.#fault = this.#findFault(pressure, input);
    if (this.#fault !== Reason.none) return this.#fault;
    if (input.buttonDown) return Reason.buttonPressed;
    return this.inflatedMs >= CAP_MS ? Reason.inflationTimeCap : Reason.none;
  }

  /** The last word: whatever was regulated, a stop leaves nothing driven, and a fault drops the rail too. */
  gate(stop: Reason, dtMs: number, output: TickOutput): void {
    // A clock that stands still, runs backwards or leaps proves nothing.
    const proven = dtMs > 0 && dtMs <= HEARTBEAT_MS && this.#pressure.known && this.#pressure.doubt === Reason.none;
    output.proven = proven;
    output.railAlive = proven && !isFault(stop);
    if (stop === Reason.none) return;
    output.pumpDuty = 0;
    output.bleedCoilDuty = 0;
    output.dumpCoilDuty = 0;
  }

  #deflate(dtMs: number): void {
    this.inflatedMs += dtMs;
    this.#deflatedMs += dtMs;
    if (this.#deflatedMs >= CLEAR_AFTER_MS) this.inflatedMs = 0;
  }

  #findFault(pressure: SensedPressure, input: TickInput): Reason {
    if (input.deadManTripped) return Reason.deadManTripped;
    const atOnce = pressure.latestMmhg >= TRIP_AT_ONCE_MMHG;
    if (atOnce || this.#overPressureMs >= TRIP_DELAY_MS) return Reason.overPressure;
    return Number.isNaN(pressure.pressureMmhg) || Number.isNaN(pressure.cuffMmhg)
      ? Reason.transducerInvalid
      : pressure.doubt;
  }
}
