import { eventsCsv, samplesCsv } from "../../companion/export/csv";
import { chunksOf, decodeSession } from "../../companion/export/decode";
import { sessionFhir } from "../../companion/export/fhir";
import { sessionJson } from "../../companion/export/json";
import type { StoredSession } from "../../companion/export/stored-session";
import type { SessionShelf } from "../../firmware/log/session-shelf";

/** Nobody tells a simulated cuff the time, and FHIR wants one: every visit is on this morning. */
const SIMULATED_DAY_S = Date.UTC(2026, 0, 1, 8) / 1000;

/** What an app would have downloaded from the log by now: files by name, four for each session. */
export function exportsOf(log: SessionShelf): Record<string, string> {
  const files: Record<string, string> = {};
  for (let number = log.sessionAfter(0); number > 0; number = log.sessionAfter(number)) {
    const session = decodeSession(number, chunksOf(log, number));
    files[`session-${number}.csv`] = samplesCsv(session);
    files[`session-${number}-events.csv`] = eventsCsv(session);
    files[`session-${number}.json`] = sessionJson(session);
    files[`session-${number}.fhir.json`] = `${JSON.stringify(sessionFhir(dated(session)), null, 2)}\n`;
  }
  return files;
}

function dated(session: StoredSession): StoredSession {
  const { header } = session;
  return { ...session, header: { ...header, wallClockS: SIMULATED_DAY_S + 60 * header.poweredMinutes } };
}
