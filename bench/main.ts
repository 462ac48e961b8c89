import { SingleBar } from "cli-progress";
import { Command, CommanderError } from "commander";
import { UsageError } from "../sim/scenario/usage-error";
import { measureControl } from "./control/control";
import { measureLop } from "./lop/lop";
import { measureQuietHold } from "./quiet-hold";
import { measureReps } from "./reps/reps";
import { figuresOf, type Section, textOf } from "./section";
import { measureSpeed } from "./speed";

type Bench = (onProgress: (share: number) => void) => Section[];

/** Every bench by its name, with what it measures. */
const benches: Readonly<Record<string, { readonly about: string; readonly run: Bench }>> = {
  sim: { about: "speed of the simulated cuff", run: (onProgress) => [{ figures: measureSpeed(onProgress) }] },
  hold: {
    about: "how quietly and exactly a pressure is held",
    run: (onProgress) => [{ figures: measureQuietHold(onProgress) }],
  },
  control: { about: "exercise, transients, release and robustness of the regulation", run: measureControl },
  lop: { about: "the search for the limb occlusion pressure, on 1,000 simulated people", run: measureLop },
  reps: { about: "counting of uneven repetitions, regulated and sealed", run: measureReps },
};

const EXIT_MISSED = 1;
const EXIT_USAGE = 2;

function runBench(name: string, json: boolean): number {
  const bench = benches[name];
  if (bench === undefined) {
    process.stderr.write(`unknown bench "${name}": give one of ${Object.keys(benches).join(", ")}\n`);
    return EXIT_USAGE;
  }
  const bar = new SingleBar({ format: `${name} {bar} {percentage}%`, stream: process.stderr, clearOnComplete: true });
  bar.start(1, 0);
  const sections = measured(bench.run, bar);
  if (sections === null) return EXIT_USAGE;
  const figures = figuresOf(sections);
  process.stdout.write(json ? `${JSON.stringify({ figures }, null, 2)}\n` : textOf(sections));
  return figures.every(({ met }) => met !== false) ? 0 : EXIT_MISSED;
}

/** Shows how far the bench is; `null` where it cannot write its report. */
function measured(run: Bench, bar: SingleBar): Section[] | null {
  try {
    const sections = run((share) => bar.update(share));
    bar.stop();
    return sections;
  } catch (cause) {
    // First, so that the bar is gone from the line that the message takes.
    bar.stop();
    if (!(cause instanceof UsageError)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return null;
  }
}

function main(): number {
  const about = Object.entries(benches).map(([name, bench]) => `  ${name.padEnd(7)} ${bench.about}`);
  const program = new Command("bench")
    .description(`Measures a figure of the project and holds it against its target.\n\nBenches:\n${about.join("\n")}`)
    .argument("<name>", "which bench")
    .option("--json", "print one JSON document instead of a table", false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });
  try {
    program.parse();
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  return runBench(program.args[0] ?? "", program.opts<{ json: boolean }>().json);
}

process.exitCode = main();
