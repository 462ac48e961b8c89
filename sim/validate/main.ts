import { SingleBar } from "cli-progress";
import { Command, CommanderError } from "commander";
import type { Figure } from "../scenario/figures";
import { anchors } from "./anchors";
import { type Anchor, isMet, measuredText, type Row } from "./row";
import { formatSummary, formatTable, type Section } from "./table";

const MISSED = 1;
const BAD_USAGE = 2;

/** Works out every anchor, with progress on stderr where that is a terminal. */
function workOut(): Section[] {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} {anchor}",
    clearOnComplete: true,
    stream: process.stderr,
  });
  bar.start(anchors.length, 0, { anchor: anchors[0]?.title ?? "" });
  const sections = anchors.map((anchor, done) => {
    bar.update(done, { anchor: anchor.title });
    return { anchor, rows: anchor.rows() };
  });
  bar.stop();
  return sections;
}

function figure(anchor: Anchor, row: Row): Figure {
  const judged = row.standing !== "information";
  const source = `${anchor.id}, ${row.standing}: ${measuredText(row)}`;
  const range = row.high === Number.POSITIVE_INFINITY ? row.tolerance : `${short(row.low)} to ${short(row.high)}`;
  const target = judged ? `${range} ${row.unit}` : null;
  return { name: row.name, value: row.simulated, unit: row.unit, target, met: isMet(row), anchor: source };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

function main(): void {
  const command = new Command("validate")
    .description("Holds the simulated cuff against measured ones, row by row. Exits 1 when a row misses its tolerance.")
    .option("--json", "print the figures as one JSON document")
    .allowExcessArguments(false)
    .exitOverride();
  try {
    command.parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : BAD_USAGE;
    return;
  }
  const sections = workOut();
  if (command.opts<{ json?: boolean }>().json) {
    const figures = sections.flatMap(({ anchor, rows }) => rows.map((row) => figure(anchor, row)));
    process.stdout.write(`${JSON.stringify({ figures }, null, 2)}\n`);
  } else {
    process.stdout.write(`${formatTable(sections)}\n\n${formatSummary(sections)}\n`);
  }
  if (sections.some(({ rows }) => rows.some((row) => isMet(row) === false))) process.exitCode = MISSED;
}

main();
