import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml, jsonForScript } from "../../../sim/report/escape";
import { cell, type Section, type Table, verdictOf } from "../../section";
import { EXERCISE_BAND } from "../training-meter";
import { measureMinute } from "./minute";

const PAGE_FOLDER = join(__dirname, "page");
/** Colours and page are those of a session's report. */
const SESSION_FOLDER = join(__dirname, "../../../sim/report/page");

/** The tables, under a minute of the leg press, as one HTML page that needs nothing else. */
export function controlPage(sections: readonly Section[]): string {
  const minute = measureMinute();
  const scripts = [library("uPlot.iife.min.js"), file(PAGE_FOLDER, "plot.js")];
  const styles = [
    library("uPlot.min.css"),
    file(SESSION_FOLDER, "theme.css"),
    file(SESSION_FOLDER, "page.css"),
    file(PAGE_FOLDER, "control.css"),
  ];
  const parts: Readonly<Record<string, string>> = {
    styles: `<style>\n${styles.join("\n")}</style>`,
    sections: sections.map(sectionHtml).join("\n"),
    data: `<script type="application/json" id="minute">${jsonForScript({ ...minute, band: EXERCISE_BAND })}</script>`,
    scripts: `<script>\n${scripts.join("\n")}</script>`,
  };
  return file(PAGE_FOLDER, "control.html").replace(/<!--(\w+)-->/g, (_, name: string) => parts[name] ?? "");
}

function sectionHtml({ title = "", table, notes = [], figures }: Section): string {
  return `<section class="card"><h2>${escapeHtml(title)}</h2>
${table ? tableHtml(table) : ""}
${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join("\n")}
${figures.length > 0 ? tableHtml(figureTable(figures)) : ""}</section>`;
}

function figureTable(figures: Section["figures"]): Table {
  return {
    columns: ["figure", "value", "unit", "target", "", "anchor"],
    rows: figures.map((figure) => [
      figure.name,
      cell(figure.value, 2),
      figure.unit,
      figure.target ?? "",
      verdictOf(figure),
      figure.anchor ?? "",
    ]),
  };
}

function tableHtml({ columns, rows }: Table): string {
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const body = rows.map((row) => `<tr>${columns.map((_, i) => cellHtml(row[i] ?? "")).join("")}</tr>`).join("\n");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>`;
}

function cellHtml(text: string): string {
  const kind = text === "MISSED" ? ' class="missed"' : text === "met" ? ' class="kept"' : "";
  return `<td${kind}>${escapeHtml(text)}</td>`;
}

function file(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** A file of uPlot, which draws the plot. */
function library(name: string): string {
  return readFileSync(require.resolve(`uplot/dist/${name}`), "utf8");
}
