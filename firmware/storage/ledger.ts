import { startLimits, timeLimits } from "../safety/limits";
import { BUCKETS } from "../safety/restricted-time";
import { PERSON_SLOTS } from "../shared/order";

const SIDES = 2;
const LIMBS = PERSON_SLOTS * SIDES;
/** The whole half hours of the window, and the one that is being filled. */
export const STORED_BUCKETS = BUCKETS + 1;

const MS_PER_TENTH = 100;
/**
 * More cannot come together in one half hour, tenths of a second: at the last moment of what the rules allow an
 * inflation may begin that only the dead-man ends.
 */
const MOST_TENTHS = (timeLimits.restricted.value + timeLimits.absoluteLeg.value) / MS_PER_TENTH;
const MS_PER_MINUTE = 60_000;
/** Minutes from 1970 to 2100: a later clock is wrong. */
const LATEST_MINUTES = 68_374_080;
const MOST_POWERED_MINUTES = 0xffffffff;

/** Bytes that a stored ledger takes: see `ledger-codec.ts`. */
export const LEDGER_BYTES =
  LIMBS * (STORED_BUCKETS * 2 + 4) + startLimits.abnormalResets.value * 8 + PERSON_SLOTS * 2 + 4 + 4 + 1;
/** More sessions than anybody has; from there on the count stands still. */
const MOST_SESSIONS = 0xffff;

/** What the limbs have had and what the cuff has been through. The owner keeps one, changes it, and saves it. */
export class Ledger {
  /** Restricted time, tenths of a second, in the order of `RestrictedTime.buckets`. */
  readonly restrictedTenths = new Uint16Array(LIMBS * STORED_BUCKETS);
  /** Reperfusion still owed, ms: one for each `limbOf`. */
  readonly reperfusionOwedMs = new Uint32Array(LIMBS);
  /** Time with power at the last abnormal resets, whole ms; NaN where there were fewer. */
  readonly abnormalResetsMs = new Float64Array(startLimits.abnormalResets.value).fill(Number.NaN);
  /** Training sessions that the person in each slot has completed. */
  readonly sessions = new Uint16Array(PERSON_SLOTS);
  /** Time with power since the cuff was built, whole minutes. */
  poweredMinutes = 0;
  /** Minutes since 1970 when this was saved; undefined while nobody has set the clock. */
  wallClockMinutes: number | undefined = undefined;
  lockedOut = false;
  /** Somebody wants all that is kept about people to be gone; done at the next start. */
  eraseWanted = false;

  /**
   * Takes over `RestrictedTime.buckets`: rounded up, and at most what is plausible, since a ledger that is refused
   * would tell nothing at all.
   */
  setRestrictedMs(buckets: ArrayLike<number>): void {
    for (let i = 0; i < this.restrictedTenths.length; i++) {
      const tenths = Math.ceil((buckets[i] ?? 0) / MS_PER_TENTH);
      this.restrictedTenths[i] = tenths <= MOST_TENTHS ? tenths : MOST_TENTHS;
    }
  }

  /** Somebody has completed another session. Of a slot that does not exist nothing is kept. */
  noteSession(personSlot: number): void {
    const before = this.sessions[personSlot] ?? MOST_SESSIONS;
    if (before < MOST_SESSIONS) this.sessions[personSlot] = before + 1;
  }

  /** Restricted time as `RestrictedTime` takes it, ms. */
  copyRestrictedMs(into: Float64Array): void {
    for (let i = 0; i < this.restrictedTenths.length; i++) into[i] = (this.restrictedTenths[i] ?? 0) * MS_PER_TENTH;
  }
}

/** Index of a limb. @param side 0 left, 1 right */
export function limbOf(personSlot: number, side: number): number {
  return personSlot * SIDES + side;
}

/** No half hour holds more than can come together, no more is owed than the rules ask, no reset lies ahead. */
export function isPlausibleLedger(ledger: Ledger): boolean {
  const { restrictedTenths, reperfusionOwedMs, abnormalResetsMs, poweredMinutes, wallClockMinutes } = ledger;
  const nowMs = (poweredMinutes + 1) * MS_PER_MINUTE;
  if (!isWhole(poweredMinutes, MOST_POWERED_MINUTES)) return false;
  if (wallClockMinutes !== undefined && !isWhole(wallClockMinutes, LATEST_MINUTES)) return false;
  for (let i = 0; i < restrictedTenths.length; i++) if ((restrictedTenths[i] ?? 0) > MOST_TENTHS) return false;
  for (let i = 0; i < LIMBS; i++) if ((reperfusionOwedMs[i] ?? 0) > timeLimits.reperfusionLong.value) return false;
  for (let i = 0; i < abnormalResetsMs.length; i++) {
    const resetMs = abnormalResetsMs[i] ?? 0;
    if (!Number.isNaN(resetMs) && !isWhole(resetMs, nowMs)) return false;
  }
  return true;
}

function isWhole(value: number, highest: number): boolean {
  return value >= 0 && value <= highest && Math.floor(value) === value;
}
