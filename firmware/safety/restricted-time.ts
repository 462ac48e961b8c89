import { PERSON_SLOTS } from "../shared/order";
import { timeLimits } from "./limits";

/** The window is counted in buckets of this length, ms. */
export const BUCKET_MS = 30 * 60_000;
/** Full buckets that make up the window; the one that is being filled comes on top, so that it is never shorter. */
export const BUCKETS = timeLimits.restrictedWindow.value / BUCKET_MS;
const LIMBS = PERSON_SLOTS * 2;

/**
 * Time above 15 mmHg of every person slot and side within the last 12 h. The window moves on with powered time; what
 * was switched off counts only once the wall clock is known again.
 */
export class RestrictedTime {
  /** Milliseconds in each bucket, newest first: `BUCKETS + 1` for each limb. */
  readonly buckets = new Float64Array(LIMBS * (BUCKETS + 1));
  readonly #totalsMs = new Float64Array(LIMBS);
  #filledMs = 0;

  /** @param restrictedMs `buckets` of before the restart, or `undefined` for none */
  constructor(restrictedMs: ArrayLike<number> | undefined) {
    const { buckets } = this;
    for (let i = 0; i < buckets.length; i++) buckets[i] = restrictedMs?.[i] ?? 0;
    this.#addUp();
  }

  /** Adds `stepMs` to the limb's newest bucket. */
  note(personSlot: number, side: number, stepMs: number): void {
    const at = indexOf(personSlot, side);
    this.buckets[at] = (this.buckets[at] ?? 0) + stepMs;
    const limb = limbOf(personSlot, side);
    this.#totalsMs[limb] = (this.#totalsMs[limb] ?? 0) + stepMs;
  }

  /** Restricted time of the limb within the window, ms. */
  totalMs(personSlot: number, side: number): number {
    return this.#totalsMs[limbOf(personSlot, side)] ?? 0;
  }

  /** True once the limb has had all that it may have. */
  isUsedUp(personSlot: number, side: number): boolean {
    return this.totalMs(personSlot, side) >= timeLimits.restricted.value;
  }

  /** Time passes, powered or, once the clock is set, known. */
  advance(ms: number): void {
    this.#filledMs += ms;
    if (this.#filledMs < BUCKET_MS) return;
    const turns = Math.floor(this.#filledMs / BUCKET_MS);
    const isAll = turns > BUCKETS;
    this.#filledMs = isAll ? 0 : this.#filledMs - turns * BUCKET_MS;
    this.#turn(isAll ? BUCKETS + 1 : turns);
  }

  /** So many half hours are over. */
  #turn(turns: number): void {
    const { buckets } = this;
    for (let limb = 0; limb < LIMBS; limb++) {
      const at = limb * (BUCKETS + 1);
      buckets.copyWithin(at + turns, at, at + BUCKETS + 1 - turns);
      buckets.fill(0, at, at + turns);
    }
    this.#addUp();
  }

  #addUp(): void {
    for (let limb = 0; limb < LIMBS; limb++) {
      let sum = 0;
      for (let i = 0; i <= BUCKETS; i++) sum += this.buckets[limb * (BUCKETS + 1) + i] ?? 0;
      this.#totalsMs[limb] = sum;
    }
  }
}

function indexOf(personSlot: number, side: number): number {
  return limbOf(personSlot, side) * (BUCKETS + 1);
}

function limbOf(personSlot: number, side: number): number {
  return personSlot * 2 + side;
}
