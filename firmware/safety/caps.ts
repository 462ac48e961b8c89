import type { Limb } from "../shared/limb";
import { Mode } from "../shared/order";
import { absoluteLimitMs, pressureLimits, timeLimits } from "./limits";

const SHARE_LOWEST = pressureLimits.setpointLowest.value / 100;
const SHARE_HIGHEST = pressureLimits.setpointHighest.value / 100;

/** What a person or a professional has lowered; nothing here can raise a limit. */
export interface OwnLimits {
  /** Highest set-point, mmHg. */
  readonly setpointMmhg: number;
  /** Longest inflation, ms. */
  readonly inflationMs: number;
}

export const noOwnLimits: OwnLimits = Object.freeze({
  setpointMmhg: Number.POSITIVE_INFINITY,
  inflationMs: Number.POSITIVE_INFINITY,
});

/** True for the modes that have to be chosen on purpose. */
export function isOptIn(mode: Mode): boolean {
  return mode === Mode.passive || mode === Mode.preconditioning;
}

/**
 * The highest set-point, mmHg: the smallest of what mode, LOP, limb and person allow.
 * @param limbConfirmed the cuff's volume fits the limb: until then the arm's smaller limit holds
 */
export function highestSetpointMmhg(
  mode: Mode,
  limb: Limb,
  limbConfirmed: boolean,
  lopMmhg: number,
  own: OwnLimits,
): number {
  const share = isOptIn(mode) ? 1 : SHARE_HIGHEST;
  const ofLimb = limb === "leg" && limbConfirmed ? pressureLimits.setpointLeg.value : pressureLimits.setpointArm.value;
  const ofMode = isOptIn(mode) && limbConfirmed ? pressureLimits.setpointOptIn.value : ofLimb;
  return Math.min(share * lopMmhg, ofMode, own.setpointMmhg);
}

/** The lowest set-point, mmHg: less is no hold. */
export function lowestSetpointMmhg(lopMmhg: number): number {
  return Math.max(SHARE_LOWEST * lopMmhg, pressureLimits.setpointFloor.value);
}

/** The longest inflation, ms: the smallest of what mode, limb and person allow. */
export function longestInflationMs(mode: Mode, limb: Limb, own: OwnLimits): number {
  return Math.min(ofMode(mode, limb), absoluteLimitMs(limb), own.inflationMs);
}

function ofMode(mode: Mode, limb: Limb): number {
  switch (mode) {
    case Mode.free:
      return timeLimits.freeHold.value;
    case Mode.resistance:
      return timeLimits.resistance.value;
    case Mode.aerobic:
      return limb === "arm" ? timeLimits.aerobicArm.value : timeLimits.aerobicLeg.value;
    case Mode.passive:
    case Mode.preconditioning:
      return timeLimits.aboveHighest.value;
    case Mode.search:
      return timeLimits.search.value;
    default:
      return mode satisfies never;
  }
}
