import { noOwnLimits, type OwnLimits } from "./safety/caps";

/** What the firmware knows from before it was switched on. */
export interface Boot {
  /** Three abnormal resets within ten powered minutes. */
  readonly lockedOut: boolean;
  /** What was stored cannot be read, or cannot be right. */
  readonly storedDataCorrupt: boolean;
  /** Rest that a limb was still owed when the power went, ms. */
  readonly reperfusionMs: number;
  /** Restricted time of every limb, as `RestrictedTime.buckets` has it; `undefined` for none. */
  readonly restrictedMs: ArrayLike<number> | undefined;
  readonly own: OwnLimits;
  /** A debug build without the bench flag: may not inflate. */
  readonly isDebugOnly: boolean;
  /** Sessions that the person in each slot has completed; `undefined` where nobody keeps count. Grows as they do. */
  readonly sessions: ArrayLike<number> | undefined;
}

/** … as far as it was kept: which build this is, flash does not know. */
export type KeptBoot = Omit<Boot, "isDebugOnly">;

/** A cuff that is switched on for the first time. */
export const freshBoot: Boot = Object.freeze({
  lockedOut: false,
  storedDataCorrupt: false,
  reperfusionMs: 0,
  restrictedMs: undefined,
  own: noOwnLimits,
  isDebugOnly: false,
  sessions: undefined,
});
