import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { scenarioName } from "../scenario/load";
import { UsageError } from "../scenario/usage-error";

/** What a person asked for on the command line. */
export interface SimOptions {
  readonly scenario: string;
  readonly seed: number;
  readonly out: string;
  readonly json: boolean;
  readonly list: boolean;
  /** Simulated seconds per second; `undefined` for as fast as it goes. */
  readonly speed: number | undefined;
  readonly set: readonly string[];
}

/** The options as commander hands them over: only those that were given. */
type GivenOptions = Partial<Omit<SimOptions, "scenario">> & { readonly realtime?: true };

const DEFAULT_SEED = 1;
const HIGHEST_SEED = 2 ** 32 - 1;
const HIGHEST_SPEED = 10_000;

/** Reads the command line; `undefined` when it only asked for help, which has been printed then. */
export function parseOptions(argv: readonly string[]): SimOptions | undefined {
  const command = simCommand();
  try {
    command.parse(argv, { from: "user" });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return undefined;
    throw new UsageError(`${cause.message.replace(/^error: /, "")} (--help lists the options)`);
  }
  const scenario = command.processedArgs[0] as string;
  const { seed, out, json, list, realtime, speed, set } = command.opts<GivenOptions>();
  return {
    scenario,
    seed: seed ?? DEFAULT_SEED,
    out: out ?? `out/${scenarioName(scenario)}`,
    json: json ?? false,
    list: list ?? false,
    speed: realtime ? 1 : speed,
    set: set ?? [],
  };
}

function simCommand(): Command {
  return new Command("sim")
    .description("Plays a scenario on the simulated cuff and writes a report.")
    .argument("[scenario]", "name of a built-in scenario, or path of a .json file", "visit-thigh")
    .option("--seed <number>", "start of all that is random: the same seed, the same session (default: 1)", parseSeed)
    .option("--out <folder>", "where report.html and trace.csv go (default: out/<scenario>)", parseFolder)
    .option("--json", "print one JSON document instead of the summary")
    .addOption(new Option("--realtime", "play as slowly as real life").conflicts("speed"))
    .option("--speed <factor>", "play this many times as fast as real life (default: as fast as it goes)", parseSpeed)
    .option("--set <path=value>", "change a field of the scenario, as in world.leakMlPerS=1; repeatable", collect)
    .option("--list", "print the built-in scenarios")
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= HIGHEST_SEED) return seed;
  throw new InvalidArgumentError(`A seed is a whole number from 0 to ${HIGHEST_SEED}.`);
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (/^[\d.]+$/.test(text) && speed > 0 && speed <= HIGHEST_SPEED) return speed;
  throw new InvalidArgumentError(`A speed is a number above 0, up to ${HIGHEST_SPEED}.`);
}

function parseFolder(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("A folder has to have a name.");
}

function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
