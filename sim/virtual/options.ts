import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { cuffs } from "../../firmware/parts/cuffs";
import { loadScenario, UsageError } from "../scenario/load";
import type { Scenario } from "../scenario/schema";
import { deeds } from "./deeds";

/** What a person asked for on the command line. */
export interface CuffOptions {
  readonly port: number;
  readonly seed: number;
  readonly speed: number;
  readonly serial: boolean;
  readonly json: boolean;
  /** The cuff, its person and the air. */
  readonly scenario: Scenario;
}

type Given = Partial<Omit<CuffOptions, "scenario">> & {
  readonly cuff?: string;
  readonly limb?: "arm" | "leg";
  readonly person?: readonly string[];
  readonly set?: readonly string[];
};

export const DEFAULT_PORT = 7311;
const HIGHEST_PORT = 65_535;
const HIGHEST_SEED = 2 ** 32 - 1;
const HIGHEST_SPEED = 20;
const BASE = join(__dirname, "cuff.json");
const cuffOfLimb = { arm: "arm", leg: "thigh11" } as const;

/** Reads the command line; `undefined` when it only asked for help, which has been printed then. */
export function parseOptions(argv: readonly string[]): CuffOptions | undefined {
  const command = cuffCommand();
  try {
    command.parse(argv, { from: "user" });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return undefined;
    throw new UsageError(`${cause.message.replace(/^error: /, "")} (--help lists the options)`);
  }
  const { port, seed, speed, serial, json, cuff, limb, person = [], set = [] } = command.opts<Given>();
  const name = cuff ?? (limb && cuffOfLimb[limb]);
  const changes = [...(name === undefined ? [] : [`cuff=${name}`]), ...person.map((one) => `person.${one}`), ...set];
  return {
    port: port ?? DEFAULT_PORT,
    seed: seed ?? 1,
    speed: speed ?? 1,
    serial: serial ?? false,
    json: json ?? false,
    scenario: loadScenario(BASE, changes),
  };
}

/** What can be done while it runs, as `--help` and the `h` key show it. */
export function deedList(): string {
  const rows = [
    ...deeds.map(({ name, key, words }) => [key, name, words]),
    ["h", "help", "this list"],
    ["q", "quit", ""],
  ];
  return rows.map(([key, name = "", words]) => `  ${key}  ${name.padEnd(10)}  ${words}`.trimEnd()).join("\n");
}

function cuffCommand(): Command {
  return new Command("cuff")
    .description(
      "Simulates a cuff on somebody's limb, in real time, for apps to connect to:\n" +
        "  ws://127.0.0.1:<port>/cuff   the cuff, as its firmware speaks; one client at a time\n" +
        "  ws://127.0.0.1:<port>/world  what can be done to it, and what is really the case, as JSON",
    )
    .option("--port <number>", `where it listens (default: ${DEFAULT_PORT}; 0: any that is free)`, parsePort)
    .addOption(new Option("--limb <limb>", "an arm cuff or a thigh cuff (default: arm)").choices(["arm", "leg"]))
    .addOption(new Option("--cuff <name>", "which cuff").choices(Object.keys(cuffs)).conflicts("limb"))
    .option("--seed <number>", "start of all that is random (default: 1)", parseSeed)
    .option("--person <field=value>", "who wears it, as in systolicMmhg=140; repeatable", collect)
    .option("--set <path=value>", "changes anything else, as in world.snugness=0.8; repeatable", collect)
    .option("--serial", "offers it on a pseudo-terminal too, as a cuff on USB would be")
    .option("--speed <factor>", `so many times as fast as real life, 1 to ${HIGHEST_SPEED} (default: 1)`, parseSpeed)
    .option("--json", "prints each event as one line of JSON")
    .addHelpText(
      "after",
      `\nKeys, or lines on standard input where that is no terminal, as in "leak on":\n${deedList()}`,
    )
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
}

function wholeNumber(text: string, most: number, what: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new InvalidArgumentError(`${what} is a whole number from 0 to ${most}.`);
}

function parsePort(text: string): number {
  return wholeNumber(text, HIGHEST_PORT, "A port");
}

function parseSeed(text: string): number {
  return wholeNumber(text, HIGHEST_SEED, "A seed");
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (/^[\d.]+$/.test(text) && speed >= 1 && speed <= HIGHEST_SPEED) return speed;
  throw new InvalidArgumentError(`A speed is a number from 1 to ${HIGHEST_SPEED}.`);
}

function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
