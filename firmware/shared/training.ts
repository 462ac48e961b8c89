import { MOST_SETS, type Prescription } from "./prescription";
import { Reason } from "./reasons";

/** What a person may ask for in mid-session. Codes travel over the wire: append only. */
export const Deed = Object.freeze({
  none: 0,
  /** Let go now, and keep the place. */
  pause: 1,
  resume: 2,
  /** End this set, or this rest. */
  skip: 3,
  lower: 4,
  raise: 5,
  /** Something feels wrong: 10 mmHg less; where there is no less, the session ends. */
  symptom: 6,
} as const);

export type Deed = (typeof Deed)[keyof typeof Deed];

/** By how much to lower or raise. */
export const StepOf = Object.freeze({ tenMmhg: 0, fivePercent: 1 } as const);

export type StepOf = (typeof StepOf)[keyof typeof StepOf];

/** A new `sequence` makes it a new request. */
export class SessionRequest {
  sequence = 0;
  deed: Deed = Deed.none;
  stepOf: StepOf = StepOf.tenMmhg;
}

/** What is to be trained, by whom, and what is asked for on the way. */
export class TrainingInput {
  /** `undefined`: the order is a plain hold. Looked at when the order begins. */
  plan: Prescription | undefined = undefined;
  /** Sessions that this person has completed elsewhere, as far as the app knows: the first are gentler. */
  sessionsBefore = 0;
  readonly request = new SessionRequest();
}

/** Where a session stands. Codes travel over the wire and into logs: append only. */
export const Part = Object.freeze({
  idle: 0,
  /** The cuff is tight, or on its way up, for a set. */
  working: 1,
  /** A rest with the cuff tight. */
  resting: 2,
  /** A rest with the cuff open. */
  released: 3,
  /** Let go at the person's wish. */
  paused: 4,
  over: 5,
} as const);

export type Part = (typeof Part)[keyof typeof Part];

/** What a display needs to know of a session. One object, overwritten by every tick. */
export class TrainingState {
  part: Part = Part.idle;
  /** Who trains. */
  personSlot = 0;
  /** The set that is under way or comes next, from 0. */
  set = 0;
  sets = 0;
  /** Of the plan, for this set; 0 for none. */
  wantedRepetitions = 0;
  /** In each set so far. */
  readonly repetitions = new Uint16Array(MOST_SETS);
  /** Until this set or rest is over, ms; NaN where nobody knows. */
  remainingMs = Number.NaN;
  /** What the plan comes to for this person now, mmHg; NaN without one. */
  targetMmhg = Number.NaN;
  /** No set was skipped so far. */
  isWhole = true;
  /** The cue to lift; false is the cue to lower. */
  isLifting = false;
  /** The request that was answered last, and `Reason.none` or why it was refused. */
  answered = 0;
  answer: Reason = Reason.none;
}
