import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { mistakeIn } from "../../companion/json/mistake";
import { parseJson } from "../../companion/json/parse-json";
import { applyOverrides, type Override, parseOverride } from "./overrides";
import { type Scenario, scenarioSchema } from "./schema";
import { scenarioShape } from "./shape";
import { quoted, systemError, UsageError } from "./usage-error";

export { UsageError };

const builtInFolder = join(__dirname, "..", "scenarios");

/** The names of the scenarios that come with the project. */
export function scenarioNames(): string[] {
  const files = readdirSync(builtInFolder).filter((file) => file.endsWith(".json"));
  return files.map((file) => basename(file, ".json")).sort();
}

/** What a scenario is called: its built-in name, or its file's name without the ending. */
export function scenarioName(nameOrPath: string): string {
  return basename(nameOrPath, ".json");
}

/**
 * A scenario by its built-in name or by the path of a .json file, changed by `overrides`, each of them `path=value`.
 * Throws a `UsageError` whose one line says what is wrong and what would be right.
 */
export function loadScenario(nameOrPath: string, overrides: readonly string[] = []): Scenario {
  const changes = overrides.map(parseOverride);
  const file = parseJson(read(nameOrPath), nameOrPath);
  const scenario = validate(file, () => nameOrPath);
  if (changes.length === 0) return scenario;
  applyOverrides(file, changes);
  return validate(file, (path) => nearest(changes, path));
}

function read(nameOrPath: string): string {
  const isPath = nameOrPath.endsWith(".json") || /[\\/]/.test(nameOrPath);
  const names = scenarioNames();
  if (!isPath && !names.includes(nameOrPath)) {
    throw new UsageError(
      `unknown scenario ${quoted(nameOrPath)}: give the path of a .json file or one of ${names.join(", ")}`,
    );
  }
  const path = isPath ? nameOrPath : join(builtInFolder, `${nameOrPath}.json`);
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError(`cannot read the scenario file ${path}: ${systemError(cause)}`);
  }
}

/** `blame` names where the value at a path came from. */
function validate(file: unknown, blame: (path: readonly string[]) => string): Scenario {
  const { data, error } = scenarioSchema.safeParse(file);
  if (error) {
    const { path, text } = mistakeIn(error.issues, scenarioShape, file, "the scenario");
    throw new UsageError(`${blame(path)}: ${text}`);
  }
  data.steps.forEach((step, index) => {
    if (step.do !== "hold" || (step.mmhg === undefined) !== (step.percentLop === undefined)) return;
    const mistake = step.mmhg === undefined ? "neither mmhg nor percentLop" : "both mmhg and percentLop";
    throw new UsageError(
      `${blame(["steps", String(index)])}: steps.${index} is a hold with ${mistake}; it takes one of the two`,
    );
  });
  return data;
}

/** The override that shares most of `path`, hence the one that brought the mistake there. */
function nearest(changes: readonly Override[], path: readonly string[]): string {
  const shared = ({ path: own }: Override) => own.findIndex((key, depth) => key !== path[depth]);
  const rank = (change: Override) => (shared(change) === -1 ? change.path.length : shared(change));
  return changes.reduce((best, change) => (rank(change) >= rank(best) ? change : best)).text;
}
