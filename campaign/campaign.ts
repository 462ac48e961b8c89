import type { Section } from "../bench/section";
import type { Figure } from "../sim/scenario/figures";

/** What of the command line decides which jobs there are. */
export interface CampaignOptions {
  /** How many, as `-n` gives it. */
  readonly n: number | undefined;
}

/** What a job that ran to its end has to say. */
export interface Answer<Result> {
  readonly job: number;
  readonly result: Result;
}

/** A job's answer, or why it has none: it threw, took too long, or killed its worker. */
export type Outcome<Result> = Answer<Result> | { readonly job: number; readonly failure: string };

export interface Summary {
  readonly sections: readonly Section[];
  /** What stands in no section. */
  readonly figures: readonly Figure[];
}

/** Many short simulations, each known by its number alone, and what they come to together. */
export interface Campaign<Result = unknown> {
  readonly name: string;
  readonly about: string;
  /** A job that takes longer than this is a finding, s (default: 60). */
  readonly limitS?: number;
  /** Throws a `UsageError` where the options do not suit. */
  jobCount(options: CampaignOptions): number;
  /**
   * One job, 0 ≤ `job` < jobCount. The same number has to give the same result, in any process and in any order. The
   * result has to be small and plain JSON: no `undefined`, no NaN, no infinity.
   */
  run(job: number): Result;
  /** Says what is wrong with a result, in half a sentence, or `null`. Every such job is listed with its number. */
  finding?(result: Result): string | null;
  /** Gets the answers in the order of the jobs, read from disk one by one; may go through them more than once. */
  summarise(results: Iterable<Answer<Result>>): Summary;
}
