import { outcomeOf } from "../report/outcome";
import { clock, figureParts } from "../report/words";
import type { SessionResult } from "../scenario/run";

/** What a person reads at the end: what happened, what was measured, and where the pictures are. */
export function summaryText(result: SessionResult, files: readonly string[]): string {
  const { scenario, seed, events, figures } = result;
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
    "Figures",
    ...figureLines,
    "",
    ...files,
  ];
  return `${lines.join("\n")}\n`;
}

/** What a program reads at the end, as one JSON document. */
export function summaryJson(scenario: string, { seed, events, figures }: SessionResult): string {
  return `${JSON.stringify({ scenario, seed, events, figures }, null, 2)}\n`;
}
