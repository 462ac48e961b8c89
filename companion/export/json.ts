import type { StoredEvent, StoredSession, StoredStatistics } from "./stored-session";
import { eventKindName, modeName, postureName, reasonName, sideName } from "./words";

export const JSON_FORMAT = "open-bfr-cuff/session";
export const JSON_VERSION = 1;

/** The shape of the JSON; `docs/log.md` has it in a table. What is unknown is `null`. */
export interface SessionDocument {
  readonly format: typeof JSON_FORMAT;
  readonly version: typeof JSON_VERSION;
  readonly session: number;
  /** RFC 3339, UTC. */
  readonly beganAt: string | null;
  readonly poweredMinutes: number;
  readonly firmware: string;
  readonly limb: "arm" | "leg";
  readonly side: string;
  readonly posture: string;
  readonly personSlot: number;
  readonly cuff: string;
  readonly mode: string;
  readonly prescription: string;
  readonly lop: { readonly mmhg: number; readonly source: "entered" | "found" } | null;
  readonly targetShareOfLop: number | null;
  readonly pressure: { readonly periodMs: number; readonly mmhg: readonly (number | null)[] };
  readonly events: readonly EventDocument[];
  readonly statistics: StatisticsDocument | null;
  readonly isClosed: boolean;
  readonly isTruncated: boolean;
  readonly missingChunks: number;
}

interface EventDocument {
  readonly timeMs: number;
  readonly kind: string;
  readonly reason: string;
  readonly value: number | null;
}

interface StatisticsDocument extends Omit<StoredStatistics, "endedBy"> {
  readonly endedBy: string;
}

export function sessionDocument(session: StoredSession): SessionDocument {
  const { header, statistics } = session;
  return {
    format: JSON_FORMAT,
    version: JSON_VERSION,
    session: session.number,
    beganAt: beganAt(session),
    poweredMinutes: header.poweredMinutes,
    firmware: header.firmwareVersion,
    limb: header.limb,
    side: sideName(header.side),
    posture: postureName(header.posture),
    personSlot: header.personSlot,
    cuff: header.cuffName,
    mode: modeName(header.mode),
    prescription: header.prescriptionName,
    lop: header.lopMmhg === null ? null : { mmhg: header.lopMmhg, source: header.lopIsEntered ? "entered" : "found" },
    targetShareOfLop: header.targetShare,
    pressure: { periodMs: session.sampleMs, mmhg: session.pressureMmhg },
    events: session.events.map(eventDocument),
    statistics: statistics === null ? null : { ...statistics, endedBy: reasonName(statistics.endedBy) },
    isClosed: statistics !== null,
    isTruncated: session.isTruncated,
    missingChunks: session.missingChunks,
  };
}

export function sessionJson(session: StoredSession): string {
  return `${JSON.stringify(sessionDocument(session))}\n`;
}

/** RFC 3339, UTC; `null` where nobody had told the cuff the time. */
export function beganAt({ header }: StoredSession): string | null {
  return header.wallClockS === 0 ? null : new Date(header.wallClockS * 1000).toISOString();
}

function eventDocument({ timeMs, kind, code, value }: StoredEvent): EventDocument {
  return { timeMs, kind: eventKindName(kind), reason: reasonName(code), value };
}
