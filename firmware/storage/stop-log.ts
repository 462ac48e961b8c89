import { clamp } from "../shared/numbers";
import { type Phase, phaseNames } from "../shared/phase";
import { reasonTexts } from "../shared/reason-texts";
import { Reason } from "../shared/reasons";

/** How many are kept. */
export const MOST_STOPS = 32;
export const STOP_BYTES = 8;
export const STOPS_BYTES = MOST_STOPS * STOP_BYTES;

/** Tenths of mmHg; the lowest number there is stands for "no pressure could be believed". */
const UNKNOWN_TENTHS = -32768;
const LOWEST_TENTHS = -1000;
const HIGHEST_TENTHS = 5000;

/** The last stops, refusals and faults, oldest first. Columns, so that adding one allocates nothing. */
export class StopLog {
  readonly reasons = new Uint8Array(MOST_STOPS);
  readonly phases = new Uint8Array(MOST_STOPS);
  /** Time with power since the cuff was built, whole minutes. */
  readonly poweredMinutes = new Uint32Array(MOST_STOPS);
  readonly pressureTenths = new Int16Array(MOST_STOPS).fill(UNKNOWN_TENTHS);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Adds one; when the log is full the oldest goes. @param pressureMmhg undefined while none can be believed */
  add(reason: Reason, phase: Phase, poweredMinutes: number, pressureMmhg: number | undefined): void {
    if (this.length === MOST_STOPS) this.#dropOldest();
    const i = this.length++;
    this.reasons[i] = reason;
    this.phases[i] = phase;
    this.poweredMinutes[i] = poweredMinutes;
    this.pressureTenths[i] = pressureMmhg === undefined ? UNKNOWN_TENTHS : tenthsOf(pressureMmhg);
  }

  /** Pressure at an entry, mmHg; undefined where none could be believed. */
  pressureMmhg(i: number): number | undefined {
    const tenths = this.pressureTenths[i] ?? UNKNOWN_TENTHS;
    return tenths === UNKNOWN_TENTHS ? undefined : tenths / 10;
  }

  #dropOldest(): void {
    this.reasons.copyWithin(0, 1);
    this.phases.copyWithin(0, 1);
    this.poweredMinutes.copyWithin(0, 1);
    this.pressureTenths.copyWithin(0, 1);
    this.length--;
  }
}

/** Every entry has a reason and a phase that this firmware knows, and a pressure that a transducer can see. */
export function isPlausibleStopLog(log: StopLog): boolean {
  if (!(log.length >= 0 && log.length <= MOST_STOPS)) return false;
  for (let i = 0; i < log.length; i++) {
    const reason = log.reasons[i] ?? Reason.none;
    const tenths = log.pressureTenths[i] ?? UNKNOWN_TENTHS;
    if (reason === Reason.none || !(reason in reasonTexts) || !((log.phases[i] ?? -1) in phaseNames)) return false;
    if (tenths !== UNKNOWN_TENTHS && (tenths < LOWEST_TENTHS || tenths > HIGHEST_TENTHS)) return false;
  }
  return true;
}

function tenthsOf(mmhg: number): number {
  return Math.floor(clamp(mmhg * 10, LOWEST_TENTHS, HIGHEST_TENTHS) + 0.5);
}
