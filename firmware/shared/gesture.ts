/** What letting go of the button asked for. */
export const Gesture = Object.freeze({
  none: 0,
  arm: 1,
  openBondingWindow: 2,
  /** Forget all bonds and clear a lock-out. */
  forgetBonds: 3,
} as const);

export type Gesture = (typeof Gesture)[keyof typeof Gesture];
