import { setImmediate, setTimeout } from "node:timers/promises";
import type { Session } from "../scenario/run";

/** Simulated time between two looks at the clock and at Ctrl-C, ms. */
const SLICE_MS = 1000;
/** The same while the session is paced, in ms of real time: short enough to look fluent. */
const PACED_SLICE_MS = 50;

/**
 * Plays a session to its end, `speed` times as fast as real life or as fast as it goes, and shows it after every slice.
 * Returns early when `signal` aborts.
 */
export async function playThrough(
  session: Session,
  speed: number | undefined,
  signal: AbortSignal,
  show: () => void,
): Promise<void> {
  const sliceMs = speed === undefined ? SLICE_MS : Math.min(SLICE_MS, Math.max(1, PACED_SLICE_MS * speed));
  const startMs = performance.now();
  while (!session.over && !signal.aborted) {
    session.play(session.world.nowMs + sliceMs);
    show();
    const waitMs = speed === undefined ? 0 : startMs + session.world.nowMs / speed - performance.now();
    if (waitMs > 0) await setTimeout(waitMs, undefined, { signal }).catch(() => undefined);
    else await setImmediate();
  }
}
