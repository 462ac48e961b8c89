import { figureOf } from "../../bench/figure";
import type { Campaign } from "../campaign";
import { checkHistory } from "./history";

/** What the project asks for before anything is claimed. */
const HISTORIES = 10_000;

interface LogResult {
  /** Places at which the power was cut: every byte and every erase of the history. */
  readonly cuts: number;
}

/** Random histories of the training log, each cut at every byte: nothing is lost but what was being written. */
export const logCampaign: Campaign<LogResult> = {
  name: "log",
  about: `the training log, its power cut at every byte, ${HISTORIES} histories unless -n says otherwise`,

  jobCount: ({ n }) => n ?? HISTORIES,

  // Throws where a session is not as it should be; short histories end before the power goes.
  run: (seed) => ({ cuts: checkHistory(seed) }),

  summarise(results) {
    let cuts = 0;
    let histories = 0;
    for (const { result } of results) {
      histories++;
      cuts += result.cuts;
    }
    return {
      sections: [],
      figures: [figureOf("histories", histories, "count"), figureOf("power cuts, each survived", cuts, "count")],
    };
  },
};
