import { appendFileSync, existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutFolder } from "../../sim/cli/out-folder";
import { systemError, UsageError } from "../../sim/scenario/usage-error";
import { linesOf } from "./lines";
import type { Shard } from "./shard";

/** What has to be the same for results to belong together. The first line of every file of results. */
export interface Key {
  readonly campaign: string;
  readonly jobs: number;
  readonly sources: string;
}

/** The file that outcomes go to, a line for each as soon as it is known, so that no interruption loses more than one. */
export class Checkpoint {
  readonly path: string;

  /** Makes the folder and the file, or gets a file from an earlier run ready to be continued. */
  constructor(folder: string, key: Key, shard: Shard | undefined, fresh: boolean) {
    const name = `${stemOf(key)}${shard ? `-shard-${shard.part}-of-${shard.of}` : ""}.jsonl`;
    this.path = join(new OutFolder(join(folder, key.campaign), [name]).path, name);
    try {
      if (fresh) rmSync(this.path, { force: true });
      if (!existsSync(this.path) || !this.#dropTornLine()) writeFileSync(this.path, `${JSON.stringify(key)}\n`);
    } catch (cause) {
      throw new UsageError(`cannot write ${this.path}: ${systemError(cause)}`);
    }
  }

  append(line: string): void {
    try {
      appendFileSync(this.path, `${line}\n`);
    } catch (cause) {
      throw new UsageError(`cannot write ${this.path}: ${systemError(cause)}`);
    }
  }

  /** False where not even the first line is whole. */
  #dropTornLine(): boolean {
    let end = 0;
    for (const { offset, length } of linesOf(this.path)) end = offset + length + 1;
    truncateSync(this.path, end);
    return end > 0;
  }
}

/** All files below `folder` that hold results for `key`: of the whole campaign and of shards. */
export function checkpointsFor(folder: string, key: Key): string[] {
  const home = join(folder, key.campaign);
  const names = existsSync(home) ? readdirSync(home) : [];
  const files = names.filter((name) => name.startsWith(stemOf(key)) && name.endsWith(".jsonl")).sort();
  if (files.length > 0) return files.map((name) => join(home, name));
  throw new UsageError(`no results of these sources for ${key.jobs} jobs in ${home}`);
}

function stemOf({ jobs, sources }: Key): string {
  return `${jobs}-jobs-${sources}`;
}
