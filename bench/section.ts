import type { Figure } from "../sim/scenario/figures";

/** Rows of text under column heads; the first column tells what a row is about. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Part of what a bench prints. */
export interface Section {
  readonly title?: string;
  readonly table?: Table;
  /** Sentences under the table. */
  readonly notes?: readonly string[];
  /** Figures that the table shows already; only `--json` lists them one by one. */
  readonly tabled?: readonly Figure[];
  readonly figures: readonly Figure[];
}

/** Everything that was measured, in the order of the print. */
export function figuresOf(sections: readonly Section[]): Figure[] {
  return sections.flatMap(({ tabled = [], figures }) => [...tabled, ...figures]);
}

/** A number as tables show it; nothing where nothing was measured. */
export function cell(value: number | null | undefined, decimals = 1): string {
  return value === null || value === undefined || !Number.isFinite(value) ? "–" : value.toFixed(decimals);
}

/** Told next to a value: met or missed, or nothing where it is not judged. */
export function verdictOf({ met }: Figure): string {
  return met === null ? "" : met ? "met" : "MISSED";
}

export function textOf(sections: readonly Section[]): string {
  return sections.map(sectionText).join("\n");
}

function sectionText({ title, table, notes = [], figures }: Section): string {
  const parts = [
    title === undefined ? "" : `${title}\n${"-".repeat(title.length)}\n`,
    table === undefined ? "" : tableText(table),
    notes.map((note) => `${note}\n`).join(""),
    figuresText(figures),
  ];
  return parts.filter((part) => part !== "").join(title === undefined ? "" : "\n");
}

/** Numbers stand under one another, to the right; names to the left. */
function tableText({ columns, rows }: Table): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const isName = columns.map((_, i) => i === 0 || rows.every((row) => !/^[\d−–-]/.test(row[i] ?? "")));
  return all
    .map((row) => {
      const cells = widths.map((width, i) =>
        isName[i] ? (row[i] ?? "").padEnd(width) : (row[i] ?? "").padStart(width),
      );
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

function figuresText(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.value} ${figure.unit}`,
    figure.target ?? "",
    verdictOf(figure),
    figure.anchor ?? "",
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, i) => text.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
