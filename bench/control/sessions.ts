import type { Figure } from "../../sim/scenario/figures";
import { figureOf } from "../figure";
import { foresightOptimum } from "./foresight";
import type { Protocol } from "./protocol";
import { type Disturb, type RegulatedFigures, runRegulated } from "./regulated";

/** Several runs of exercise under the firmware, as one. */
export interface Sessions extends RegulatedFigures {
  readonly worstInBandPercent: number;
  /** What a controller with foresight could do, and what of it was reached: mean and worst of the runs, %. */
  readonly optimumPercent: number;
  readonly sharePercent: number;
  readonly worstSharePercent: number;
}

/** Means over the protocols, but for the highest pressure of all. */
export function measureSessions(protocols: readonly Protocol[], disturb?: Disturb): Sessions {
  const runs = protocols.map((protocol) => runRegulated(protocol, disturb));
  const optima = protocols.map((protocol) => foresightOptimum(protocol, disturb).exerciseInBandPercent);
  const inBand = runs.map((run) => run.exerciseInBandPercent);
  const shares = inBand.map((percent, i) => (100 * percent) / (optima[i] ?? Number.NaN));
  const means = (of: (run: RegulatedFigures) => number): number => mean(runs.map(of));
  return {
    exerciseInBandPercent: mean(inBand),
    worstInBandPercent: Math.min(...inBand),
    restInBandPercent: means((run) => run.restInBandPercent),
    peakPercentLop: means((run) => run.peakPercentLop),
    valleyPercentLop: means((run) => run.valleyPercentLop),
    highestPercentLop: Math.max(...runs.map((run) => run.highestPercentLop)),
    pumpStarts: means((run) => run.pumpStarts),
    chargeMah: means((run) => run.chargeMah),
    optimumPercent: mean(optima),
    sharePercent: mean(shares),
    worstSharePercent: Math.min(...shares),
  };
}

/** One by one, shown and not judged. */
export function sessionFigures(about: string, sessions: Sessions): Figure[] {
  return [
    figureOf(`${about}: exercise within ±10 %`, sessions.exerciseInBandPercent, "%"),
    figureOf(`${about}: exercise within ±10 %, worst`, sessions.worstInBandPercent, "%"),
    figureOf(`${about}: exercise within ±10 %, optimum with foresight`, sessions.optimumPercent, "%"),
    figureOf(`${about}: rest within ±5 %`, sessions.restInBandPercent, "%"),
    figureOf(`${about}: mean peak`, sessions.peakPercentLop, "% LOP"),
    figureOf(`${about}: mean valley`, sessions.valleyPercentLop, "% LOP"),
    figureOf(`${about}: highest pressure`, sessions.highestPercentLop, "% LOP"),
    figureOf(`${about}: pump starts`, sessions.pumpStarts, "count"),
    figureOf(`${about}: pump charge`, sessions.chargeMah, "mAh"),
  ];
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
