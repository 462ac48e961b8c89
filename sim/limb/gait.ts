import type { RandomStream } from "../random";
import type { Range, Unrest } from "./unrest";

/** Steps per second: 2.0 ± 0.13 over a day (MacDougall and Moore 2005), 1.95 ± 0.19 in a laboratory (Murray 1964). */
const STEP_HZ: Range = [1.7, 2];
const STEP_ML: Range = [4, 10];
/** Scatter from step to step, as a share: of their time 2–3 % in the healthy (from memory), of their size assumed. */
const STEP_TIME_SD = 0.025;
const STEP_SIZE_SCATTER = 0.1;

/** Walking: the muscle under the cuff swells with every step. */
export class Gait implements Unrest {
  readonly #random: RandomStream;
  readonly #hz: number;
  readonly #ml: number;
  #place = 0;
  #rate: number;
  #size = 1;
  readonly isMoving = true;
  volumeMl = 0;

  constructor(factor: number, random: RandomStream) {
    this.#random = random;
    this.#hz = random.between(...STEP_HZ);
    this.#ml = factor * random.between(...STEP_ML);
    this.#rate = this.#hz;
  }

  step(dtS: number): void {
    this.#place += this.#rate * dtS;
    if (this.#place >= 1) {
      this.#place -= 1;
      this.#rate = this.#hz / (1 + STEP_TIME_SD * this.#random.normal());
      this.#size = 1 + STEP_SIZE_SCATTER * this.#random.between(-1, 1);
    }
    this.volumeMl = this.#ml * this.#size * 0.5 * (1 - Math.cos(2 * Math.PI * this.#place));
  }
}
