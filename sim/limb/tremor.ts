import type { RandomStream } from "../random";
import type { Range, Unrest } from "./unrest";

/** Rest tremor of Parkinson's disease and essential tremor, Hz: 4–6 and 4–12 in the textbooks; a limb is at the low end. */
const TREMOR_HZ: Range = [4, 8];
const TREMOR_ML: Range = [0.05, 0.15];
/** It swells and ebbs: every so often, s, it heads for another strength, with this time constant. Assumed. */
const TREMOR_CHANGES_S: Range = [1, 3];
const TREMOR_TAU_S = 0.5;

/** A limb that trembles, more and less in turns. */
export class Tremor implements Unrest {
  readonly #hz: number;
  readonly #factor: number;
  readonly #random: RandomStream;
  #phase = 0;
  #forS = 0;
  #goalMl: number;
  #strengthMl: number;
  readonly isMoving = false;
  volumeMl = 0;

  constructor(factor: number, random: RandomStream) {
    this.#random = random;
    this.#factor = factor;
    this.#hz = random.between(...TREMOR_HZ);
    this.#goalMl = factor * random.between(...TREMOR_ML);
    this.#strengthMl = this.#goalMl;
  }

  step(dtS: number): void {
    this.#phase = (this.#phase + this.#hz * dtS) % 1;
    this.#forS -= dtS;
    if (this.#forS <= 0) {
      this.#forS = this.#random.between(...TREMOR_CHANGES_S);
      this.#goalMl = this.#factor * this.#random.between(...TREMOR_ML);
    }
    this.#strengthMl += (this.#goalMl - this.#strengthMl) * (dtS / TREMOR_TAU_S);
    this.volumeMl = this.#strengthMl * Math.sin(2 * Math.PI * this.#phase);
  }
}
