import { basename, join } from "node:path";
import { boards, type Wanted } from "./boards";

/** One program to run, with what it finds in its environment besides ours. */
export interface Step {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Everything that a call of mcconfig says about which build it is. */
function argsOf({ board, isDebug, isBench }: Wanted): string[] {
  const { platform } = boards[board];
  return [...(isDebug ? ["-d"] : []), "-m", "-p", platform, ...(isBench ? ["bench=true"] : [])];
}

function mcconfig(wanted: Wanted, target: string, port?: string): Step {
  const env: Record<string, string> = port === undefined ? {} : { UPLOAD_PORT: port };
  return { program: "mcconfig", args: [...argsOf(wanted), "-t", target], env };
}

export function buildSteps(wanted: Wanted): Step[] {
  return [mcconfig(wanted, "build")];
}

/** `deploy` of the SDK sends whatever was built last, so that is built here. */
export function flashSteps(wanted: Wanted, port: string): Step[] {
  return [...buildSteps(wanted), mcconfig(wanted, "deploy", port)];
}

/**
 * What the firmware says through `trace`, in the terminal. Only a debug build has a line to say it on: it is xsbug's
 * protocol, which the SDK's xsbug-log speaks (`-dl`).
 */
export function logSteps({ board, isBench }: Wanted, port: string): Step[] {
  const args = ["-dl", "-m", "-p", boards[board].platform, ...(isBench ? ["bench=true"] : []), "-t", "xsbug"];
  return [{ program: "mcconfig", args, env: { UPLOAD_PORT: port } }];
}

/** Where mcconfig puts the linked XS image of a project in `root`, with `-o out`. */
export function imageOf({ board, isDebug }: Wanted, root: string, out: string): string {
  const { subplatform } = boards[board];
  return join(out, "tmp/esp32", subplatform, isDebug ? "debug" : "release", basename(root), "mc.xs.c");
}

/** TypeScript check, XS compile and XS link, and nothing that needs ESP-IDF. */
export function linkSteps(wanted: Wanted, root: string, out: string): Step[] {
  return [{ program: "mcconfig", args: [...argsOf(wanted), "-o", out, "-t", imageOf(wanted, root, out)], env: {} }];
}

/** As one would type it. */
export function textOf({ program, args, env }: Step): string {
  return [...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args].join(" ");
}
