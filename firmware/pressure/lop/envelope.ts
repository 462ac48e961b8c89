/** Steps that one search can listen at. */
export const MOST_STEPS = 32;

/** What the pulse did to the cuff at each pressure that was listened at, in the order of listening. */
export class Envelope {
  /** Mean cuff pressure while it was listened to, mmHg. */
  readonly pressuresMmhg = new Float64Array(MOST_STEPS);
  /**
   * Median beat, peak to trough, as growth of the limb, ml: a cuff stiffens with pressure, so the same pulse moves it
   * more at a high pressure than at a low one.
   */
  readonly amplitudesMl = new Float64Array(MOST_STEPS);
  /** The same as it stands in the cuff, mmHg: by that much it presses more in systole than in diastole. */
  readonly swingsMmhg = new Float64Array(MOST_STEPS);
  length = 0;
  /** Of the largest amplitude, and of the lowest pressure. */
  largest = 0;
  lowest = 0;

  clear(): void {
    this.length = 0;
    this.largest = 0;
    this.lowest = 0;
  }

  get isFull(): boolean {
    return this.length === MOST_STEPS;
  }

  get largestMl(): number {
    return this.length === 0 ? 0 : (this.amplitudesMl[this.largest] ?? 0);
  }

  /** Pressure of the largest amplitude, mmHg. */
  get largestAtMmhg(): number {
    return this.pressuresMmhg[this.largest] ?? 0;
  }

  /** The lowest pressure at which a pulse was heard of this share of the largest, mmHg; infinite before any was. */
  lowestWith(share: number): number {
    const least = share * this.largestMl;
    let lowestMmhg = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.length; i++) {
      const mmhg = this.pressuresMmhg[i] ?? lowestMmhg;
      if ((this.amplitudesMl[i] ?? 0) >= least && mmhg < lowestMmhg) lowestMmhg = mmhg;
    }
    return lowestMmhg;
  }

  add(pressureMmhg: number, amplitudeMl: number, swingMmhg: number): void {
    if (this.isFull) return;
    const at = this.length;
    this.pressuresMmhg[at] = pressureMmhg;
    this.amplitudesMl[at] = amplitudeMl;
    this.swingsMmhg[at] = swingMmhg;
    this.length = at + 1;
    if (at === 0 || pressureMmhg < (this.pressuresMmhg[this.lowest] ?? 0)) this.lowest = at;
    if (at === 0 || amplitudeMl > this.largestMl) this.largest = at;
  }
}
