import { spawnSync } from "node:child_process";
import type { Context } from "mocha";

/** There is no C compiler on this machine. */
export class NoCompilerError extends Error {}

const STRICT = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"];

/** Compiles with every warning an error; says what the compiler says when it does not work. */
export function compile(args: readonly string[]): void {
  const complaint = complaintOf([...STRICT, ...args]);
  if (complaint !== "") throw new Error(complaint);
}

/** What undefined behaviour costs is a crash, where the compiler can look for it. */
export function sanitizer(): readonly string[] {
  const flags = ["-fsanitize=undefined", "-fno-sanitize-recover=all"];
  const tried = spawnSync("cc", [...flags, "-x", "c", "-o", "/dev/null", "-"], { input: "int main(void){return 0;}" });
  return tried.status === 0 ? flags : [];
}

/** What the compiler has to say against it: nothing if it works. */
export function complaintOf(args: readonly string[]): string {
  const run = spawnSync("cc", args, { encoding: "utf8" });
  if (run.error !== undefined) throw new NoCompilerError(`no C compiler (cc): ${run.error.message}`);
  return run.status === 0 ? "" : run.stderr || `cc ended with ${run.status}`;
}

/** Skips loudly without a compiler; in CI that is an error. */
export function skipWithoutCompiler(context: Context): void {
  try {
    complaintOf(["--version"]);
  } catch (error) {
    if (process.env.CI || !(error instanceof NoCompilerError)) throw error;
    console.warn(`      SKIPPED: ${error.message}`);
    context.skip();
  }
}
