import type { CuffPart } from "../../firmware/parts/cuffs";
import type { ArteryTraits } from "../../sim/limb/artery";
import { occlusionRatio } from "../../sim/limb/occlusion";
import type { Person } from "../../sim/limb/person";
import type { RandomStream } from "../../sim/random";
import { clip, drawFactor, drawName, drawNormal, drawWithin } from "./population-chance";
import { arterySpread, body, type Condition, postureShares, transmissionRange } from "./population-shares";

/** The two artery laws that a search is judged on: it may have been made on the first, never on the second. */
export type LawHalf = "fitted" | "drzewiecki";

/** Somebody who wears this cuff. */
export function drawWearer(random: RandomStream, cuff: CuffPart, lawHalf: LawHalf, condition: Condition): Person {
  const circumferenceCm = drawNormal(random, body.circumferenceCm[cuff.limb]);
  const systolicMmhg = drawNormal(random, body.systolicMmhg);
  const { low, high } = body.diastolicMmhg;
  return {
    circumferenceCm,
    systolicMmhg,
    diastolicMmhg: clip(systolicMmhg - drawNormal(random, body.pulsePressureMmhg), low, high),
    heartRatePerMin: drawNormal(random, body.heartRatePerMin),
    intervalSd: drawWithin(random, body.intervalSd),
    posture: drawName(random, postureShares),
    artery: lawHalf,
    arteryTraits: drawTraits(random, cuff),
    ratioFactor: drawRatioFactor(random, occlusionRatio(circumferenceCm, cuff.widthCm)),
    ...habitsOf(condition),
  };
}

function drawTraits(random: RandomStream, { limb }: CuffPart): ArteryTraits {
  return {
    steepness: drawFactor(random, arterySpread.steepnessSd),
    stiffness: drawFactor(random, arterySpread.stiffnessSd),
    edgeTaper: drawWithin(random, arterySpread.edgeTaper),
    volumeFactor: drawFactor(random, arterySpread.volumeSd),
    depthFactor: drawFactor(random, arterySpread.depthSd[limb]),
  };
}

/** Flesh can pass on little more than the cuff's own pressure, which cuts off the lowest ratios of slender arms. */
function drawRatioFactor(random: RandomStream, groupRatio: number): number {
  const ratio = groupRatio * drawFactor(random, arterySpread.ratioSd);
  return clip(ratio, 1 / transmissionRange.high, 1 / transmissionRange.low) / groupRatio;
}

/** What a condition does to heart and limb; a leak is not theirs. */
function habitsOf(condition: Condition): Pick<Person, "rhythm" | "restlessness"> {
  switch (condition) {
    case "talking":
    case "fidgeting":
      return { restlessness: condition };
    case "ectopic":
    case "fibrillation":
      return { rhythm: condition };
    case "still":
    case "leaking":
      return {};
    default:
      return condition satisfies never;
  }
}
