import { UsageError } from "../../sim/scenario/usage-error";
import type { Campaign } from "../campaign";
import type { Print } from "./command";
import { findingIn, outcomeOf } from "./outcome";

/** Runs single jobs in this very process, where a debugger reaches them; returns how many have a finding. */
export function replay(campaign: Campaign, only: readonly number[], jobs: number, print: Print): number {
  const beyond = only.find((job) => job >= jobs);
  if (beyond !== undefined) throw new UsageError(`there is no job ${beyond}: they go from 0 to ${jobs - 1}`);
  let findings = 0;
  for (const job of only) {
    const startMs = performance.now();
    const outcome = outcomeOf(campaign, job, (cause) => {
      print.err(`${cause instanceof Error ? cause.stack : cause}\n`);
    });
    const seconds = (performance.now() - startMs) / 1000;
    const finding = findingIn(campaign, outcome);
    if (finding !== null) findings++;
    print.err(`job ${job}: ${finding ?? "no finding"}, ${seconds.toFixed(2)} s\n`);
    print.out(`${JSON.stringify(outcome, null, 2)}\n`);
  }
  return findings;
}
