import type { Figure } from "../sim/scenario/figures";
import { loadScenario } from "../sim/scenario/load";
import { atLeast, atMost, figureOf } from "./figure";
import { type HoldMeasurement, measureHold, rayleighProbability } from "./hold";

const SEEDS = 12;
/** Phases of edges as close together as these, by chance, less often than this, count as following the heartbeat. */
const SIGNIFICANT = 0.01;

/** The static holds that the project is judged by: with everything that drifts, and with nothing that does. */
export function measureQuietHold(onProgress: (share: number) => void): Figure[] {
  const runs = (name: string, offset: number, overrides: string[]): HoldMeasurement[] =>
    Array.from({ length: SEEDS }, (_, seed) => {
      onProgress((offset + seed) / (2 * SEEDS));
      return measureHold(loadScenario(name, overrides), seed + 1);
    });
  // One long hold each; the release at the end of the scenario comes after the measurement.
  const drifting = runs("static-hold", 0, ["durationS=308"]);
  const still = runs("still-hold", SEEDS, []);
  onProgress(1);
  const worst = (of: (run: HoldMeasurement) => number, all = drifting): number => Math.max(...all.map(of));
  const edges = drifting.flatMap((run) => run.edgePhases);
  return [
    worstAtMost(
      "overshoot",
      worst((run) => run.overshootMmhg),
      5,
      "mmHg",
      "physics: 2DOF tuning keeps it under 5",
    ),
    worstAtMost(
      "RMS of the beat-averaged error",
      worst((run) => run.beatErrorRmsMmhg),
      1,
      "mmHg",
      "MRE valve PID: 0.4",
    ),
    worstAtMost(
      "corrections over those that drift and dead band require",
      worst((run) => run.correctionsPerMin / run.neededPerMin),
      1.5,
      "ratio",
      null,
    ),
    figureOf(
      `probability that ${edges.length} actuator edges lie so in the heartbeat by chance`,
      rayleighProbability(edges),
      "Rayleigh p",
      atLeast(SIGNIFICANT),
    ),
    worstAtMost(
      "edges a minute without creep, warming and leak",
      worst((run) => run.edgePhases.length, still),
      0,
      "count",
      null,
    ),
  ];
}

function worstAtMost(name: string, value: number, target: number, unit: string, anchor: string | null): Figure {
  return figureOf(`${name}, worst of ${SEEDS}`, value, unit, atMost(target), anchor);
}
