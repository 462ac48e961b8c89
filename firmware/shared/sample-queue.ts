/** How many samples may wait between two ticks: 160 ms at 100 Hz, 64 ms at 250 Hz. */
const CAPACITY = 16;

/**
 * Time-stamped transducer readings on their way to a tick, oldest first. The driver pushes, the tick reads entries
 * 0 … `length` − 1 and clears; nothing is allocated. When it is full the oldest reading goes: the newest matters.
 */
export class SampleQueue {
  /** When each reading was taken, ms. */
  readonly atMs = new Float64Array(CAPACITY);
  /** Counts of each reading; NaN where the part reported an error instead of a value. */
  readonly counts = new Float64Array(CAPACITY);
  length = 0;

  /** Adds a reading taken at `atMs`. Counts of NaN stand for "the part answered, but with an error". */
  push(atMs: number, counts: number): void {
    if (this.length === CAPACITY) {
      this.atMs.copyWithin(0, 1);
      this.counts.copyWithin(0, 1);
      this.length--;
    }
    this.atMs[this.length] = atMs;
    this.counts[this.length] = counts;
    this.length++;
  }

  clear(): void {
    this.length = 0;
  }
}
