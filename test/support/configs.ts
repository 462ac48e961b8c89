import type { CuffConfig } from "../../firmware/parts/config";
import { cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";

/** An arm cuff with a KPM27C: what most tests use. */
export const armConfig: CuffConfig = {
  cuff: cuffs.arm,
  pump: pumps.kpm27c,
  bleed: valves.proportional40,
  dump: valves.dump97,
  line: lines.hose40,
  transducer: transducers.abp2,
  storedZeroMmhg: 0,
  gain: 1,
  atmosphereMmhg: 760,
};

/** Every cuff, pump and bleed valve that the release rules allow together. */
export const possibleConfigs: readonly CuffConfig[] = Object.values(cuffs).flatMap((cuff) =>
  Object.values(pumps).flatMap((pump) => {
    const bleeds = cuff.limb === "arm" ? [valves.proportional40, valves.onOff20] : [valves.proportional40];
    return bleeds.map((bleed) => ({ ...armConfig, cuff, pump, bleed }));
  }),
);
