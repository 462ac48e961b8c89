/** A repetition moves at least this share of the set's median volume: the definition; less is a twitch. */
const LEAST_SHARE = 0.4;
/** Swings that can still be judged anew: a long set. Earlier ones keep their verdict. */
const REMEMBERED = 32;

/**
 * The swings of one set, and which of them are repetitions. That shows only in the course of the set, so all that are
 * remembered are judged again with each new one: `count` may take back a twitch that came before the first repetition.
 */
export class Swings {
  readonly #swingsMl = new Float64Array(REMEMBERED);
  /** The same, ascending: kept so with every swing, since sorting them anew would make one tick long. */
  readonly #sortedMl = new Float64Array(REMEMBERED);
  #remembered = 0;
  #forgotten = 0;
  #newest = REMEMBERED - 1;
  #isCounted = false;

  /** How many of them are repetitions, and how many there were in all. */
  count = 0;
  seen = 0;
  /** Median volume of the repetitions, ml; 0 before the first. */
  medianMl = 0;

  /** Forgets all of them. */
  clear(): void {
    this.#remembered = 0;
    this.#forgotten = 0;
    this.#newest = REMEMBERED - 1;
    this.count = 0;
    this.seen = 0;
    this.medianMl = 0;
  }

  /** There is a new swing, of `volumeMl` so far. */
  begin(volumeMl: number): void {
    this.seen++;
    this.#isCounted = false;
    this.#newest = this.#newest + 1 < REMEMBERED ? this.#newest + 1 : 0;
    if (this.#remembered === REMEMBERED) this.#forget(this.#swingsMl[this.#newest] ?? 0);
    this.#swingsMl[this.#newest] = 0;
    this.#insert();
    this.grow(volumeMl);
  }

  #forget(volumeMl: number): void {
    if (volumeMl >= LEAST_SHARE * this.medianMl) this.#forgotten++;
    const sorted = this.#sortedMl;
    const last = this.#remembered - 1;
    for (let at = firstFrom(sorted, this.#remembered, volumeMl); at < last; at++) sorted[at] = sorted[at + 1] ?? 0;
    this.#remembered = last;
  }

  /** One of no volume yet. */
  #insert(): void {
    const sorted = this.#sortedMl;
    for (let at = this.#remembered; at > 0; at--) sorted[at] = sorted[at - 1] ?? 0;
    sorted[0] = 0;
    this.#remembered++;
  }

  /** The newest has grown to `volumeMl`. */
  grow(volumeMl: number): void {
    const sorted = this.#sortedMl;
    let at = firstFrom(sorted, this.#remembered, this.#swingsMl[this.#newest] ?? 0);
    for (; at + 1 < this.#remembered && (sorted[at + 1] ?? 0) < volumeMl; at++) sorted[at] = sorted[at + 1] ?? 0;
    for (; at > 0 && (sorted[at - 1] ?? 0) > volumeMl; at--) sorted[at] = sorted[at - 1] ?? 0;
    sorted[at] = volumeMl;
    this.#swingsMl[this.#newest] = volumeMl;
    if (this.#isCounted || volumeMl < LEAST_SHARE * this.medianMl) return;
    this.#isCounted = true;
    this.judge();
  }

  /** Counts anew: those that are large enough beside the median of those that are. Call when the newest is complete. */
  judge(): void {
    const sorted = this.#sortedMl;
    const all = this.#remembered;
    // Twitches are left out of the median, which rises by that: once more, and hardly one is left in it.
    const roughly = sorted[Math.floor(all / 2)] ?? 0;
    const nearly = upperMedian(sorted, firstFrom(sorted, all, LEAST_SHARE * roughly), all);
    this.medianMl = upperMedian(sorted, firstFrom(sorted, all, LEAST_SHARE * nearly), all);
    this.count = this.#forgotten + all - firstFrom(sorted, all, LEAST_SHARE * this.medianMl);
  }
}

/** Index of the first of `end` ascending values that reaches `least`. */
function firstFrom(sorted: Float64Array, end: number, least: number): number {
  let first = 0;
  let behind = end;
  while (first < behind) {
    const middle = (first + behind) >> 1;
    if ((sorted[middle] ?? 0) < least) first = middle + 1;
    else behind = middle;
  }
  return first;
}

/** Median of ascending values from `first` to before `end`, of two the larger. */
function upperMedian(sorted: Float64Array, first: number, end: number): number {
  return sorted[Math.floor((first + end) / 2)] ?? 0;
}
