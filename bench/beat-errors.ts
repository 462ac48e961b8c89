/** Mean errors of whole heartbeats; what comes before the first foot and after the last one is left out. */
export class BeatErrors {
  readonly #beats: { readonly sinceS: number; readonly error: number }[] = [];
  #sum = 0;
  #count = 0;
  #startS = Number.NaN;
  #lastPhase = Number.NEGATIVE_INFINITY;

  /** @param sinceS time since the target was reached, s */
  observe(phase: number, error: number, sinceS: number): void {
    if (phase < this.#lastPhase) {
      if (!Number.isNaN(this.#startS)) this.#beats.push({ sinceS: this.#startS, error: this.#sum / this.#count });
      this.#startS = sinceS;
      this.#sum = 0;
      this.#count = 0;
    }
    this.#lastPhase = phase;
    this.#sum += error;
    this.#count++;
  }

  /** RMS of the beats that began in this stretch of time. */
  rms(fromS: number, toS = Number.POSITIVE_INFINITY): number {
    const beats = this.#beats.filter(({ sinceS }) => sinceS >= fromS && sinceS < toS);
    return Math.sqrt(beats.reduce((sum, { error }) => sum + error ** 2, 0) / beats.length);
  }
}
