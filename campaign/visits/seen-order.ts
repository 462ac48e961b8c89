import type { Mode } from "../../firmware/shared/order";
import type { Reason } from "../../firmware/shared/reasons";
import type { Repetition } from "../../sim/limb/muscle";

/** A repetition has to be counted before this share of the next one is past, as `npm run bench -- reps` has it. */
const LATE_SHARE = 0.3;

/** One set of an order. */
export class SeenSet {
  readonly set: number;
  /** Of the plan; 0 for none. */
  readonly wanted: number;
  counted = 0;
  workedMs = 0;
  /** How often it began: a pause makes two of one. */
  stretches = 0;
  /** So many repetitions may have been counted, by what the muscle did: those that a clock or a word cut short may. */
  least = 0;
  most = 0;

  constructor(set: number, wanted: number) {
    this.set = set;
    this.wanted = wanted;
  }

  /** A stretch of it is over. @param made what the muscle began in it */
  end(made: readonly Repetition[], endS: number): void {
    const begun = made.filter((one) => one.startS + LATE_SHARE * (one.endS - one.startS) <= endS).length;
    const isByCount = this.wanted > 0 && this.counted >= this.wanted;
    this.most += begun;
    this.least += isByCount ? begun : made.filter((one) => one.endS <= endS).length;
  }

  /** Counted too much, or, below zero, too little. */
  get error(): number {
    if (this.counted > this.most) return this.counted - this.most;
    return this.counted < this.least ? this.counted - this.least : 0;
  }
}

/** One order from its first set-point until the cuff was open again, as a person who was there would tell it. */
export interface SeenOrder {
  readonly mode: Mode;
  readonly plan: string;
  readonly lopMmhg: number;
  readonly beganMs: number;
  durationMs: number;
  /** What the firmware said ten times a second, mmHg; `null` where it believed none. */
  readonly samplesMmhg: (number | null)[];
  /** How many of them there were when the last stop or alarm was told. */
  samplesAtStop: number;
  /** Time under a set-point that was reached, and within 10 % of it: by what the firmware says, and in the cuff, ms. */
  heldMs: number;
  saidInBandMs: number;
  inBandMs: number;
  /** Of the cuff itself: time above 15 mmHg, ms. */
  restrictedMs: number;
  peakMmhg: number;
  /** Under a set-point, ms. */
  tightMs: number;
  readonly sets: SeenSet[];
  endedBy: Reason;
  /** "cut": the chip lost its power before the end. */
  state: "under way" | "over" | "cut";
}
