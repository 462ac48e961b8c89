import type { Priority } from "../../shared/priority";
import type { Reason } from "../../shared/reasons";

/** What the firmware does about it. */
export type Reaction =
  /** Tells, and goes on. */
  | "alarm"
  /** Lets go; the cuff stays usable. */
  | "release"
  /** Lets go, drops the actuator rail and stays so. */
  | "latch";

/** What ends it. */
export type Reset =
  | "when it is over"
  /** The order has to be withdrawn and the button pressed again. */
  | "when armed again"
  | "restart"
  /** Ten seconds on the button, then a restart. */
  | "long press and restart";

/** One thing that can be wrong: how it is noticed, and what happens then. */
export interface CatalogueEntry {
  readonly reason: Reason;
  readonly detection: string;
  /** How long it has to be the case before it counts, ms; 0 for at once. */
  readonly debounceMs: number;
  readonly reaction: Reaction;
  readonly reset: Reset;
  readonly priority: Priority;
}

const usualReset: Readonly<Record<Reaction, Reset>> = Object.freeze({
  alarm: "when it is over",
  release: "when armed again",
  latch: "restart",
});

/** An entry whose reset is the usual one of its reaction. */
export function entry(
  reason: Reason,
  reaction: Reaction,
  priority: Priority,
  debounceMs: number,
  detection: string,
  reset: Reset = usualReset[reaction],
): CatalogueEntry {
  return Object.freeze({ reason, detection, debounceMs, reaction, reset, priority });
}
