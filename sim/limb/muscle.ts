import type { RandomStream } from "../random";

export interface ExercisePlan {
  /** Start of the first set, s. */
  readonly startS: number;
  /** Repetitions of each set. */
  readonly sets: readonly number[];
  readonly restS: number;
  /** One repetition, s, and its scatter from one to the next, as a share. */
  readonly periodS: number;
  readonly periodScatter: number;
  /** Share of a repetition for which the contraction is held at its height. */
  readonly heldShare: number;
  /** Volume by which a contraction swells the limb under the cuff, ml, and its scatter from one to the next. */
  readonly volumeMl: number;
  readonly scatter: number;
  /** Lasting swelling gained in each set, ml. */
  readonly swellingMl: number;
}

export interface Repetition {
  /** Which set it belongs to, from 0. */
  readonly set: number;
  readonly startS: number;
  readonly endS: number;
  readonly volumeMl: number;
  readonly swellingMl: number;
}

/**
 * Contracting muscle under the cuff: each repetition rises and falls as a raised cosine, and some swelling stays.
 */
export class Muscle {
  readonly repetitions: readonly Repetition[];
  readonly #heldShare: number;
  #next = 0;
  #swollenMl = 0;
  /** Total growth of the limb, ml. */
  volumeMl = 0;
  /** A repetition is under way. */
  contracting = false;

  constructor(plan: ExercisePlan | undefined, random: RandomStream) {
    this.repetitions = plan ? schedule(plan, random) : [];
    this.#heldShare = plan?.heldShare ?? 0;
  }

  /** No repetition follows; the one under way ends where it is. */
  stop(): void {
    this.#next = this.repetitions.length;
  }

  step(nowS: number): void {
    const current = this.repetitions[this.#next];
    if (current === undefined || nowS < current.startS) {
      this.contracting = false;
      return;
    }
    const share = (nowS - current.startS) / (current.endS - current.startS);
    if (share >= 1) {
      this.#swollenMl += current.swellingMl;
      this.volumeMl = this.#swollenMl;
      this.#next++;
      return;
    }
    this.contracting = true;
    this.volumeMl = this.#swollenMl + current.swellingMl * share + current.volumeMl * lift(share, this.#heldShare);
  }
}

/** How far a contraction has come, 0..1, at `share` of its time. */
export function lift(share: number, heldShare: number): number {
  const ramp = (1 - heldShare) / 2;
  const way = Math.min(share, 1 - share, ramp) / ramp;
  return 0.5 * (1 - Math.cos(Math.PI * way));
}

function schedule(plan: ExercisePlan, random: RandomStream): Repetition[] {
  const around = (scatter: number): number => (scatter === 0 ? 1 : 1 + scatter * random.between(-1, 1));
  let startS = plan.startS;
  const repetitions: Repetition[] = [];
  plan.sets.forEach((count, set) => {
    for (let i = 0; i < count; i++) {
      const volumeMl = plan.volumeMl * around(plan.scatter);
      const endS = startS + plan.periodS * around(plan.periodScatter);
      repetitions.push({ set, startS, endS, volumeMl, swellingMl: plan.swellingMl / count });
      startS = endS;
    }
    startS += plan.restS;
  });
  return repetitions;
}
