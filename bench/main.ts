import { SingleBar } from "cli-progress";
import { Command, CommanderError } from "commander";
import type { Figure } from "../sim/scenario/figures";
import { measureQuietHold } from "./quiet-hold";
import { measureSpeed } from "./speed";

type Bench = (onProgress: (share: number) => void) => Figure[];

/** Every bench by its name, with what it measures. */
const benches: Readonly<Record<string, { readonly about: string; readonly run: Bench }>> = {
  sim: { about: "speed of the simulated cuff", run: measureSpeed },
  hold: { about: "how quietly and exactly a pressure is held", run: measureQuietHold },
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
  const figures = bench.run((share) => bar.update(share));
  bar.stop();
  process.stdout.write(json ? `${JSON.stringify({ figures }, null, 2)}\n` : table(figures));
  return figures.every(({ met }) => met !== false) ? 0 : EXIT_MISSED;
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.value} ${figure.unit}`,
    figure.target ?? "",
    figure.met === null ? "" : figure.met ? "met" : "MISSED",
    figure.anchor ?? "",
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function main(): number {
  const about = Object.entries(benches).map(([name, bench]) => `  ${name.padEnd(6)} ${bench.about}`);
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
