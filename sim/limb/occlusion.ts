import type { Limb } from "../../firmware/shared/limb";

export type Posture = "supine" | "seated" | "standing";

/** Weight of a blood column, mmHg per cm of height. */
const HYDROSTATIC_MMHG_PER_CM = 0.78;

/** How far the cuff hangs below the heart, cm: geometry of an adult, and the arm stays at heart height. */
const dropCm: Readonly<Record<Limb, Readonly<Record<Posture, number>>>> = {
  arm: { supine: 0, seated: 0, standing: 0 },
  leg: { supine: 0, seated: 15, standing: 48 },
};

/**
 * Beyond this width more cuff no longer lowers LOP: 161 mmHg at 13 cm and 170 at 18 cm in the same 20 people (Brown
 * 2018), 144 at 13.5 cm in others (Loenneke 2012). Least squares over these three.
 */
const WIDEST_EFFECTIVE_CM = 13.5;

/** LOP over systolic pressure at the cuff, from limb circumference and cuff width (fitted to published group means). */
export function occlusionRatio(circumferenceCm: number, cuffWidthCm: number): number {
  return 0.74 + 0.15 * (circumferenceCm / Math.min(cuffWidthCm, WIDEST_EFFECTIVE_CM));
}

/** What gravity adds to the arterial pressure at the cuff, mmHg. */
export function hydrostaticMmhg(limb: Limb, posture: Posture): number {
  return HYDROSTATIC_MMHG_PER_CM * dropCm[limb][posture];
}

/** The true limb occlusion pressure, mmHg. */
export function trueLopMmhg(systolicAtHeartMmhg: number, limb: Limb, posture: Posture, ratio: number): number {
  return (systolicAtHeartMmhg + hydrostaticMmhg(limb, posture)) * ratio;
}
