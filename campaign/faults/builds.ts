import { batteries } from "../../firmware/parts/batteries";
import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";

/** A cuff as somebody could have built it. */
export interface Build {
  readonly name: string;
  readonly config: CuffConfig;
  readonly sensesCurrent: boolean;
}

function build(name: string, change: Partial<CuffConfig>, sensesCurrent = false): Build {
  return { name, config: { ...firstBuild, battery: batteries.liIon3s, ...change }, sensesCurrent };
}

/** Small and large cuffs, weak and strong pumps, one transducer or two, with and without current sensors. */
export const builds: readonly Build[] = [
  build("arm, KPM27C", {}),
  build("arm, ZR370, on/off bleed, MPX5050", {
    pump: pumps.zr370,
    bleed: valves.onOff20,
    transducer: transducers.mpx5050,
  }),
  build("thigh 11, big pump", { cuff: cuffs.thigh11, pump: pumps.big }),
  build("thigh 11, KPM27C, narrow hose, MPR", {
    cuff: cuffs.thigh11,
    line: lines.hose25,
    transducer: transducers.mpr,
  }),
  build(
    "thigh 18, big pump, two transducers, currents",
    {
      cuff: cuffs.thigh18,
      pump: pumps.big,
      bleed: valves.proportional60,
      cuffTransducer: transducers.abp2,
    },
    true,
  ),
];
