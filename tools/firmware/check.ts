import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Wanted } from "./boards";
import { imageOf, linkSteps } from "./commands";
import { complaintsIn, type Image, imageIn } from "./image";
import { type Environment, Missing } from "./needs";

/** More than mcconfig ever says. */
const MOST_SAID = 64 * 1024 * 1024;
const LAST_LINES = 20;

export interface Checked extends Image {
  /** What the compilers complain about: in our files, and in the SDK's. */
  readonly ours: readonly string[];
  readonly sdks: readonly string[];
}

/**
 * The SDK's own TypeScript check, XS compile and XS link, without ESP-IDF: the makefile wants a program `idf.py` that
 * makes a header nobody reads here, and a git repository to tell the version of. Both are lent to it.
 */
export function check(wanted: Wanted, root: string, env: Environment): Checked {
  if (!existsSync(join(root, ".git"))) throw new Missing(`${root} is no git clone: the SDK's makefile asks for one`);
  const out = join(root, "build");
  mkdirSync(out, { recursive: true });
  const image = imageOf(wanted, root, out);
  const lent = mkdtempSync(join(tmpdir(), "no-idf-"));
  const idf = join(lent, "idf.py");
  writeFileSync(idf, "#!/bin/sh\nexit 0\n");
  chmodSync(idf, 0o755);
  // Made anew, or the linker has nothing to say.
  rmSync(image, { force: true });
  const path = [join(root, "node_modules/.bin"), lent, env.PATH ?? ""].join(delimiter);
  try {
    const said = linkSteps(wanted, root, out)
      .map(({ program, args }) => run(program, args, root, { ...env, PATH: path, IDF_PATH: root }))
      .join("");
    return { ...imageIn(readFileSync(image, "utf8"), said), ...complaintsIn(said, env.MODDABLE ?? "") };
  } finally {
    rmSync(lent, { recursive: true });
  }
}

function run(program: string, args: readonly string[], cwd: string, env: Environment): string {
  const done = spawnSync(program, args, { cwd, env: { ...env }, encoding: "utf8", maxBuffer: MOST_SAID });
  const said = `${done.stdout}${done.stderr}`;
  if (done.status === 0) return said;
  throw new Error(said.trim().split("\n").slice(-LAST_LINES).join("\n"));
}
