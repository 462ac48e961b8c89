import { occlusionRatio } from "../limb/occlusion";
import type { OcclusionStudy } from "./measured";

/** What a group is taken to be where its study does not say: the values published prediction tables are read at. */
export const typicalGroup = Object.freeze({ systolicMmhg: 118, armCm: 31, legCm: 54 });

/** A straight line LOP/SBP = intercept + slope · C/W, with the simulator's own limit on W. */
export interface OcclusionLine {
  readonly intercept: number;
  readonly slope: number;
}

/** The simulator's line, read off its function. */
export function simulatedLine(): OcclusionLine {
  const intercept = occlusionRatio(0, 1);
  return { intercept, slope: occlusionRatio(1, 1) - intercept };
}

/** Circumference over effective width, as the simulator sees it. */
function slenderness(circumferenceCm: number, widthCm: number): number {
  const { intercept, slope } = simulatedLine();
  return (occlusionRatio(circumferenceCm, widthCm) - intercept) / slope;
}

export function typicalCircumferenceCm(limb: OcclusionStudy["limb"]): number {
  return limb === "arm" ? typicalGroup.armCm : typicalGroup.legCm;
}

/** Least squares over the group means, each study counting once. */
export function refit(studies: readonly OcclusionStudy[]): OcclusionLine {
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (const { limb, widthCm, lopMmhg } of studies) {
    const x = slenderness(typicalCircumferenceCm(limb), widthCm);
    const y = lopMmhg.mean / typicalGroup.systolicMmhg;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const count = studies.length;
  const slope = (count * sumXY - sumX * sumY) / (count * sumXX - sumX * sumX);
  return { intercept: (sumY - slope * sumX) / count, slope };
}

/** LOP on a line, supine, mmHg. */
export function lopOnLine(line: OcclusionLine, circumferenceCm: number, widthCm: number): number {
  return typicalGroup.systolicMmhg * (line.intercept + line.slope * slenderness(circumferenceCm, widthCm));
}
