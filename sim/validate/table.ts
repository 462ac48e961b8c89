import { type Anchor, isMet, measuredText, type Row } from "./row";

/** An anchor with its rows worked out. */
export interface Section {
  readonly anchor: Anchor;
  readonly rows: readonly Row[];
}

const HEADINGS = ["row", "measured", "simulated", "tolerance", "standing", ""] as const;

function digits(unit: string): number {
  if (unit === "share" || unit === "s") return 2;
  return 1;
}

function verdict(row: Row): string {
  const met = isMet(row);
  if (met === null) return "–";
  return met ? "pass" : "MISS";
}

function cells(row: Row): string[] {
  const unit = row.unit === "share" ? "" : ` ${row.unit}`;
  const simulated = row.simulated === null ? "never" : `${row.simulated.toFixed(digits(row.unit))}${unit}`;
  const tolerance = row.standing === "information" ? "–" : row.tolerance;
  return [row.name, measuredText(row), simulated, tolerance, row.standing, verdict(row)];
}

/** The whole table as text. */
export function formatTable(sections: readonly Section[]): string {
  const bodies = sections.map(({ rows }) => rows.map(cells));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...bodies.flat().map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = [format(HEADINGS)];
  sections.forEach(({ anchor }, i) => {
    lines.push("", `${anchor.id}: ${anchor.title}`, `  ${anchor.note}`, ...(bodies[i] ?? []).map(format));
  });
  return lines.join("\n");
}

/** One line that says how it went. */
export function formatSummary(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const judged = rows.filter((row) => isMet(row) !== null);
  const missed = judged.filter((row) => isMet(row) === false);
  const count = (standing: Row["standing"]) => {
    const of = judged.filter((row) => row.standing === standing);
    return `${standing} ${of.filter((row) => isMet(row)).length}/${of.length}`;
  };
  const names = missed.map((row) => `\n  missed: ${row.name}`).join("");
  return `${judged.length - missed.length} of ${judged.length} rows met (${count("fitted")}, ${count("predicted")}, ${count("computed")})${names}`;
}
