import type { CuffPart } from "../../firmware/parts/cuffs";
import type { ArteryLawName, ArteryTraits } from "./artery";
import { occlusionRatio, type Posture, trueLopMmhg } from "./occlusion";
import type { RhythmName } from "./rhythm";
import type { Restlessness } from "./unrest";

/** Who wears the cuff. What is optional makes them unlike the group; without it they are its typical member. */
export interface Person {
  readonly circumferenceCm: number;
  readonly systolicMmhg: number;
  readonly diastolicMmhg: number;
  readonly heartRatePerMin: number;
  readonly posture: Posture;
  readonly artery: ArteryLawName;
  readonly arteryTraits?: ArteryTraits;
  /** Their LOP over systolic pressure, as a factor on the group's. */
  readonly ratioFactor?: number;
  readonly rhythm?: RhythmName;
  /** Scatter of the beat interval in sinus rhythm, as a share of its mean. */
  readonly intervalSd?: number;
  readonly restlessness?: Restlessness;
  /** Nobody at all: a rolled towel or a mandrel in the cuff, which has no artery. */
  readonly noPulse?: boolean;
}

/** LOP over systolic pressure at the cuff, for this person in a cuff of this width. */
export function occlusionRatioOf(person: Person, cuffWidthCm: number): number {
  return occlusionRatio(person.circumferenceCm, cuffWidthCm) * (person.ratioFactor ?? 1);
}

/** This person's true limb occlusion pressure in this cuff, mmHg; NaN where nothing can be occluded. */
export function lopOf(person: Person, { limb, widthCm }: Pick<CuffPart, "limb" | "widthCm">): number {
  if (person.noPulse) return Number.NaN;
  return trueLopMmhg(person.systolicMmhg, limb, person.posture, occlusionRatioOf(person, widthCm));
}
