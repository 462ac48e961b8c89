import type { Mode } from "./order";

/** A bout of work with the cuff tight, and the rest after it. */
export interface PrescribedSet {
  /** Ends after so many repetitions; 0 counts none. */
  readonly repetitions: number;
  /** Ends after so long, the filling of an empty cuff included, s; 0 sets no time. With neither it ends when told to. */
  readonly durationS: number;
  /** After it, s; of the last set it means nothing. */
  readonly restS: number;
  /** The cuff lets go in that rest, and fills again by itself when it is over. */
  readonly isReleased: boolean;
}

/** What a professional writes and a person trains by. Never changed once it is handed over. */
export interface Prescription {
  readonly name: string;
  readonly mode: Mode;
  /** Share of the limb occlusion pressure that the cuff holds, %. */
  readonly percentLop: number;
  /** The first sessions begin lower: at this share, and so much more with every session, %. */
  readonly fromPercentLop: number;
  readonly percentPerSession: number;
  /** The first filling takes this long, so that the limb gets used to it, s; 0 goes straight up. */
  readonly comfortRampS: number;
  /** Of one repetition, up and down, as a cue, s; 0 gives none. */
  readonly cadenceS: number;
  readonly sets: readonly PrescribedSet[];
}

export const MOST_SETS = 12;
export const LONGEST_NAME = 24;
