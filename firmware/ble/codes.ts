/** First byte of a frame: what it is, and how it is laid out. Append only; a frame that needs another layout gets a new type. */
export const FrameType = Object.freeze({ status: 1, session: 2, lopResult: 3, raw: 4, event: 5, log: 6 } as const);

export type FrameType = (typeof FrameType)[keyof typeof FrameType];

/** What is known of the limb occlusion pressure. Append only. */
export const LopState = Object.freeze({
  /** Nothing yet. */
  none: 0,
  /** The cuff looks for it. */
  searching: 1,
  /** The cuff has found it. */
  found: 2,
  /** The app has told it. */
  entered: 3,
  /** The search has ended without it; the reason says why. */
  failed: 4,
} as const);

export type LopState = (typeof LopState)[keyof typeof LopState];

/** What has happened, and so what the code beside it means. Append only. */
export const LiveEventKind = Object.freeze({
  /** The phase changed; code: `Phase`. */
  phase: 1,
  /** A stop, a refusal or a fault; code: `Reason`. */
  reason: 2,
  /** The most urgent alarm changed; code: `Reason`, 0 where it ended. */
  alarm: 3,
  /** Code 1: an app took control; 0: it gave it up or lost it. */
  control: 4,
  /** The button was let go; code: `Gesture`. */
  gesture: 5,
  /** Code 1: a client is connected; 0: it has gone. */
  link: 6,
} as const);

export type LiveEventKind = (typeof LiveEventKind)[keyof typeof LiveEventKind];
