import { batteries } from "./batteries";
import type { CuffConfig } from "./config";
import { cuffs } from "./cuffs";
import { lines } from "./lines";
import { pumps } from "./pumps";
import { transducers } from "./transducers";
import { valves } from "./valves";

/** The first board's build: an arm cuff with a KPM27C pump, at sea level, not yet calibrated. */
export const firstBuild: CuffConfig = Object.freeze({
  cuff: cuffs.arm,
  pump: pumps.kpm27c,
  bleed: valves.proportional40,
  dump: valves.dump97,
  line: lines.hose40,
  transducer: transducers.abp2,
  battery: batteries.liIon3s,
  storedZeroMmhg: 0,
  gain: 1,
  atmosphereMmhg: 760,
});
