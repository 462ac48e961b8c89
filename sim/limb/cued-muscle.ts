import type { RandomStream } from "../random";
import { type ExercisePlan, lift, type Repetition } from "./muscle";

/** Somebody who does what the cuff says: works in its sets and keeps still in its rests. */
export interface CuedPlan
  extends Pick<ExercisePlan, "periodS" | "periodScatter" | "heldShare" | "volumeMl" | "scatter"> {
  readonly onCue: true;
  /** Lasting swelling gained with each repetition, ml. */
  readonly swellingMl: number;
}

/** Muscle that contracts for as long as it is told to, and finishes the repetition it is in. */
export class CuedMuscle {
  readonly #plan: CuedPlan;
  readonly #random: RandomStream;
  #current: Repetition | undefined;
  #swollenMl = 0;
  #stopped = false;
  /** Those that were begun. */
  readonly repetitions: Repetition[] = [];
  /** The cuff says that a set is under way; which one, from 0. */
  cue = false;
  set = 0;
  volumeMl = 0;
  contracting = false;

  constructor(plan: CuedPlan, random: RandomStream) {
    this.#plan = plan;
    this.#random = random;
  }

  /** No repetition follows; the one under way ends where it is. */
  stop(): void {
    this.#stopped = true;
    this.#current = undefined;
  }

  step(nowS: number): void {
    if (this.#current !== undefined && nowS >= this.#current.endS) {
      this.#swollenMl += this.#current.swellingMl;
      this.#current = undefined;
      this.volumeMl = this.#swollenMl;
    }
    if (this.#current === undefined && this.cue && !this.#stopped) this.#begin(nowS);
    const current = this.#current;
    this.contracting = current !== undefined;
    if (current === undefined) return;
    const share = (nowS - current.startS) / (current.endS - current.startS);
    const { heldShare } = this.#plan;
    this.volumeMl = this.#swollenMl + current.swellingMl * share + current.volumeMl * lift(share, heldShare);
  }

  #begin(startS: number): void {
    const { periodS, periodScatter, volumeMl, scatter, swellingMl } = this.#plan;
    const around = (spread: number): number => 1 + spread * this.#random.between(-1, 1);
    const endS = startS + periodS * around(periodScatter);
    this.#current = { set: this.set, startS, endS, volumeMl: volumeMl * around(scatter), swellingMl };
    this.repetitions.push(this.#current);
  }
}
