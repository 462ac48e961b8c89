/** Measured peak to peak in stretches of at least a beat of 40 a minute, s, of which the large ones count more. */
const BEAT_S = 1.5;
const RISING_WEIGHT = 0.5;
const FALLING_WEIGHT = 0.1;
/** Before it was measured a strong one is assumed, and no more than this is believed to be one, mmHg. */
const ASSUMED_MMHG = 5;
const LARGEST_MMHG = 8;

/** How far the heartbeat takes the pressure of a shut cuff, peak to peak: measured wherever the limb is still. */
export class PulseHeight {
  #sinceS = 0;
  #lowMl = 0;
  #highMl = 0;

  mmhg = ASSUMED_MMHG;

  /** Begins a stretch; what was measured stays. */
  begin(volumeMl: number): void {
    this.#sinceS = 0;
    this.#lowMl = volumeMl;
    this.#highMl = volumeMl;
  }

  /** Takes the volume under the cuff, `dtS` after the last. */
  update(volumeMl: number, complianceMlPerMmhg: number, isStill: boolean, dtS: number): void {
    if (volumeMl < this.#lowMl) this.#lowMl = volumeMl;
    if (volumeMl > this.#highMl) this.#highMl = volumeMl;
    this.#sinceS += dtS;
    if (this.#sinceS < BEAT_S) return;
    const seenMmhg = (this.#highMl - this.#lowMl) / complianceMlPerMmhg;
    const more = seenMmhg - this.mmhg;
    // Anything larger is a limb that moves.
    if (isStill && seenMmhg <= LARGEST_MMHG) this.mmhg += more > 0 ? RISING_WEIGHT * more : FALLING_WEIGHT * more;
    this.begin(volumeMl);
  }
}
