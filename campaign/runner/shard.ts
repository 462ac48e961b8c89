/** One of several equal parts of a campaign, so that several machines can share it. */
export interface Shard {
  /** From 1. */
  readonly part: number;
  readonly of: number;
}

/** Reads "2/4"; `undefined` where it makes no sense. */
export function parseShard(text: string): Shard | undefined {
  const [, part, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return part !== undefined && of !== undefined && part >= 1 && part <= of ? { part, of } : undefined;
}

/** Every `of`-th job, so that jobs of one kind, which stand side by side, spread over all shards. */
export function* jobsOf(jobs: number, shard: Shard | undefined): Generator<number, void, void> {
  const { part, of } = shard ?? { part: 1, of: 1 };
  for (let job = part - 1; job < jobs; job += of) yield job;
}
