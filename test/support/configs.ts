import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { type CuffPart, cuffs } from "../../firmware/parts/cuffs";
import { pumps } from "../../firmware/parts/pumps";
import { type ValvePart, valves } from "../../firmware/parts/valves";

/** Every cuff, pump and bleed valve that the release rules allow together. */
export const possibleConfigs: readonly CuffConfig[] = Object.values(cuffs).flatMap((cuff) =>
  Object.values(pumps).flatMap((pump) => {
    return bleedsOf(cuff).map((bleed) => ({ ...firstBuild, cuff, pump, bleed }));
  }),
);

function bleedsOf(cuff: CuffPart): readonly ValvePart[] {
  if (cuff === cuffs.arm) return [valves.proportional40, valves.onOff20];
  return [cuff === cuffs.thigh18 ? valves.proportional60 : valves.proportional40];
}
