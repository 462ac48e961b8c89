import type { Campaign, Outcome } from "../campaign";

/** Runs one job here and now. A job that throws is a finding, not the end of the campaign. */
export function outcomeOf<Result>(
  campaign: Campaign<Result>,
  job: number,
  onThrow: (cause: unknown) => void = () => undefined,
): Outcome<Result> {
  try {
    const result = campaign.run(job);
    return result === undefined ? { job, failure: "gave no result" } : { job, result };
  } catch (cause) {
    onThrow(cause);
    return { job, failure: `threw ${cause}` };
  }
}

/** What is wrong with an outcome, or `null`. */
export function findingIn<Result>(campaign: Campaign<Result>, outcome: Outcome<Result>): string | null {
  if ("failure" in outcome) return outcome.failure;
  return campaign.finding?.(outcome.result) ?? null;
}
