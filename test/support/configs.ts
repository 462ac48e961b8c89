import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { cuffs } from "../../firmware/parts/cuffs";
import { pumps } from "../../firmware/parts/pumps";
import { valves } from "../../firmware/parts/valves";

/** Every cuff, pump and bleed valve that the release rules allow together. */
export const possibleConfigs: readonly CuffConfig[] = Object.values(cuffs).flatMap((cuff) =>
  Object.values(pumps).flatMap((pump) => {
    const bleeds = cuff.limb === "arm" ? [valves.proportional40, valves.onOff20] : [valves.proportional40];
    return bleeds.map((bleed) => ({ ...firstBuild, cuff, pump, bleed }));
  }),
);
