import { agreementOf } from "./agreement";
import { isFound, playSearch, type SearchTrial } from "./search-trial";

/** Turns the seed of a person's first day into that of the second: other heartbeats, noise and unrest, the same person. */
const SECOND_DAY = 0x5ec0_4d00;

/** Second searches on people who have been searched before: the difference, mmHg, of those who were found both times. */
export function repeatDifferences(first: readonly SearchTrial[], onProgress: (share: number) => void): number[] {
  const differences: number[] = [];
  for (const [i, trial] of first.entries()) {
    onProgress(i / first.length);
    if (!isFound(trial)) continue;
    const again = playSearch({ ...trial.subject, seed: (trial.subject.seed ^ SECOND_DAY) | 0 });
    if (isFound(again)) differences.push(again.lopMmhg - trial.lopMmhg);
  }
  return differences;
}

/** Standard deviation of the difference between two searches, mmHg. */
export function repeatSd(differences: readonly number[]): number {
  return agreementOf(differences).sd;
}
