import { FASTEST_MMHG_PER_S } from "../../firmware/pressure/approach";
import type { Figure } from "../../sim/scenario/figures";
import { atMost, figureOf, worstOf } from "../figure";
import { cell } from "../section";
import { type Build, cuffNames, LINE, pumpNames, usualBuild } from "./builds";
import type { Hold } from "./static-hold";
import { type InflationFigures, measureInflation, measureStep } from "./transients";

const SEEDS = [11, 12, 13];
const PERCENT_LOP = 80;
const STEP_MMHG = 40;
/** Longest inflation, over what the pump needs at full power. */
const WANTED_RATIO = 1.1;
const MOST_OVERSHOOT_MMHG = 2;
/** Hughes 2024: how soon surgical tourniquets are back within 15 mmHg after a limb was moved. */
const SURGICAL_S = 1;

/** Inflations and steps of every cuff with every pump at 80 % of LOP, the worst of three hearts. */
export function transientFigures(onProgress: (share: number) => void): Figure[] {
  const builds = cuffNames.flatMap((cuff) => pumpNames.map((pump) => usualBuild(cuff, pump)));
  return builds.flatMap((build, i) => {
    onProgress(i / builds.length);
    const about = `${build.cuff} ${build.pump} ${build.bleed}`;
    const holds = SEEDS.map((seed): Hold => ({ ...build, line: LINE, percentLop: PERCENT_LOP, seed }));
    return [
      ...inflationFigures(build, about, holds.map(measureInflation)),
      stepFigure(build, about, holds, STEP_MMHG),
      stepFigure(build, about, holds, -STEP_MMHG),
    ];
  });
}

function inflationFigures({ cuff, pump }: Build, about: string, runs: readonly InflationFigures[]): Figure[] {
  const worst = (of: (run: InflationFigures) => number | null): number | null => worstOf(runs.map(of));
  const overshoot = worst((run) => run.overshootMmhg);
  const arrivalS = worst((run) => run.arrivalS);
  const limit = `pump at full power ${cell(worst((run) => run.fullPowerS))} s`;
  const ramp = `; the set-point ramp of ${FASTEST_MMHG_PER_S} mmHg/s holds this pump back`;
  const anchor = cuff === "arm" && pump === "big" ? limit + ramp : limit;
  const ratio = worst((run) => run.ratio);
  return [
    figureOf(`${about}: overshoot of the beat-averaged pressure`, overshoot, "mmHg", atMost(MOST_OVERSHOOT_MMHG)),
    figureOf(`${about}: time to the target for good`, arrivalS, "s"),
    figureOf(`${about}: the same over the pump's limit`, ratio, "ratio", atMost(WANTED_RATIO), anchor),
  ];
}

/** Judged with the one build whose parts can give and take 40 mmHg soon enough; the others beside what theirs can. */
function stepFigure({ cuff, pump }: Build, about: string, holds: readonly Hold[], stepMmhg: number): Figure {
  const runs = holds.map((hold) => measureStep(hold, stepMmhg));
  const limitS = worstOf(runs.map((run) => run.fullRecoveryS));
  const judged = cuff === "thigh11" && pump === "big";
  return figureOf(
    `${about}: back within ±15 mmHg after ${stepMmhg > 0 ? "+" : "−"}${STEP_MMHG} mmHg`,
    worstOf(runs.map((run) => run.recoveryS)),
    "s",
    judged ? atMost(SURGICAL_S) : null,
    `Hughes 2024, surgical: 1 s; parts at full drive ${limitS === null ? "never" : `${limitS.toFixed(2)} s`}`,
  );
}
