/** A stall of the machine is made up for, but no more than this of it, so that no second of the cuff is over in a blink. */
const MOST_BEHIND_MS = 200;

/** How far the cuff's time has to go on, so that it keeps pace with the clock on the wall. */
export class Pacer {
  readonly #speed: number;
  #atMs: number;
  /** Not yet a whole millisecond of the cuff. */
  #restMs = 0;

  constructor(speed: number, nowMs: number) {
    this.#speed = speed;
    this.#atMs = nowMs;
  }

  /** Whole milliseconds of the cuff that are due at `nowMs` of the clock. */
  due(nowMs: number): number {
    const passedMs = Math.min(MOST_BEHIND_MS, Math.max(0, nowMs - this.#atMs));
    this.#atMs = nowMs;
    this.#restMs += passedMs * this.#speed;
    const dueMs = Math.floor(this.#restMs);
    this.#restMs -= dueMs;
    return dueMs;
  }
}
