/** How many samples may wait between two ticks: 160 ms at 100 Hz, 64 ms at 250 Hz. */
const CAPACITY = 16;

/**
 * Time-stamped transducer readings on their way to a tick. The driver pushes, the tick takes, and nothing is
 * allocated. When the ring is full the oldest reading goes: the newest pressure is the one that matters.
 */
export class SampleRing {
  readonly #atMs = new Float64Array(CAPACITY);
  readonly #counts = new Float64Array(CAPACITY);
  #oldest = 0;
  #length = 0;

  /** The reading that `take` delivered last. */
  atMs = 0;
  /** Counts of that reading; NaN where the part reported an error instead of a value. */
  counts = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a reading taken at `atMs`. Counts of NaN stand for "the part answered, but with an error". */
  push(atMs: number, counts: number): void {
    const end = (this.#oldest + this.#length) % CAPACITY;
    this.#atMs[end] = atMs;
    this.#counts[end] = counts;
    if (this.#length < CAPACITY) this.#length++;
    else this.#oldest = (this.#oldest + 1) % CAPACITY;
  }

  /** Moves the oldest waiting reading into `atMs` and `counts`; false when none waits. */
  take(): boolean {
    if (this.#length === 0) return false;
    this.atMs = this.#atMs[this.#oldest] ?? 0;
    this.counts = this.#counts[this.#oldest] ?? Number.NaN;
    this.#oldest = (this.#oldest + 1) % CAPACITY;
    this.#length--;
    return true;
  }
}
