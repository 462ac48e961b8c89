import type { Campaign, Outcome } from "../campaign";
import { Checkpoint, type Key } from "./checkpoint";
import { findingsIn } from "./findings";
import type { Options } from "./options";
import { findingIn } from "./outcome";
import { runJobs } from "./pool";
import { progressOf } from "./progress";
import { Results } from "./results";
import type { Place } from "./table";

/** Seconds that a job may take where its campaign does not say. */
const LIMIT_S = 60;

/** Runs what is not done yet, until that is nothing or `stop` aborts; returns the path of the results. */
export async function runMissing(
  campaign: Campaign,
  key: Key,
  options: Options,
  place: Place,
  tell: (text: string) => void,
  stop: AbortSignal,
): Promise<string> {
  const checkpoint = new Checkpoint(options.out, key, options.shard, options.fresh);
  const before = new Results([checkpoint.path], key);
  const missing = before.missing(options.shard);
  const done = before.size === 0 ? "" : `, ${before.size} of them done before`;
  tell(`${campaign.name}: ${before.size + missing.length} jobs${done}; results in ${checkpoint.path}\n`);
  const findings = findingsIn(campaign, before).length;
  const progress = progressOf(campaign.name, before.size + missing.length, before.size, findings);
  const crew = {
    orders: { table: place.table, root: place.root, campaign: campaign.name, sources: key.sources },
    workers: options.workers,
    limitS: campaign.limitS ?? LIMIT_S,
  };
  try {
    await runJobs(missing.values(), crew, stop, (line) => {
      checkpoint.append(line);
      progress.done(findingIn(campaign, JSON.parse(line) as Outcome<unknown>) !== null);
    });
  } finally {
    progress.stop();
  }
  return checkpoint.path;
}
