import { agreementOf } from "../agreement";
import { type Example, exampleSearch } from "../example";
import type { LawHalf } from "../population-person";
import { errorMmhg, isFound, type SearchTrial } from "../search-trial";

/** Width of a bar of the histogram, s. */
const BAR_S = 10;

/** What the report's plots show, as `plot.js` reads it. */
export interface Plots {
  readonly agreement: {
    readonly points: readonly { readonly mean: number; readonly difference: number; readonly law: LawHalf }[];
    readonly bias: number;
    readonly lower: number;
    readonly upper: number;
  };
  readonly example: Omit<Example, "subject"> & { readonly trueLopMmhg: number };
  /** Searches that ended within each stretch of `BAR_S`. */
  readonly durations: readonly { readonly fromS: number; readonly all: number; readonly found: number }[];
}

export function plotsOf(trials: readonly SearchTrial[]): Plots {
  const found = trials.filter(isFound);
  const points = found.map((trial) => ({
    mean: rounded((trial.lopMmhg + trial.subject.trueLopMmhg) / 2),
    difference: rounded(errorMmhg(trial)),
    law: trial.subject.lawHalf,
  }));
  const { bias, lower, upper } = agreementOf(found.map(errorMmhg));
  const { subject, ...example } = exampleSearch();
  return {
    agreement: { points: points.sort((a, b) => a.mean - b.mean), bias, lower, upper },
    example: { ...example, trueLopMmhg: subject.trueLopMmhg },
    durations: durationsOf(trials),
  };
}

function durationsOf(trials: readonly SearchTrial[]): Plots["durations"] {
  const bars = Math.floor(Math.max(...trials.map(({ durationS }) => durationS)) / BAR_S) + 1;
  return Array.from({ length: bars }, (_, bar) => {
    const here = trials.filter(({ durationS }) => Math.floor(durationS / BAR_S) === bar);
    return { fromS: bar * BAR_S, all: here.length, found: here.filter(isFound).length };
  });
}

/** Hundredths are more than a plot shows. */
function rounded(mmhg: number): number {
  return Math.round(100 * mmhg) / 100;
}
