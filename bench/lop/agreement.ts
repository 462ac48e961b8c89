import { errorMmhg, isFalseSuccess, isFound, type SearchTrial } from "./search-trial";

/** 95 of 100 differences of a normal distribution lie within so many standard deviations (Bland and Altman 1986). */
const LIMITS = 1.96;

/** How well found values agree with true ones: NaN where too few were found to tell, mmHg. */
export interface Agreement {
  readonly bias: number;
  readonly sd: number;
  readonly lower: number;
  readonly upper: number;
}

export function agreementOf(differences: readonly number[]): Agreement {
  const bias = meanOf(differences);
  const square = differences.reduce((sum, difference) => sum + (difference - bias) ** 2, 0);
  const sd = differences.length > 1 ? Math.sqrt(square / (differences.length - 1)) : Number.NaN;
  return { bias, sd, lower: bias - LIMITS * sd, upper: bias + LIMITS * sd };
}

/** What some trials have come to. */
export interface Tally extends Agreement {
  readonly count: number;
  readonly found: number;
  readonly foundPercent: number;
  /** Found, but far off. */
  readonly wrong: number;
  readonly medianS: number;
  readonly medianAboveS: number;
  readonly longestAboveS: number;
}

/** How long a search takes and presses is told of all, found or not. */
export function tallyOf(trials: readonly SearchTrial[]): Tally {
  const found = trials.filter(isFound);
  const above = trials.map(({ aboveLopS }) => aboveLopS);
  return {
    ...agreementOf(found.map(errorMmhg)),
    count: trials.length,
    found: found.length,
    foundPercent: (100 * found.length) / trials.length,
    wrong: trials.filter(isFalseSuccess).length,
    medianS: medianOf(trials.map(({ durationS }) => durationS)),
    medianAboveS: medianOf(above),
    longestAboveS: Math.max(...above),
  };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
