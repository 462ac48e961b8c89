import type { Campaign } from "../campaign";
import { builds } from "./builds";
import { faults } from "./faults";
import { moments } from "./phases";
import { type FaultResult, runTrial, type Trial } from "./run";
import { summariseFaults } from "./summary";

/** Seeds of every fault, moment and build. */
const SEEDS = 3;

/** All that can be combined; a fault that was there before only begins with the power. */
function trialsOf(seeds: number): Trial[] {
  const trials: Trial[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    for (const fault of faults) {
      const isBefore = fault.before !== undefined && fault.inject === undefined;
      for (const moment of isBefore ? (["power-on"] as const) : moments.slice(1)) {
        for (const build of builds) if (fault.needs?.(build) ?? true) trials.push({ fault, moment, build, seed });
      }
    }
  }
  return trials;
}

const all = trialsOf(SEEDS);

/** Every fault in every phase, on every build: is it noticed, how soon, how does the limb fare? */
export const faultsCampaign: Campaign<FaultResult> = {
  name: "faults",
  about: `${faults.length} faults at every moment on ${builds.length} builds, up to ${SEEDS} seeds each`,

  jobCount: ({ n }) => Math.min(n ?? all.length, all.length),

  run: (job) => runTrial(all[job] as Trial),

  finding: ({ broken, reached, falseAlarm }) => {
    if (!reached) return "the moment never came";
    return broken[0] ?? (falseAlarm === 0 ? null : `false alarm, reason ${falseAlarm}`);
  },

  summarise: (results) => summariseFaults(results),
};
