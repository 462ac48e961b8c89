import { type Section, type Table, verdictOf } from "../../bench/section";
import type { Figure } from "../../sim/scenario/figures";

/** Sections as a page of Markdown. */
export function markdownOf(title: string, intro: readonly string[], sections: readonly Section[]): string {
  const parts = [`# ${title}`, ...intro.map(escaped), ...sections.flatMap(sectionParts)];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts({ title, table, notes = [], figures }: Section): string[] {
  return [
    ...(title === undefined ? [] : [`## ${escaped(title)}`]),
    ...(table === undefined ? [] : [tableMarkdown(table)]),
    ...notes.map(escaped),
    ...(figures.length === 0 ? [] : [figuresMarkdown(figures)]),
  ];
}

/** Columns that would stay empty are left out. */
function figuresMarkdown(figures: readonly Figure[]): string {
  const columns = ["figure", "value", "target", "verdict", "held against"];
  const rows = figures.map((figure) => [
    figure.name,
    figure.value === null ? "–" : `${figure.value} ${figure.unit}`,
    figure.target ?? "",
    verdictOf(figure),
    figure.anchor ?? "",
  ]);
  const used = columns.map((_, i) => rows.some((row) => row[i] !== ""));
  const kept = (row: readonly string[]): string[] => row.filter((_, i) => used[i]);
  return tableMarkdown({ columns: kept(columns), rows: rows.map(kept) });
}

function tableMarkdown({ columns, rows }: Table): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map((row) => row.map(escaped))];
  return lines.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** No cell may end its column, its row, or be taken for a tag. */
function escaped(text: string): string {
  return text.replace(/[\\|<]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
