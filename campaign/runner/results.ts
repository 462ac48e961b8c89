import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { UsageError } from "../../sim/scenario/usage-error";
import type { Answer, Outcome } from "../campaign";
import type { Key } from "./checkpoint";
import { linesOf } from "./lines";
import { jobsOf, type Shard } from "./shard";

/** Where an outcome stands. */
interface Place {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * The outcomes in one or more files, in the order of their jobs. Only their places are kept in memory. A job that is in
 * several files is taken from the first.
 */
export class Results<Result> implements Iterable<Outcome<Result>> {
  readonly #paths: readonly string[];
  readonly #key: Key;
  readonly #places = new Map<number, Place>();

  /** Refuses files that belong to anything else than `key`. */
  constructor(paths: readonly string[], key: Key) {
    this.#paths = paths;
    this.#key = key;
    for (const [file, path] of paths.entries()) this.#take(file, path);
  }

  get size(): number {
    return this.#places.size;
  }

  has(job: number): boolean {
    return this.#places.has(job);
  }

  missing(shard?: Shard): number[] {
    return [...jobsOf(this.#key.jobs, shard)].filter((job) => !this.has(job));
  }

  /** Those jobs that have a result. */
  *answers(): Generator<Answer<Result>, void, void> {
    for (const outcome of this) if ("result" in outcome) yield outcome;
  }

  *[Symbol.iterator](): Generator<Outcome<Result>, void, void> {
    const files = this.#paths.map((path) => openSync(path, "r"));
    try {
      for (const job of [...this.#places.keys()].sort((a, b) => a - b)) {
        const { file = -1, offset = 0, length = 0 } = this.#places.get(job) ?? {};
        const line = Buffer.alloc(length);
        readSync(files[file] ?? -1, line, 0, length, offset);
        yield JSON.parse(line.toString("utf8")) as Outcome<Result>;
      }
    } finally {
      for (const file of files) closeSync(file);
    }
  }

  #take(file: number, path: string): void {
    if (!existsSync(path)) throw new UsageError(`${path} does not exist`);
    const lines = linesOf(path);
    const first = lines.next();
    this.#check(path, first.done ? "" : first.value.text);
    let number = 1;
    for (const line of lines) {
      number++;
      const job = jobIn(line.text);
      if (job === undefined) throw new UsageError(`${path} is damaged in line ${number}: --fresh starts over`);
      if (!this.has(job)) this.#places.set(job, { file, offset: line.offset, length: line.length });
    }
  }

  #check(path: string, header: string): void {
    const { campaign, jobs, sources }: Partial<Key> = parsed(header) ?? {};
    const own = this.#key;
    if (campaign === undefined) throw new UsageError(`${path} holds no results of a campaign`);
    if (campaign !== own.campaign) throw new UsageError(`${path} holds results of campaign ${campaign}`);
    if (jobs !== own.jobs) throw new UsageError(`${path} is a part of ${jobs} jobs, not of ${own.jobs}: see -n`);
    if (sources !== own.sources) {
      throw new UsageError(`${path} holds results of other sources (${sources}) than those here (${own.sources})`);
    }
  }
}

function jobIn(line: string): number | undefined {
  const job = (parsed(line) as { job?: unknown } | undefined)?.job;
  return typeof job === "number" ? job : undefined;
}

function parsed(text: string): Partial<Key> | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
