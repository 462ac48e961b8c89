import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml, jsonForScript } from "../../../sim/report/escape";
import { type Section, textOf } from "../../section";
import type { Plots } from "./plots";

const PAGE_FOLDER = join(__dirname, "page");
/** Colours and page are those of a session's report. */
const SESSION_FOLDER = join(__dirname, "../../../sim/report/page");

/** The plots over what the bench prints, as one HTML page that needs nothing else. */
export function lopPage(plots: Plots, sections: readonly Section[]): string {
  const styles = [
    library("uPlot.min.css"),
    file(SESSION_FOLDER, "theme.css"),
    file(SESSION_FOLDER, "page.css"),
    file(PAGE_FOLDER, "lop.css"),
  ];
  const scripts = [library("uPlot.iife.min.js"), file(PAGE_FOLDER, "plot.js")];
  const parts: Readonly<Record<string, string>> = {
    styles: `<style>\n${styles.join("\n")}</style>`,
    sections: escapeHtml(textOf(sections)),
    data: `<script type="application/json" id="plots">${jsonForScript(plots)}</script>`,
    scripts: `<script>\n${scripts.join("\n")}</script>`,
  };
  return file(PAGE_FOLDER, "lop.html").replace(/<!--(\w+)-->/g, (_, name: string) => parts[name] ?? "");
}

function file(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** A file of uPlot, which draws the plots. */
function library(name: string): string {
  return readFileSync(require.resolve(`uplot/dist/${name}`), "utf8");
}
