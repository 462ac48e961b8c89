import { cell, type Section } from "../section";
import { type ReleaseRow, releaseFigures } from "./release";

/** One line for a build and a starting pressure, its ways out side by side. */
export function releaseSection(rows: readonly ReleaseRow[]): Section {
  const figures = releaseFigures(rows);
  const lineOf = ({ cuff, line, bleed, fromMmhg }: ReleaseRow): string => `${cuff} ${line} ${bleed}, ${fromMmhg} mmHg`;
  const limits = new Map(rows.map(({ path, limitS }) => [path, limitS]));
  return {
    title: "Release to 15 mmHg after a minute of hold, s",
    table: {
      columns: ["build, from", ...[...limits].map(([path, limitS]) => `${path} (≤ ${limitS} s)`), ""],
      rows: [...new Set(rows.map(lineOf))].map((line) => {
        const own = rows.filter((row) => lineOf(row) === line);
        const verdicts = figures.filter((_, i) => rows[i] && lineOf(rows[i]) === line).map(({ met }) => met);
        const judged = verdicts.includes(false) ? "MISSED" : verdicts.includes(true) ? "met" : "";
        const seconds = [...limits.keys()].map((path) => cell(own.find((row) => row.path === path)?.seconds, 2));
        return [line, ...seconds, own.some(({ refused }) => refused) ? "build refused" : judged];
      }),
    },
    notes: ["Both paths, or one with the other stuck shut. Judged from the search ceiling, 280 mmHg."],
    tabled: figures,
    figures: [],
  };
}
