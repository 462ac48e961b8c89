import { cuffs } from "../../firmware/parts/cuffs";
import { Phase } from "../../firmware/shared/phase";
import { Part } from "../../firmware/shared/training";
import { lift } from "../limb/muscle";
import type { World } from "../world";

/** One repetition of strength training: 2 s up and 2 s down is usual, and people are quicker. */
const PERIOD_MS = 3000;
const HELD_SHARE = 0.1;
/** By how much a repetition swells the limb under the cuff: as the guests of `campaign/visits`, ml. */
const SWELLING_ML = new Map<string, number>([
  [cuffs.arm.name, 15],
  [cuffs.thigh11.name, 32],
  [cuffs.thigh18.name, 47],
]);
const UNKNOWN_CUFF_ML = 20;
const BUMP_ML = 25;
const BUMP_MS = 1000;

/**
 * The person in the cuff: works while a set is under way, or while a pressure is held without a plan, and keeps still
 * else. Can be told to stop, and bumped into.
 */
export class Exerciser {
  readonly #world: World;
  readonly #heightMl: number;
  #repetitionMs = 0;
  #bumpMs = 0;
  isWilling = true;

  constructor(world: World, cuffName: string) {
    this.#world = world;
    this.#heightMl = SWELLING_ML.get(cuffName) ?? UNKNOWN_CUFF_ML;
  }

  bump(): void {
    this.#bumpMs = BUMP_MS;
  }

  /** Every millisecond. A repetition that has begun is finished. */
  step(stepMs: number): void {
    if (this.#repetitionMs > 0 || (this.isWilling && this.#isCued)) this.#repetitionMs += stepMs;
    if (this.#repetitionMs >= PERIOD_MS) this.#repetitionMs = 0;
    this.#bumpMs = Math.max(0, this.#bumpMs - stepMs);
    const height = this.#heightMl * lift(this.#repetitionMs / PERIOD_MS, HELD_SHARE);
    this.#world.limb.squeezeMl = height + (this.#bumpMs > 0 ? BUMP_ML : 0);
  }

  get #isCued(): boolean {
    const { output } = this.#world;
    if (output?.phase !== Phase.holding) return false;
    return output.training.part === Part.idle || output.training.part === Part.working;
  }
}
