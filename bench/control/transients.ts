import type { Figure } from "../../sim/scenario/figures";
import { atMost, figureOf, worstOf } from "./figure";
import { fullPowerS, fullRecoveryS } from "./full-power";
import { volumeForSwing } from "./protocol";
import { movingMean, settledAt } from "./settling";
import { COMMAND_AT_S, type Hold, holdScenario, holdSetup, recordCuffMmhg, targetMmhg } from "./static-hold";

/** An inflation has arrived when the beat-averaged pressure stays this near for this long. */
const ARRIVED_MMHG = 3;
const ARRIVED_FOR_S = 20;
/** A sudden movement is over when the pressure stays this near for this long. */
const RECOVERED_MMHG = 15;
const RECOVERED_FOR_S = 2;
/** How long a hold settles before it is disturbed, and how long it is watched then, s. */
const SETTLE_S = 60;
const WATCH_S = 30;
/** Recordings last this many times what the pump needs at full power, and a while. */
const PATIENCE = 3;
const AFTER_S = 45;

const MS_PER_S = 1000;

export interface InflationFigures {
  /** Highest pressure over the target: of the mean over a heart period, and momentary; mmHg. */
  readonly overshootMmhg: number;
  readonly momentaryOvershootMmhg: number;
  /** From the command until the beat-averaged pressure has arrived for good. */
  readonly arrivalS: number | null;
  /** What the pump needs to get there at full power with the valves shut. */
  readonly fullPowerS: number | null;
  readonly ratio: number | null;
}

/** An inflation from a vented cuff to a hold, at the true cuff pressure. */
export function measureInflation(hold: Hold): InflationFigures {
  const target = targetMmhg(hold);
  const limitS = fullPowerS(hold, target - ARRIVED_MMHG);
  const durationS = Math.ceil(COMMAND_AT_S + PATIENCE * (limitS ?? 0) + AFTER_S);
  const scenario = holdScenario(hold, durationS);
  const momentary = recordCuffMmhg(scenario, hold.seed);
  const mean = movingMean(momentary, (60 / scenario.person.heartRatePerMin) * MS_PER_S);
  const commandMs = COMMAND_AT_S * MS_PER_S;
  const arrivedMs = settledAt(mean, target, ARRIVED_MMHG, commandMs, ARRIVED_FOR_S * MS_PER_S);
  const arrivalS = arrivedMs === null ? null : (arrivedMs - commandMs) / MS_PER_S;
  return {
    overshootMmhg: Math.max(0, highest(mean) - target),
    momentaryOvershootMmhg: Math.max(0, highest(momentary) - target),
    arrivalS,
    fullPowerS: limitS,
    ratio: arrivalS === null || limitS === null ? null : arrivalS / limitS,
  };
}

function highest(series: Float64Array): number {
  return series.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

export interface StepFigures {
  /** From the squeeze until the pressure is near the target for good. */
  readonly recoveryS: number | null;
  /** The same with pump or bleed valve at full drive from the first moment: what the parts can. */
  readonly fullRecoveryS: number | null;
  /** How far the pressure went from the target, mmHg. */
  readonly furthestMmhg: number;
}

/** A limb that suddenly swells or shrinks by what moves a sealed cuff by `stepMmhg`, in a settled hold. */
export function measureStep(hold: Hold, stepMmhg: number): StepFigures {
  const target = targetMmhg(hold);
  const inflationS = fullPowerS(hold, target) ?? 0;
  const squeeze = {
    atS: Math.ceil(COMMAND_AT_S + PATIENCE * inflationS + SETTLE_S),
    ml: volumeForSwing(holdSetup(hold).config, target, stepMmhg),
  };
  const pressures = recordCuffMmhg(holdScenario(hold, squeeze.atS + WATCH_S, squeeze), hold.seed);
  const atMs = squeeze.atS * MS_PER_S;
  const backMs = settledAt(pressures, target, RECOVERED_MMHG, atMs, RECOVERED_FOR_S * MS_PER_S);
  return {
    recoveryS: backMs === null ? null : (backMs - atMs) / MS_PER_S,
    fullRecoveryS: fullRecoveryS(hold, target, squeeze, RECOVERED_MMHG),
    furthestMmhg: highest(pressures.subarray(atMs).map((mmhg) => Math.abs(mmhg - target))),
  };
}

/** The builds that are judged: every cuff with the pumps that suit it, and the weakest one. */
export const judgedHolds: readonly Omit<Hold, "percentLop" | "seed">[] = (
  [
    ["arm", "zr370"],
    ["arm", "kpm27c"],
    ["thigh11", "kpm27c"],
    ["thigh11", "big"],
    ["thigh18", "big"],
  ] as const
).map(([cuff, pump]) => ({ cuff, pump, bleed: "proportional40", line: "hose40" }));

const SEEDS = [1, 2, 3];
const JUDGED_PERCENT_LOP = 80;
const JUDGED_STEP_MMHG = 40;
/** Hughes 2024: how soon surgical tourniquets are back within 15 mmHg after a limb was moved. */
const SURGICAL_S = 1;

/** Inflations and steps of every judged build at 80 % of LOP, the worst of three hearts. */
export function transientFigures(onProgress: (share: number) => void): Figure[] {
  return judgedHolds.flatMap((parts, i) => {
    onProgress(i / judgedHolds.length);
    const holds = SEEDS.map((seed) => ({ ...parts, percentLop: JUDGED_PERCENT_LOP, seed }));
    const about = `${parts.cuff} ${parts.pump}`;
    const inflations = holds.map(measureInflation);
    const step = (mmhg: number): Figure => {
      const runs = holds.map((hold) => measureStep(hold, mmhg));
      const limitS = worstOf(runs.map((run) => run.fullRecoveryS));
      const name = `${about}: back within ±15 mmHg after ${mmhg > 0 ? "+" : "−"}${JUDGED_STEP_MMHG} mmHg`;
      const anchor = `Hughes 2024, surgical; parts at full drive ${limitS?.toFixed(2) ?? "never"} s`;
      return figureOf(name, worstOf(runs.map((run) => run.recoveryS)), "s", atMost(SURGICAL_S), anchor);
    };
    const worst = (of: (run: InflationFigures) => number | null): number | null => worstOf(inflations.map(of));
    const overshoot = worst((run) => run.overshootMmhg);
    return [
      figureOf(
        `${about}: overshoot of the beat-averaged pressure`,
        overshoot,
        "mmHg",
        atMost(5),
        "physics: 2DOF tuning",
      ),
      figureOf(
        `${about}: time to the target for good`,
        worst((run) => run.arrivalS),
        "s",
      ),
      figureOf(
        `${about}: the same over the pump's limit`,
        worst((run) => run.ratio),
        "ratio",
      ),
      step(JUDGED_STEP_MMHG),
      step(-JUDGED_STEP_MMHG),
    ];
  });
}
