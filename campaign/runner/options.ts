import { availableParallelism } from "node:os";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { UsageError } from "../../sim/scenario/usage-error";
import type { Campaign } from "../campaign";
import { parseShard, type Shard } from "./shard";

/** What a person asked for on the command line. */
export interface Options {
  readonly campaign: string;
  readonly n: number | undefined;
  readonly workers: number;
  readonly shard: Shard | undefined;
  /** Files to put together; `true` for all that are found. */
  readonly merge: true | readonly string[] | undefined;
  readonly only: readonly number[] | undefined;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly markdown: string | undefined;
  readonly out: string;
}

const MOST_JOBS = 10_000_000;
const MOST_WORKERS = 1024;

/** Reads the command line; `undefined` when it only asked for help, which has been printed then. */
export function parseOptions(argv: readonly string[], campaigns: readonly Campaign[]): Options | undefined {
  const command = campaignCommand(campaigns);
  try {
    command.parse(argv, { from: "user" });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return undefined;
    throw new UsageError(`${cause.message.replace(/^error: /, "")} (--help lists the options)`);
  }
  const given = command.opts<Partial<Options>>();
  return {
    campaign: command.processedArgs[0] as string,
    n: given.n,
    workers: given.workers ?? availableParallelism(),
    shard: given.shard,
    merge: given.merge,
    only: given.only,
    fresh: given.fresh ?? false,
    json: given.json ?? false,
    markdown: given.markdown,
    out: given.out ?? "out/campaign",
  };
}

function campaignCommand(campaigns: readonly Campaign[]): Command {
  const width = Math.max(...campaigns.map(({ name }) => name.length));
  const list = campaigns.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join("\n");
  return new Command("campaign")
    .description(
      `Runs many simulations on all cores, and goes on where it was interrupted.\n\nCampaigns:\n${list}\n\n` +
        "Exit code 1 says that a target was missed or that a job has a finding.",
    )
    .argument("<name>", "which campaign")
    .option("-n <count>", "how many jobs, where the campaign leaves that open", parseCount(MOST_JOBS))
    .option("-w, --workers <count>", "threads (default: one for each core)", parseCount(MOST_WORKERS))
    .option("--shard <i/n>", "run only the i-th of n parts, as in 2/4", shardOf)
    .addOption(
      new Option("--merge [files...]", "run nothing: put these files together, or all that are found").conflicts([
        "shard",
        "fresh",
      ]),
    )
    .addOption(
      new Option("--only <jobs>", "run these jobs here and now, as in 3,17, and print their results")
        .argParser(parseJobs)
        .conflicts(["shard", "merge", "fresh", "json", "markdown"]),
    )
    .option("--fresh", "throw away what an interrupted run has done")
    .option("--json", "print one JSON document instead of tables")
    .option("--markdown <file>", "write the tables as Markdown, too", parseName)
    .option("--out <folder>", "where results are kept (default: out/campaign)", parseName)
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
}

function parseCount(highest: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= 1 && count <= highest) return count;
    throw new InvalidArgumentError(`It has to be a whole number from 1 to ${highest}.`);
  };
}

function shardOf(text: string): Shard {
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new InvalidArgumentError("A shard is a number and how many there are, as in 1/4 to 4/4.");
}

function parseJobs(text: string): number[] {
  if (/^\d{1,8}(,\d{1,8})*$/.test(text)) return text.split(",").map(Number);
  throw new InvalidArgumentError("Jobs are whole numbers from 0, with commas between them.");
}

function parseName(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("It has to have a name.");
}
