import { clamp } from "../shared/numbers";
import { Reason } from "../shared/reasons";
import type { Chunk } from "./chunk";
import { MOST_SETS } from "./format";
import { shareParts, tenthsOf } from "./quantities";

/** What is known when a session ends. One object, filled again for every session. */
export class SessionStatistics {
  durationMs = 0;
  restrictedMs = 0;
  /** Share of the time under a set-point in which the pressure was in its band, 0..1; NaN where there was none. */
  inBandShare = Number.NaN;
  /** NaN where none could be believed. */
  peakMmhg = Number.NaN;
  endedBy: Reason = Reason.none;
  /** Sets that were begun, at most `MOST_SETS`, and the repetitions in each. */
  sets = 0;
  readonly repetitions = new Uint16Array(MOST_SETS);
}

/** Payload of a closing chunk at its longest, bytes. */
export const CLOSING_BYTES = 15 + 2 * MOST_SETS;

export function putStatistics(statistics: SessionStatistics, isTruncated: boolean, into: Chunk): void {
  const sets = clamp(statistics.sets, 0, MOST_SETS);
  into.put32(statistics.durationMs);
  into.put32(statistics.restrictedMs);
  into.put16(shareParts(statistics.inBandShare));
  into.put16(tenthsOf(statistics.peakMmhg));
  into.put8(statistics.endedBy);
  into.put8(isTruncated ? 1 : 0);
  into.put8(sets);
  for (let i = 0; i < sets; i++) into.put16(statistics.repetitions[i] ?? 0);
}
