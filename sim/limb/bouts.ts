import type { RandomStream } from "../random";
import type { Range, Unrest } from "./unrest";

/** What single movements are like in an arm. */
export interface Bout {
  readonly pauseS: Range;
  readonly lastsS: Range;
  readonly ml: Range;
  /** The limb comes to lie up to this share of the movement off where it lay at first. */
  readonly settlesShare: number;
  /** Strong enough for a cuff to feel a squeeze. */
  readonly isFelt: boolean;
}

/** Single movements with pauses between them, each rising and falling as a raised cosine, either way. */
export class Bouts implements Unrest {
  readonly #plan: Bout;
  readonly #factor: number;
  readonly #random: RandomStream;
  /** Time within the movement; below zero before it begins, s. */
  #sinceS = 0;
  #lastsS = 0;
  #ml = 0;
  #fromMl = 0;
  #toMl = 0;
  volumeMl = 0;

  constructor(plan: Bout, factor: number, random: RandomStream) {
    this.#plan = plan;
    this.#factor = factor;
    this.#random = random;
    this.#begin();
  }

  get isMoving(): boolean {
    return this.#plan.isFelt && this.#sinceS > 0;
  }

  step(dtS: number): void {
    this.#sinceS += dtS;
    if (this.#sinceS >= this.#lastsS) this.#begin();
    const share = Math.max(0, this.#sinceS / this.#lastsS);
    const lift = 0.5 * (1 - Math.cos(2 * Math.PI * share));
    this.volumeMl = this.#fromMl + (this.#toMl - this.#fromMl) * share + this.#ml * lift;
  }

  #begin(): void {
    const { pauseS, lastsS, ml, settlesShare } = this.#plan;
    this.#sinceS = -this.#random.between(...pauseS);
    this.#lastsS = this.#random.between(...lastsS);
    this.#ml = this.#factor * this.#random.between(...ml) * (this.#random.uniform() < 0.5 ? -1 : 1);
    this.#fromMl = this.#toMl;
    this.#toMl = this.#ml * settlesShare * this.#random.between(-1, 1);
  }
}
