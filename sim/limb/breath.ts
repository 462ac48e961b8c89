import type { RandomStream } from "../random";

/** Breathing moves the whole arterial pressure by a few mmHg at 0.2–0.3 Hz. */
const BREATH_MMHG = 3;
const BREATH_HZ = 0.25;
/** Who talks breathes as the sentences want it: each breath at its own rate and depth. Assumed. */
const TALKING_MMHG = [1.5, 4.5] as const;
const TALKING_HZ = [0.15, 0.4] as const;

/** What breathing adds to the arterial pressure. */
export class Breath {
  readonly #irregular: RandomStream | undefined;
  #place = 0;
  #hz = BREATH_HZ;
  #depthMmhg = BREATH_MMHG;
  mmhg = 0;

  /** @param irregular draws every breath anew; without it all are alike */
  constructor(irregular?: RandomStream) {
    this.#irregular = irregular;
  }

  step(dtS: number): void {
    this.#place += this.#hz * dtS;
    if (this.#place >= 1) {
      this.#place -= 1;
      if (this.#irregular) {
        this.#hz = this.#irregular.between(...TALKING_HZ);
        this.#depthMmhg = this.#irregular.between(...TALKING_MMHG);
      }
    }
    // A parabola pair in place of a sine: breathing has no exact shape to be faithful to.
    const half = this.#place < 0.5 ? this.#place * 2 : this.#place * 2 - 1;
    const sway = 4 * half * (1 - half) * (this.#place < 0.5 ? 1 : -1);
    this.mmhg = this.#depthMmhg * sway;
  }
}
