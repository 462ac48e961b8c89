import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { type BoardName, boards, type Wanted } from "./boards";
import { check } from "./check";
import { buildSteps, flashSteps, linkSteps, logSteps, type Step, textOf } from "./commands";
import { Missing, needIdf, needPort, needSdk, needXsbugLog } from "./needs";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const root = resolve(__dirname, "../..");
const { env } = process;

interface Options {
  readonly board: BoardName;
  readonly debug: boolean;
  readonly bench: boolean;
  readonly dryRun: boolean;
  readonly port?: string;
}

function wantedOf({ board, debug, bench }: Options, isDebug = debug): Wanted {
  if (bench && !isDebug)
    throw new Missing("--bench is for debug builds: a release build inflates anyway (add --debug)");
  return { board, isDebug, isBench: bench };
}

function print(steps: readonly Step[]): number {
  for (const step of steps) process.stdout.write(`${textOf(step)}\n`);
  return 0;
}

/** One after the other, until one fails. */
function run(steps: readonly Step[]): number {
  for (const { program, args, env: more } of steps) {
    const { status } = spawnSync(program, args, { cwd: root, env: { ...env, ...more }, stdio: "inherit" });
    if (status !== 0) return EXIT_FAILED;
  }
  return 0;
}

function build(options: Options): number {
  const steps = buildSteps(wantedOf(options));
  if (options.dryRun) return print(steps);
  needSdk(env);
  needIdf(env);
  return run(steps);
}

/** What is said of a port that nobody has named, in a dry run. */
const ANY_PORT = "<port>";

function flash(options: Options): number {
  const wanted = wantedOf(options);
  const port = options.port ?? env.UPLOAD_PORT;
  if (options.dryRun) return print(flashSteps(wanted, port ?? ANY_PORT));
  needSdk(env);
  needIdf(env);
  return run(flashSteps(wanted, needPort(port)));
}

function log(options: Options): number {
  const wanted = wantedOf(options, true);
  const port = options.port ?? env.UPLOAD_PORT;
  if (options.dryRun) return print(logSteps(wanted, port ?? ANY_PORT));
  needSdk(env);
  needIdf(env);
  needXsbugLog(env);
  return run(logSteps(wanted, needPort(port)));
}

function checkBuild(options: Options): number {
  const wanted = wantedOf(options);
  if (options.dryRun) return print(linkSteps(wanted, root, resolve(root, "build")));
  needSdk(env);
  process.stderr.write("TypeScript, XS compiler and XS linker of the SDK: this takes minutes\n");
  const { ours, sdks, ...image } = check(wanted, root, env);
  process.stdout.write(`${JSON.stringify(image)}\n`);
  for (const line of sdks) process.stdout.write(`the SDK's own: ${line}\n`);
  for (const line of ours) process.stdout.write(`${line}\n`);
  return ours.length > 0 ? EXIT_FAILED : 0;
}

function say(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}

function main(): number {
  let exitCode = 0;
  const command = new Command("firmware").description(
    "Builds the firmware for a board, flashes it, and listens to it.",
  );
  command.showSuggestionAfterError(false).exitOverride();
  const add = (name: string, description: string, act: (options: Options) => number, hasPort = false): void => {
    const one = command
      .command(name)
      .description(description)
      .addOption(new Option("--board <board>", "the board").choices(Object.keys(boards)).default("devkitc"))
      .option("--debug", "a debug build, which does not inflate", false)
      .option("--bench", "a debug build that inflates: no limb in the cuff", false)
      .option("--dry-run", "print the commands and run none", false)
      .allowExcessArguments(false)
      .configureOutput({ writeErr: () => undefined })
      .action((options: Options) => {
        exitCode = act(options);
      });
    if (hasPort) one.option("--port <port>", "serial port of the board (default: UPLOAD_PORT)");
  };
  add("build", "Builds with mcconfig and ESP-IDF.", build);
  add("flash", "Builds, and writes the outcome to the board.", flash, true);
  add("log", "Shows what a debug build says, in the terminal.", log, true);
  add("check", "Checks types, compiles and links for XS; needs the SDK, but no ESP-IDF.", checkBuild);
  command.configureOutput({ writeErr: () => undefined });
  if (process.argv.length < 3) return say(command.helpInformation().trimEnd(), EXIT_USAGE);
  try {
    command.parse();
  } catch (cause) {
    if (cause instanceof Missing) return say(cause.message, EXIT_USAGE);
    if (!(cause instanceof CommanderError))
      return say(cause instanceof Error ? cause.message : `${cause}`, EXIT_FAILED);
    if (cause.exitCode === 0) return 0;
    const message = cause.message.replace(/^error: /, "").replace(/\n.*$/s, "");
    return say(`${message} (--help lists the options)`, EXIT_USAGE);
  }
  return exitCode;
}

process.exitCode = main();
