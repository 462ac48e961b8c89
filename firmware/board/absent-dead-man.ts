import type { DeadMan } from "../safety/dead-man";

/**
 * Stands where the native dead-man belongs until a board has one. It counts as tripped, so the firmware latches that
 * fault at its first tick and never inflates: without a dead-man nothing else is safe.
 */
export class AbsentDeadMan implements DeadMan {
  readonly tripped = true;

  feed(): void {}

  latchLimb(): void {}
}
