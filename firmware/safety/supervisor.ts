import { isFault, Reason } from "../shared/reasons";
import { Persistence } from "../shared/persistence";
import type { TickInput, TickOutput } from "../shared/tick";
import { deadManLimits, pressureLimits, releaseLimits, timeLimits } from "./limits";

/** What the supervisor has to know about the pressure. */
export interface SensedPressure {
  readonly latestMmhg: number;
  readonly pressureMmhg: number;
  /** `Reason.none`, or why the pressure cannot be believed. */
  readonly doubt: Reason;
}

const TRIP_MMHG = pressureLimits.trip.value;
const TRIP_DELAY_MS = pressureLimits.tripDelay.value;
const TRIP_AT_ONCE_MMHG = pressureLimits.tripAtOnce.value;
const DEFLATED_MMHG = releaseLimits.deflated.value;
const CAP_MS = timeLimits.freeHold.value;
const HEARTBEAT_MS = deadManLimits.heartbeat.value;

/** What may never happen. Judges every tick before anything is decided, and has the last word on the outputs. */
export class Supervisor {
  readonly #overPressure = new Persistence();
  #fault: Reason;

  /** Time above the deflated threshold, or driven toward it, since the cuff was last below it with the valves open, ms. */
  inflatedMs = 0;

  /** @param initialFault a fault found before the first tick, or `Reason.none` */
  constructor(initialFault: Reason) {
    this.#fault = initialFault;
  }

  /** The latched fault, or `Reason.none`. Only a restart clears it. */
  get fault(): Reason {
    return this.#fault;
  }

  /**
   * `Reason.none`, or why the cuff must let go now.
   * @param driven the outputs of the last tick kept the valves shut
   */
  judge(dtMs: number, pressure: SensedPressure, driven: boolean, input: TickInput): Reason {
    this.#timeInflation(dtMs, pressure, driven);
    if (this.#fault === Reason.none) this.#fault = this.#findFault(dtMs, pressure, input);
    if (this.#fault !== Reason.none) return this.#fault;
    if (input.buttonDown) return Reason.buttonPressed;
    return this.inflatedMs >= CAP_MS ? Reason.inflationTimeCap : Reason.none;
  }

  /** The last word: whatever was regulated, a stop leaves nothing driven, and a fault drops the rail too. */
  gate(stop: Reason, dtMs: number, doubt: Reason, output: TickOutput): void {
    const faulted = isFault(stop);
    if (stop !== Reason.none) {
      output.pumpDuty = 0;
      output.bleedCoilDuty = 0;
      output.dumpCoilDuty = 0;
    }
    // A clock that stands still, runs backwards or leaps proves nothing.
    output.proven = doubt === Reason.none && dtMs > 0 && dtMs <= HEARTBEAT_MS;
    output.railAlive = output.proven && !faulted;
  }

  #timeInflation(dtMs: number, pressure: SensedPressure, driven: boolean): void {
    const deflated = pressure.doubt === Reason.none && pressure.pressureMmhg <= DEFLATED_MMHG;
    if (driven || !deflated) this.inflatedMs += dtMs;
    else this.inflatedMs = 0;
  }

  #findFault(dtMs: number, pressure: SensedPressure, input: TickInput): Reason {
    if (input.deadManTripped) return Reason.deadManTripped;
    const above = this.#overPressure.outlasts(pressure.pressureMmhg > TRIP_MMHG, dtMs, TRIP_DELAY_MS);
    if (above || pressure.latestMmhg >= TRIP_AT_ONCE_MMHG) return Reason.overPressure;
    return pressure.doubt;
  }
}
