import type { Limb } from "../../sim/limb/limb";
import { Table } from "../../sim/table";

const HIGHEST_MMHG = 600;
const GRID_MMHG = 2;
/** Moments that fall evenly on the phases of heartbeat and breath. */
const MOMENTS = 100;
const BETWEEN_S = 0.16;

/**
 * Blood under the cuff against its pressure, ml more than in an empty cuff, averaged over beats: a cuff that presses
 * harder empties the artery, which softens every swing (by 4 % of a thigh cuff's own compliance, 10 % of an arm's).
 * @param limb at rest, and used up by this
 */
export function meanBlood(limb: Limb): Table {
  const sums = new Float64Array(HIGHEST_MMHG / GRID_MMHG + 2);
  for (let moment = 0; moment < MOMENTS; moment++) {
    limb.step(0, BETWEEN_S, 0);
    let blood = 0;
    for (let i = 0; i < sums.length; i++) {
      blood += limb.step(0, 0, i * GRID_MMHG);
      sums[i] = (sums[i] as number) + blood;
    }
  }
  return new Table(0, HIGHEST_MMHG, GRID_MMHG, (mmhg) => (sums[Math.round(mmhg / GRID_MMHG)] as number) / MOMENTS);
}
