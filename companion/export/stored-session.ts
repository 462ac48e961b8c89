import type { Limb } from "../../firmware/shared/limb";
import type { Mode, Posture, Side } from "../../firmware/shared/order";

/** What was known when the session began. */
export interface StoredHeader {
  readonly limb: Limb;
  readonly side: Side;
  readonly personSlot: number;
  readonly posture: Posture;
  readonly mode: Mode;
  readonly lopMmhg: number | null;
  readonly lopIsEntered: boolean;
  readonly targetShare: number | null;
  readonly poweredMinutes: number;
  /** s since 1970; 0 where nobody had told the cuff. */
  readonly wallClockS: number;
  readonly cuffName: string;
  readonly prescriptionName: string;
  readonly firmwareVersion: string;
}

export interface StoredEvent {
  /** Since the session began. */
  readonly timeMs: number;
  /** An `EventKind`, or one that a newer firmware has. */
  readonly kind: number;
  /** A `Reason`, or one that a newer firmware has. */
  readonly code: number;
  readonly value: number | null;
}

export interface StoredStatistics {
  readonly durationMs: number;
  readonly restrictedMs: number;
  readonly inBandShare: number | null;
  readonly peakMmhg: number | null;
  /** A `Reason`, or one that a newer firmware has. */
  readonly endedBy: number;
  /** One number for each set. */
  readonly repetitions: readonly number[];
}

/** One session as it stood in flash. */
export interface StoredSession {
  readonly number: number;
  readonly header: StoredHeader;
  /** Time between pressures; the first is at 0. */
  readonly sampleMs: number;
  /** `null` where none could be believed, or its chunk was lost. */
  readonly pressureMmhg: readonly (number | null)[];
  readonly events: readonly StoredEvent[];
  /** `null` for a session that was not closed: the power went, or the firmware ended. */
  readonly statistics: StoredStatistics | null;
  /** The room ran out: what came later was not recorded. */
  readonly isTruncated: boolean;
  /** Chunks that are known to be missing in between. */
  readonly missingChunks: number;
}
