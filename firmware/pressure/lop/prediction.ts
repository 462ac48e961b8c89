import { clamp } from "../../shared/numbers";
import type { KnownPerson } from "../../shared/order";

/** An adult's, where nothing is known: mean systolic pressure, and the arm or thigh that most cuffs are cut for. */
const USUAL_SYSTOLIC_MMHG = 122;
const USUAL_ARM_CM = 31;
const USUAL_THIGH_CM = 55;
/** Group means of nine studies: LOP over systolic pressure rises with circumference over cuff width, up to 13.5 cm. */
const AT_NO_WIDTH = 0.74;
const PER_WIDTH = 0.15;
const WIDEST_CM = 13.5;
/** Beyond these the ratio is no longer a person's. */
const LOWEST_RATIO = 0.9;
const HIGHEST_RATIO = 2;
/** Nobody's is taken to lie outside these, mmHg. */
const LOWEST_MMHG = 90;
const HIGHEST_MMHG = 260;

/** Cuff pressure over the pressure that it makes around the artery, by the group means. */
export function predictedRatio(isArm: boolean, cuffWidthCm: number, known: KnownPerson): number {
  const usualCm = isArm ? USUAL_ARM_CM : USUAL_THIGH_CM;
  const circumferenceCm = known.circumferenceCm > 0 ? known.circumferenceCm : usualCm;
  const widthCm = cuffWidthCm < WIDEST_CM ? cuffWidthCm : WIDEST_CM;
  return clamp(AT_NO_WIDTH + (PER_WIDTH * circumferenceCm) / widthCm, LOWEST_RATIO, HIGHEST_RATIO);
}

/** A guess at the limb occlusion pressure, mmHg: good enough to know where to begin to listen, and for nothing else. */
export function predictedLopMmhg(ratio: number, { systolicMmhg }: KnownPerson): number {
  return clamp(ratio * (systolicMmhg > 0 ? systolicMmhg : USUAL_SYSTOLIC_MMHG), LOWEST_MMHG, HIGHEST_MMHG);
}
