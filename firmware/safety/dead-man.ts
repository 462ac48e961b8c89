import type { Limb } from "../shared/limb";

/**
 * The hard-timeout watchdog: hardware with clocks of its own that switches the pump off and de-energises both
 * valves without any JavaScript. It trips when it is not fed for `deadManLimits.heartbeat`, and when the absolute
 * inflation limit of the latched limb is reached. That limit starts when the pump gate is first driven and clears
 * only after the gates themselves were seen idle for `deadManLimits.clearAfter`: no call from here clears it.
 */
export interface DeadMan {
  /** Tells it that a whole tick succeeded. Does not extend the absolute limit, and does nothing once tripped. */
  feed(): void;
  /** Chooses the absolute limit: a leg's is longer. Ignored while an inflation is being timed. */
  latchLimb(limb: Limb): void;
  /**
   * Forgives the test trip that proves it at start: once a boot, and only if no output was energised since. True if it
   * did; that also counts as a feed. Any other trip stays.
   */
  clearTestTrip(): boolean;
  /** It has released the cuff, and stays so until a restart or a forgiven test trip. */
  readonly tripped: boolean;
}
