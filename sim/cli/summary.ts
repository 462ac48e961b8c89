import { outcomeOf } from "../report/outcome";
import { clock, figureParts, setColumns, setWords } from "../report/words";
import type { SessionResult } from "../scenario/run";
import type { PlayedSet } from "../scenario/training-meter";

/** What a person reads at the end: what happened, what was measured, and where the pictures are. */
export function summaryText(result: SessionResult, files: readonly string[]): string {
  const { scenario, seed, events, figures, sets } = result;
  const eventLines = events.map(
    ({ timeS, kind, text }) => `  ${clock(timeS, 2).padStart(8)}  ${kind.padEnd(8)}  ${text}`,
  );
  const nameWidth = Math.max(...figures.map(({ name }) => name.length));
  const valueWidth = Math.max(...figures.map((figure) => figureParts(figure).value.length));
  const figureLines = figures.map((figure) => {
    const { value, unit } = figureParts(figure);
    return `  ${figure.name.padEnd(nameWidth)}  ${value.padStart(valueWidth)} ${unit}`.trimEnd();
  });
  const lines = [
    `${scenario.title} (seed ${seed})`,
    outcomeOf(result).text,
    "",
    "What happened",
    ...eventLines,
    "",
    ...(sets.length > 0 ? ["Sets", ...setLines(sets), ""] : []),
    "Figures",
    ...figureLines,
    "",
    ...files,
  ];
  return `${lines.join("\n")}\n`;
}

function setLines(sets: readonly PlayedSet[]): string[] {
  const rows = [[...setColumns], ...sets.map(setWords)];
  const widths = setColumns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

/** What a program reads at the end, as one JSON document. */
export function summaryJson(scenario: string, { seed, events, figures, sets, found }: SessionResult): string {
  return `${JSON.stringify({ scenario, seed, found: found ?? null, sets, events, figures }, null, 2)}\n`;
}
