import { basename, dirname } from "node:path";
import { figuresOf, textOf } from "../../bench/section";
import { OutFolder } from "../../sim/cli/out-folder";
import type { Campaign } from "../campaign";
import { checkpointsFor, type Key } from "./checkpoint";
import { findingsIn, runSection } from "./findings";
import { fingerprintOf } from "./fingerprint";
import { markdownOf } from "./markdown";
import { type Options, parseOptions } from "./options";
import { replay } from "./replay";
import { Results } from "./results";
import { runMissing } from "./run";
import { campaignNamed, campaignsOf, type Place } from "./table";

/** Where words go. */
export interface Print {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const EXIT_FOUND = 1;
const EXIT_INTERRUPTED = 130;

/** The whole of `npm run campaign`; returns the exit code. A `UsageError` says that it was asked wrongly. */
export async function command(argv: readonly string[], place: Place, print: Print, stop: AbortSignal): Promise<number> {
  const options = parseOptions(argv, campaignsOf(place));
  if (options === undefined) return 0;
  const campaign = campaignNamed(options.campaign, place);
  const key = { campaign: campaign.name, jobs: campaign.jobCount(options), sources: fingerprintOf(place.root) };
  if (options.only) return replay(campaign, options.only, key.jobs, print) === 0 ? 0 : EXIT_FOUND;
  const page = options.markdown === undefined ? undefined : new Page(options.markdown);
  const paths = options.merge
    ? mergedPaths(options.merge, options.out, key)
    : [await runMissing(campaign, key, options, place, print.err, stop)];
  const results = new Results(paths, key);
  if (stop.aborted) {
    const left = results.missing(options.shard).length;
    print.err(`stopped with ${left} jobs to go; the same command, without --fresh, goes on from here\n`);
    return EXIT_INTERRUPTED;
  }
  return report(campaign, results, key, options, page, print);
}

/** A Markdown file that is known to be writable before the work begins, which may take hours. */
class Page {
  readonly #folder: OutFolder;
  readonly #name: string;

  constructor(path: string) {
    this.#name = basename(path);
    this.#folder = new OutFolder(dirname(path), [this.#name]);
  }

  write(text: string): void {
    this.#folder.write({ [this.#name]: text });
  }
}

function mergedPaths(merge: true | readonly string[], out: string, key: Key): readonly string[] {
  return merge === true ? checkpointsFor(out, key) : merge;
}

function report(
  campaign: Campaign,
  results: Results<unknown>,
  key: Key,
  options: Options,
  page: Page | undefined,
  print: Print,
): number {
  const findings = findingsIn(campaign, results);
  const answers = { [Symbol.iterator]: () => results.answers() };
  const summary = campaign.summarise(answers);
  const run = runSection(results.size, results.missing(options.shard), findings);
  const loose = summary.figures.length === 0 ? [] : [{ figures: summary.figures }];
  const sections = [...summary.sections, ...loose, run];
  const figures = figuresOf(sections);
  print.out(options.json ? `${JSON.stringify({ figures, findings }, null, 2)}\n` : textOf(sections));
  const command = `npm run campaign -- ${key.campaign}${options.n === undefined ? "" : ` -n ${options.n}`}`;
  const intro = [`\`${command}\`: ${campaign.about}.`, `${key.jobs} jobs, sources ${key.sources}.`];
  page?.write(markdownOf(`Campaign: ${campaign.name}`, intro, sections));
  return figures.every(({ met }) => met !== false) ? 0 : EXIT_FOUND;
}
