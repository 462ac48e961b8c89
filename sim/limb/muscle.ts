import type { RandomStream } from "../random";

export interface ExercisePlan {
  /** Start of the first set, s. */
  readonly startS: number;
  /** Repetitions of each set. */
  readonly sets: readonly number[];
  readonly restS: number;
  /** One repetition, s. */
  readonly periodS: number;
  /** Volume by which a contraction swells the limb under the cuff, ml, and its scatter from one to the next. */
  readonly volumeMl: number;
  readonly scatter: number;
  /** Lasting swelling gained in each set, ml. */
  readonly swellingMl: number;
}

interface Repetition {
  readonly startS: number;
  readonly volumeMl: number;
  readonly swellingMl: number;
}

/** Contracting muscle under the cuff: each repetition a raised cosine, and some swelling that stays. */
export class Muscle {
  readonly #repetitions: readonly Repetition[];
  readonly #periodS: number;
  #next = 0;
  #swollenMl = 0;
  /** Total growth of the limb, ml. */
  volumeMl = 0;
  /** A repetition is under way. */
  contracting = false;

  constructor(plan: ExercisePlan | undefined, random: RandomStream) {
    this.#repetitions = plan ? schedule(plan, random) : [];
    this.#periodS = plan?.periodS ?? 1;
  }

  step(nowS: number): void {
    const current = this.#repetitions[this.#next];
    if (current === undefined || nowS < current.startS) {
      this.contracting = false;
      return;
    }
    const share = (nowS - current.startS) / this.#periodS;
    if (share >= 1) {
      this.#swollenMl += current.swellingMl;
      this.volumeMl = this.#swollenMl;
      this.#next++;
      return;
    }
    this.contracting = true;
    this.volumeMl =
      this.#swollenMl + current.swellingMl * share + current.volumeMl * 0.5 * (1 - Math.cos(2 * Math.PI * share));
  }
}

function schedule(plan: ExercisePlan, random: RandomStream): Repetition[] {
  let startS = plan.startS;
  const repetitions: Repetition[] = [];
  for (const count of plan.sets) {
    for (let i = 0; i < count; i++) {
      const volumeMl = plan.volumeMl * (1 + plan.scatter * random.between(-1, 1));
      repetitions.push({ startS, volumeMl, swellingMl: plan.swellingMl / count });
      startS += plan.periodS;
    }
    startS += plan.restS;
  }
  return repetitions;
}
