import { join } from "node:path";
import { reportHtml } from "../report/report";
import { loadScenario, scenarioName, scenarioNames } from "../scenario/load";
import { Session } from "../scenario/run";
import { UsageError } from "../scenario/usage-error";
import { exportsOf } from "./exports";
import { parseOptions, type SimOptions } from "./options";
import { OutFolder } from "./out-folder";
import { playThrough } from "./play";
import { progressOf } from "./progress";
import { summaryJson, summaryText } from "./summary";

const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;
const REPORT_FILE = "report.html";
const TRACE_FILE = "trace.csv";

function printList(): void {
  const names = scenarioNames();
  const width = Math.max(...names.map((name) => name.length));
  process.stdout.write(names.map((name) => `${name.padEnd(width)}  ${loadScenario(name).title}\n`).join(""));
}

/** Plays the scenario and writes its files; returns the exit code. */
async function run(options: SimOptions, signal: AbortSignal): Promise<number> {
  const scenario = loadScenario(options.scenario, options.set);
  const folder = new OutFolder(options.out, [TRACE_FILE, REPORT_FILE]);
  const session = new Session(scenario, options.seed);
  const progress = progressOf(session, scenario.durationS);
  await playThrough(session, options.speed, signal, () => progress.show());
  progress.stop();
  if (signal.aborted) {
    folder.discard();
    process.stderr.write("stopped, nothing written\n");
    return EXIT_INTERRUPTED;
  }
  const result = session.result();
  const { log } = session.world;
  const exports = log === undefined ? {} : exportsOf(log);
  folder.write({ [TRACE_FILE]: result.trace.toCsv(), [REPORT_FILE]: reportHtml(result), ...exports });
  const files = [`Report  ${join(options.out, REPORT_FILE)}`, `Trace   ${join(options.out, TRACE_FILE)}`];
  for (const name of Object.keys(exports)) files.push(`Log     ${join(options.out, name)}`);
  process.stdout.write(options.json ? summaryJson(scenarioName(options.scenario), result) : summaryText(result, files));
  return 0;
}

async function main(): Promise<number> {
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options?.list) printList();
    else if (options) return await run(options, interruption.signal);
    return 0;
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return EXIT_USAGE;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
