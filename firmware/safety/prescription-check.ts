import type { Limb } from "../shared/limb";
import { Mode } from "../shared/order";
import { LONGEST_NAME, MOST_SETS, type PrescribedSet, type Prescription } from "../shared/prescription";
import { isOptIn, longestInflationMs, noOwnLimits } from "./caps";
import { pressureLimits, timeLimits } from "./limits";

/** A repetition whose cadence nobody gave takes this long, s: 2 s up and 2 s down (Patterson 2019 quotes 1–2 s each). */
const REPETITION_S = 4;
/** The most that a plan may say, all of this project: beyond it somebody has mistyped. */
export const planLimits = Object.freeze({
  repetitions: 100,
  restS: 600,
  /** Patterson 2019 has rests of 30 to 60 s with the cuff tight. */
  heldRestS: 90,
  comfortRampS: 60,
  cadenceS: 8,
  percentPerSession: 20,
});

/** What is wrong with a plan; a first sign is enough to refuse it. */
export const Flaw = Object.freeze({
  none: "nothing",
  name: `the name: 1 to ${LONGEST_NAME} characters`,
  mode: "the mode: a search is no training",
  sets: `the sets: 1 to ${MOST_SETS}`,
  percent: "the pressure: 40 to 80 % of LOP, up to 100 % without exercise",
  growth: "the growth: from at least 40 % up to the pressure of the plan, by at most 20 % a session",
  pace: "comfort ramp or cadence",
  set: "a set: repetitions, time or rest out of range",
  passive: "a passive set: it needs a time, of at most five minutes",
  heldRest: "a rest with the cuff tight: at most 90 s, and none without exercise",
  releasedRest: "a rest with the cuff open: at least 60 s, and 180 s without exercise",
  stretch: "too long without letting go",
  total: "more than 30 minutes of restriction",
} as const);

export type Flaw = (typeof Flaw)[keyof typeof Flaw];

/** The first thing that is wrong with `plan` on this limb. */
export function flawOf(plan: Prescription, limb: Limb): Flaw {
  const { name, mode, sets } = plan;
  if (!(name.length >= 1 && name.length <= LONGEST_NAME)) return Flaw.name;
  if (mode === Mode.search || !isMode(mode)) return Flaw.mode;
  if (!(sets.length >= 1 && sets.length <= MOST_SETS)) return Flaw.sets;
  const pressure = pressureFlawOf(plan);
  if (pressure !== Flaw.none) return pressure;
  for (let i = 0; i < sets.length; i++) {
    const set = sets[i];
    const flaw = set === undefined ? Flaw.set : setFlawOf(set, mode, i === sets.length - 1);
    if (flaw !== Flaw.none) return flaw;
  }
  return timeFlawOf(plan, limb);
}

function isMode(mode: number): boolean {
  return Number.isInteger(mode) && mode >= Mode.free && mode <= Mode.search;
}

function pressureFlawOf(plan: Prescription): Flaw {
  const { mode, percentLop, fromPercentLop, percentPerSession, comfortRampS, cadenceS } = plan;
  const lowest = pressureLimits.setpointLowest.value;
  const highest = isOptIn(mode) ? 100 : pressureLimits.setpointHighest.value;
  if (!isWithin(percentLop, lowest, highest)) return Flaw.percent;
  const grows = isWithin(percentPerSession, 0, planLimits.percentPerSession);
  if (!isWithin(fromPercentLop, lowest, percentLop) || !grows) return Flaw.growth;
  const isPaced = isWithin(comfortRampS, 0, planLimits.comfortRampS) && isWithin(cadenceS, 0, planLimits.cadenceS);
  return isPaced ? Flaw.none : Flaw.pace;
}

function setFlawOf({ repetitions, durationS, restS, isReleased }: PrescribedSet, mode: Mode, isLast: boolean): Flaw {
  const isCounted = Number.isInteger(repetitions) && isWithin(repetitions, 0, planLimits.repetitions);
  const longestS = timeLimits.aerobicLeg.value / 1000;
  if (!isCounted || !isWithin(durationS, 0, longestS) || !isWithin(restS, 0, planLimits.restS)) return Flaw.set;
  const isStill = isOptIn(mode);
  if (isStill && !isWithin(durationS, 1, timeLimits.aboveHighest.value / 1000)) return Flaw.passive;
  if (isLast) return Flaw.none;
  if (!isReleased) return isStill || restS > planLimits.heldRestS ? Flaw.heldRest : Flaw.none;
  const leastMs = isStill ? timeLimits.reperfusionLong.value : timeLimits.reperfusion.value;
  return 1000 * restS < leastMs ? Flaw.releasedRest : Flaw.none;
}

const noSet: Partial<PrescribedSet> = Object.freeze({});

function timeFlawOf({ mode, sets, cadenceS }: Prescription, limb: Limb): Flaw {
  const capS = longestInflationMs(mode, limb, noOwnLimits) / 1000;
  let stretchS = 0;
  let totalS = 0;
  for (let i = 0; i < sets.length; i++) {
    const { repetitions = 0, durationS = 0, restS = 0, isReleased = false } = sets[i] ?? noSet;
    const countedS = repetitions * (cadenceS > 0 ? cadenceS : REPETITION_S);
    const tightS = durationS > 0 ? durationS : countedS;
    stretchS += tightS;
    totalS += tightS;
    if (stretchS > capS) return Flaw.stretch;
    if (isReleased) stretchS = 0;
    else if (i < sets.length - 1) {
      stretchS += restS;
      totalS += restS;
    }
  }
  return 1000 * totalS > timeLimits.restricted.value ? Flaw.total : Flaw.none;
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
