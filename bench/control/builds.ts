import { firstBuild } from "../../firmware/parts/builds";
import { type CuffName, cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { type PumpName, pumps } from "../../firmware/parts/pumps";
import { type ValveName, valves } from "../../firmware/parts/valves";
import { isPossible } from "../../firmware/safety/configuration";

/** What can be chosen for a controller; the hose is the wide one. */
export interface Build {
  readonly cuff: CuffName;
  readonly pump: PumpName;
  readonly bleed: ValveName;
}

export const LINE = "hose40";
export const cuffNames = Object.keys(cuffs) as CuffName[];
export const pumpNames = Object.keys(pumps) as PumpName[];
export const valveNames = Object.keys(valves) as ValveName[];

/** Every combination of the parts tables. */
export const everyBuild: readonly Build[] = cuffNames.flatMap((cuff) =>
  pumpNames.flatMap((pump) => valveNames.map((bleed) => ({ cuff, pump, bleed }))),
);

/** The firmware inflates it at all. */
export function isAccepted({ cuff, pump, bleed }: Build): boolean {
  return isPossible({
    ...firstBuild,
    cuff: cuffs[cuff],
    pump: pumps[pump],
    bleed: valves[bleed],
    line: lines[LINE],
  });
}

/** The cuff with the first (smallest) proportional valve of the parts table that the firmware accepts for it. */
export function usualBuild(cuff: CuffName, pump: PumpName): Build {
  const bleed = valveNames.find(
    (name) => valves[name].action === "proportional" && isAccepted({ cuff, pump, bleed: name }),
  );
  if (bleed === undefined) throw new Error(`no proportional valve lets go of ${cuff} in time`);
  return { cuff, pump, bleed };
}
