import type { Campaign } from "../campaign";
import { runSession, type SessionResult } from "./run";
import { summariseSessions } from "./summary";

/** What the project asks for before anything is claimed. */
const SESSIONS = 20_000;

/** Random people, cuffs, pumps, commands and faults, with every safety rule watched at every millisecond. */
export const sessionsCampaign: Campaign<SessionResult> = {
  name: "sessions",
  about: `random sessions, ${SESSIONS} unless -n says otherwise: does any break a safety rule?`,

  jobCount: ({ n }) => n ?? SESSIONS,

  run: (seed) => runSession(seed),

  finding: ({ broken, falseAlarm }) => broken[0] ?? (falseAlarm === 0 ? null : `false alarm, reason ${falseAlarm}`),

  summarise: (results) => summariseSessions(results),
};
