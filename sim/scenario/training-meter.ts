import { Phase } from "../../firmware/shared/phase";
import { Part } from "../../firmware/shared/training";
import type { World } from "../world";

/** What became of one set, and of the rest after it. Pressures are those in the cuff itself. */
export interface PlayedSet {
  /** From 0. */
  readonly set: number;
  readonly fromS: number;
  readonly toS: number;
  /** Of the plan; 0 for a set that counts none. */
  readonly wanted: number;
  /** By the cuff. */
  readonly counted: number;
  /** By the simulated person: begun before the next set. */
  readonly made: number;
  /** At its end, mmHg. */
  readonly targetMmhg: number;
  /** Of the time since the target was reached, within ±10 % of it; `null` where it was not. */
  readonly inBandPercent: number | null;
  /** After it, s, and what the cuff did meanwhile; a pause is none. */
  readonly restS: number;
  readonly cuffInRest: "tight" | "open";
}

type Growing = { -readonly [Key in keyof PlayedSet]: PlayedSet[Key] };

const SET_BAND = 0.1;
const REST_BAND = 0.05;

/** Time spent, and how much of it near the target, ms. */
class Band {
  #ms = 0;
  #nearMs = 0;

  add(isNear: boolean): void {
    this.#ms++;
    if (isNear) this.#nearMs++;
  }

  get percent(): number | null {
    return this.#ms === 0 ? null : (100 * this.#nearMs) / this.#ms;
  }
}

/** Follows the sets and rests of training sessions, millisecond by millisecond. */
export class TrainingMeter {
  readonly #sets: Growing[] = [];
  #current: Growing | undefined;
  #ofSet = new Band();
  #isReached = false;
  #filledMs = 0;
  #fillS: number | null = null;
  readonly inSets = new Band();
  readonly inRests = new Band();

  /** Call after every millisecond. */
  observe({ output, nowMs, air }: World): void {
    if (output === undefined) return;
    const { phase, setpointMmhg, training } = output;
    const { part, set, repetitions } = training;
    // The last repetition of a set is told together with its end.
    if (this.#current) this.#current.counted = repetitions[this.#current.set] ?? 0;
    if (part === Part.idle || part === Part.over) {
      this.#current = undefined;
      return;
    }
    if (part === Part.working && this.#current?.set !== set) this.#begin(set, training.wantedRepetitions, nowMs);
    const current = this.#current;
    if (current === undefined) return;
    this.#followFill(setpointMmhg, phase);
    const error = setpointMmhg === undefined ? Number.NaN : Math.abs(air.cuffMmhg / setpointMmhg - 1);
    if (part === Part.working) {
      current.toS = nowMs / 1000;
      current.targetMmhg = setpointMmhg ?? current.targetMmhg;
      if (this.#isReached) this.#add(error <= SET_BAND);
    } else if (set !== current.set) {
      // With the next set to come it is a rest, and else a pause.
      current.restS += 0.001;
      current.cuffInRest = part === Part.resting ? "tight" : "open";
      if (this.#isReached) this.inRests.add(error <= REST_BAND);
    }
  }

  /** The first filling: from the order to the target, s; `null` where it was never reached. */
  get fillS(): number | null {
    return this.#fillS;
  }

  /** All sets so far. */
  sets({ limb, nowMs }: World): PlayedSet[] {
    return this.#sets.map((one, index) => {
      const endS = this.#sets[index + 1]?.fromS ?? nowMs / 1000;
      const made = limb.muscle.repetitions.filter(({ startS }) => startS >= one.fromS && startS < endS);
      return { ...one, made: made.length, restS: Math.round(100 * one.restS) / 100 };
    });
  }

  #begin(set: number, wanted: number, nowMs: number): void {
    const nowS = nowMs / 1000;
    this.#ofSet = new Band();
    this.#current = {
      set,
      wanted,
      fromS: nowS,
      toS: nowS,
      counted: 0,
      made: 0,
      targetMmhg: Number.NaN,
      inBandPercent: null,
      restS: 0,
      cuffInRest: "tight",
    };
    this.#sets.push(this.#current);
  }

  #followFill(setpointMmhg: number | undefined, phase: Phase): void {
    this.#isReached = setpointMmhg !== undefined && (this.#isReached || phase === Phase.holding);
    if (this.#fillS !== null) return;
    this.#filledMs++;
    if (this.#isReached) this.#fillS = this.#filledMs / 1000;
  }

  #add(isNear: boolean): void {
    this.inSets.add(isNear);
    this.#ofSet.add(isNear);
    if (this.#current) this.#current.inBandPercent = this.#ofSet.percent;
  }
}
