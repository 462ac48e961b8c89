import type { StoredSession } from "./stored-session";
import { eventKindName, reasonName } from "./words";

/** One line for each pressure: seconds since the session began, mmHg; an empty field where none could be believed. */
export function samplesCsv(session: StoredSession): string {
  const lines = session.pressureMmhg.map(
    (mmhg, i) => `${((i * session.sampleMs) / 1000).toFixed(1)},${mmhg === null ? "" : mmhg.toFixed(1)}`,
  );
  return csv("time_s,pressure_mmhg", lines);
}

/** One line for each event: seconds since the session began, kind and reason by name, value. */
export function eventsCsv(session: StoredSession): string {
  const lines = session.events.map(({ timeMs, kind, code, value }) =>
    [(timeMs / 1000).toFixed(3), eventKindName(kind), reasonName(code), value ?? ""].join(","),
  );
  return csv("time_s,kind,reason,value", lines);
}

/** RFC 4180. No field needs quoting: all are numbers or names of codes. */
function csv(head: string, lines: readonly string[]): string {
  return [head, ...lines, ""].join("\r\n");
}
