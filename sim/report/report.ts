import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SessionResult } from "../scenario/run";
import { escapeHtml, jsonForScript } from "./escape";
import { outcomeOf } from "./outcome";
import { pageData } from "./page-data";
import { eventRows, factList, figureTiles, outcomeLine, setsCard } from "./sections";

/** The styles and scripts of the page, the scripts in the order in which they need one another. */
const styles = ["theme.css", "page.css", "tiles.css", "plots.css", "legend.css", "flags.css", "events.css"];
const scripts = [
  "report.js",
  "session.js",
  "colours.js",
  "readout.js",
  "flags.js",
  "painting.js",
  "plots.js",
  "main.js",
];

/** A session as one HTML page that needs nothing else: no network, no other files. */
export function reportHtml(result: SessionResult): string {
  const { scenario, figures, events, sets } = result;
  const parts: Readonly<Record<string, string>> = {
    title: escapeHtml(scenario.title),
    heading: `<h1>${escapeHtml(scenario.title)}</h1>`,
    description: escapeHtml(scenario.description),
    outcome: outcomeLine(outcomeOf(result)),
    facts: factList(result),
    tiles: figureTiles(figures),
    sets: setsCard(sets),
    eventCount: String(events.length),
    events: eventRows(events),
    styles: `<style>\n${[library("uPlot.min.css"), ...styles.map(pageFile)].join("\n")}</style>`,
    data: `<script type="application/json" id="session">${jsonForScript(pageData(result))}</script>`,
    scripts: `<script>\n${[library("uPlot.iife.min.js"), ...scripts.map(pageFile)].join("\n")}</script>`,
  };
  return pageFile("template.html").replace(/<!--(\w+)-->/g, (_, name: string) => parts[name] ?? "");
}

function pageFile(name: string): string {
  return readFileSync(join(__dirname, "page", name), "utf8");
}

/** A file of uPlot, which draws the plots. */
function library(name: string): string {
  return readFileSync(require.resolve(`uplot/dist/${name}`), "utf8");
}
