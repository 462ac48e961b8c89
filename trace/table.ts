import type { Read } from "./finding";

/** A row of a table, with the line of the file that it stands on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Every row of every table in a Markdown file. All of them have the same head: with any other table in between, a
 * misspelt row would be lost without a word.
 */
export function readRows(file: string, text: string, columns: readonly string[]): Read<Row> {
  const items: Row[] = [];
  const findings: { about: string; text: string }[] = [];
  const head = columns.join("|");
  let headed = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.startsWith("|")) {
      headed = false;
      continue;
    }
    const cells = line.replace(/^\||\|\s*$/g, "").split("|");
    const row = { line: index + 1, cells: cells.map((cell) => cell.trim()) };
    if (row.cells.join("|") === head) headed = true;
    else if (row.cells.every((cell) => /^-+$/.test(cell))) continue;
    else if (headed && row.cells.length === columns.length) items.push(row);
    else findings.push({ about: `${file}:${row.line}`, text: `is no row of a table "${columns.join(" | ")}"` });
  }
  return { items, findings };
}
