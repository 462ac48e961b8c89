import { fieldsOf } from "../../companion/json/shape";
import { lookUp } from "./shape";
import { quoted, UsageError } from "./usage-error";

/** One `--set path=value`. */
export interface Override {
  readonly text: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Reads `path=value`; the value counts as JSON where it is JSON, else as text. */
export function parseOverride(argument: string): Override {
  const text = `--set ${argument}`;
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
  if (path === undefined || value === undefined) {
    throw new UsageError(`${text}: write path=value, as in world.leakMlPerS=1`);
  }
  return { text, path: path.split("."), value: jsonOrText(value) };
}

/** Changes `file`, a valid scenario file as parsed JSON, as asked. */
export function applyOverrides(file: unknown, overrides: readonly Override[]): void {
  for (const { path } of overrides) dropRival(path, file);
  for (const override of overrides) {
    refuseUnknown(override, file);
    put(file, override.path, override.value);
  }
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function refuseUnknown({ text, path }: Override, file: unknown): void {
  for (let depth = 0; depth < path.length; depth++) {
    const parent = lookUp(path.slice(0, depth), file);
    const here = depth === 0 ? "the scenario" : path.slice(0, depth).join(".");
    const key = path[depth] ?? "";
    if (Array.isArray(parent.value)) {
      const last = parent.value.length - 1;
      if (/^\d+$/.test(key) && Number(key) <= last) continue;
      throw new UsageError(
        `${text}: ${here} has no entry ${quoted(key)}; its entries are ${last === 0 ? "0" : `0 to ${last}`}`,
      );
    }
    const fields = parent.shape === undefined ? [] : fieldsOf(parent.shape);
    const hasFields = parent.value === undefined || typeof parent.value === "object";
    if (hasFields && fields.includes(key)) continue;
    const allowed = hasFields && fields.length > 0 ? `its fields are ${fields.join(", ")}` : "it is a single value";
    throw new UsageError(`${text}: ${here} has no field ${quoted(key)}; ${allowed}`);
  }
}

/** A hold names its pressure in one of two ways: setting the one replaces the other, which the file may have used. */
function dropRival(path: readonly string[], file: unknown): void {
  const rivals: Readonly<Record<string, string>> = { mmhg: "percentLop", percentLop: "mmhg" };
  const rival = path.length === 3 && path[0] === "steps" ? rivals[path[2] ?? ""] : undefined;
  const step = lookUp(path.slice(0, -1), file).value;
  if (rival !== undefined && typeof step === "object" && step !== null) Reflect.deleteProperty(step, rival);
}

function put(file: unknown, path: readonly string[], value: unknown): void {
  let target = file as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    target[key] ??= {};
    target = target[key] as Record<string, unknown>;
  }
  target[path.at(-1) ?? ""] = value;
}
