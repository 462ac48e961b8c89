import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "../../campaign/runner/command";
import type { Place } from "../../campaign/runner/table";

/** What a command line came to. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The toy campaigns, with sources of their own and a folder for results, in a place that is gone after the test. */
export class ToyPlace implements Place {
  readonly table = join(__dirname, "toy.ts");
  readonly root = mkdtempSync(join(tmpdir(), "campaign-"));
  readonly out = join(this.root, "out");

  constructor() {
    for (const folder of ["firmware", "sim", "campaign"]) mkdirSync(join(this.root, folder));
    this.edit("package-lock.json", "{}");
    this.edit("sim/air.ts", "air");
  }

  edit(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  async run(...args: string[]): Promise<Run> {
    let out = "";
    let err = "";
    const print = {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    const code = await command([...args, "--out", this.out], this, print, new AbortController().signal);
    return { code, out, err };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
