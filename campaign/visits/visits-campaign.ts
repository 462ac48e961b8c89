import type { Campaign } from "../campaign";
import { JOBS_PER_SEED } from "./jobs";
import type { VisitResult } from "./result";
import { runVisit } from "./run";
import { summariseVisits } from "./summary";

/** Seeds of every visit. */
const SEEDS = 2;

/** Whole visits: every prescription, several in a row, and a pause or a restart at every point of a session. */
export const visitsCampaign: Campaign<VisitResult> = {
  name: "visits",
  about: `whole visits: every prescription, in a row, paused and restarted at every point, ${SEEDS} seeds of ${JOBS_PER_SEED}`,
  limitS: 300,

  jobCount: ({ n }) => n ?? SEEDS * JOBS_PER_SEED,

  run: runVisit,

  finding: ({ broken }) => broken[0] ?? null,

  summarise: (results) => summariseVisits(results),
};
