import { atMost, figureOf } from "../../bench/figure";
import type { Section } from "../../bench/section";
import type { Answer, Summary } from "../campaign";
import { reasonName } from "../reason-name";
import type { SessionResult } from "./run";

const LONG_S = 1500;

/** Hours with a decimal. */
function hours(seconds: number): number {
  return Math.round(seconds / 360) / 10;
}

export function summariseSessions(results: Iterable<Answer<SessionResult>>): Summary {
  const sum = {
    sessions: 0,
    long: 0,
    seconds: 0,
    heldS: 0,
    holds: 0,
    restarts: 0,
    erases: 0,
    faulty: 0,
    broken: 0,
    falseAlarms: 0,
    peak: 0,
  };
  const reasons = new Map<number, number>();
  for (const { result } of results) {
    sum.sessions++;
    if (result.seconds >= LONG_S) sum.long++;
    sum.seconds += result.seconds;
    sum.heldS += result.heldS;
    sum.holds += result.holds;
    sum.restarts += result.restarts;
    sum.erases += result.erases;
    if (result.faults.length > 0) sum.faulty++;
    if (result.broken.length > 0) sum.broken++;
    if (result.falseAlarm !== 0) sum.falseAlarms++;
    sum.peak = Math.max(sum.peak, result.peakMmhg);
    for (const reason of result.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const table: Section = {
    title: "Reasons that were given, in how many sessions",
    table: {
      columns: ["reason", "sessions"],
      rows: [...reasons].sort((a, b) => b[1] - a[1]).map(([code, count]) => [reasonName(code), `${count}`]),
    },
    figures: [],
  };
  return {
    sections: [table],
    figures: [
      figureOf("sessions", sum.sessions, "count"),
      figureOf("of these 25 to 40 minutes long", sum.long, "count"),
      figureOf("simulated time", hours(sum.seconds), "h"),
      figureOf("of these holding a pressure", hours(sum.heldS), "h"),
      figureOf("holds", sum.holds, "count"),
      figureOf("restarts in mid-session", sum.restarts, "count"),
      figureOf("flash sectors erased", sum.erases, "count"),
      figureOf("sessions with one or two faults", sum.faulty, "count"),
      figureOf("sessions that broke a safety rule", sum.broken, "count", atMost(0), "safety rules"),
      figureOf(
        "false alarms in sessions without a fault",
        sum.falseAlarms,
        "count",
        atMost(0),
        "movement must not trip",
      ),
      figureOf("highest cuff pressure", sum.peak, "mmHg"),
    ],
  };
}
