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
