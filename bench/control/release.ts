import { type CuffName, cuffs } from "../../firmware/parts/cuffs";
import { type LineName, lines } from "../../firmware/parts/lines";
import { pumps } from "../../firmware/parts/pumps";
import { type ValveName, valves } from "../../firmware/parts/valves";
import { isPossible } from "../../firmware/safety/configuration";
import { pressureLimits, releaseLimits } from "../../firmware/safety/limits";
import type { AirTruth } from "../../sim/air/circuit";
import type { Figure } from "../../sim/scenario/figures";
import { bleeding, type Drive, dumping, pumping, Rig, sealed } from "../../sim/validate/rig";
import { atMost, figureOf } from "../figure";

const DEFLATED_MMHG = releaseLimits.deflated.value;
const ONE_PATH_S = releaseLimits.onePath.value / 1000;
const BOTH_PATHS_S = releaseLimits.bothPaths.value / 1000;
const HIGHEST_MMHG = pressureLimits.searchCeiling.value;
/** About the highest set-point. */
const USUAL_MMHG = 200;
/** Kept at pressure this long before: a cuff that has crept holds more air, and takes longer, s. */
const HELD_S = 60;

const venting: Drive = Object.freeze({ pump: 0, bleedCoil: 0, dumpCoil: 0 });

/** The ways out, and what each has to manage from the search ceiling, s. */
const paths = [
  { name: "both", drive: venting, limitS: BOTH_PATHS_S },
  { name: "dump", drive: dumping, limitS: ONE_PATH_S },
  { name: "bleed", drive: bleeding, limitS: ONE_PATH_S },
] as const;

type PathName = (typeof paths)[number]["name"];

/** One release of one build, on the simulated plant, from the moment the coils lose their current. */
export interface ReleaseRow {
  readonly cuff: CuffName;
  readonly line: LineName;
  readonly bleed: ValveName;
  readonly fromMmhg: number;
  readonly path: PathName;
  /** Until the cuff, not the manifold, is down to 15 mmHg; `null` when it never is. */
  readonly seconds: number | null;
  readonly limitS: number;
  /** The firmware refuses this build: measured, but not judged. */
  readonly refused: boolean;
}

/** How the cuff is treated before the release. */
export interface Before {
  readonly heldS: number;
  readonly weather: Partial<AirTruth>;
}

const usualBefore: Before = Object.freeze({ heldS: HELD_S, weather: {} });

/** dump97 and `bleed` on `cuff` through `line`: every path, from 280 and from 200 mmHg. */
export function measureRelease(
  cuff: CuffName,
  line: LineName,
  bleed: ValveName = "proportional40",
  before: Before = usualBefore,
): ReleaseRow[] {
  return [HIGHEST_MMHG, USUAL_MMHG].flatMap((fromMmhg) =>
    paths.map(({ name, drive, limitS }) => {
      const rig = filledRig(cuff, line, bleed, fromMmhg, before);
      const refused = !isPossible(rig.parts);
      const ms = rig.until(drive, (air) => air.cuffMmhg <= DEFLATED_MMHG);
      return { cuff, line, bleed, fromMmhg, path: name, seconds: ms === null ? null : ms / 1000, limitS, refused };
    }),
  );
}

/** A cuff that has been at `mmhg` for a while, with the pump at rest. */
function filledRig(cuff: CuffName, line: LineName, bleed: ValveName, mmhg: number, { heldS, weather }: Before): Rig {
  const parts = {
    cuff: cuffs[cuff],
    line: lines[line],
    pump: pumps.kpm27c,
    bleed: valves[bleed],
    dump: valves.dump97,
  };
  const rig = new Rig(parts, weather);
  rig.until(pumping, (air) => air.cuffMmhg >= mmhg);
  const endMs = rig.nowMs + heldS * 1000;
  while (rig.nowMs < endMs) rig.step(rig.air.cuffMmhg < mmhg ? pumping : sealed);
  // What the pump coasted past the mark, creep takes back.
  rig.until(sealed, (air) => air.pump.speed === 0 && air.cuffMmhg <= mmhg);
  return rig;
}

/** The bleed valves that a cuff could be built with; the smaller one is refused for the largest cuff. */
const bleeds: Readonly<Record<CuffName, readonly ValveName[]>> = {
  arm: ["proportional40"],
  thigh11: ["proportional40"],
  thigh18: ["proportional40", "proportional60"],
};

/** Every cuff preset on every line. */
export function releaseRows(onProgress: (share: number) => void): ReleaseRow[] {
  const builds = (Object.keys(cuffs) as CuffName[]).flatMap((cuff) =>
    (Object.keys(lines) as LineName[]).flatMap((line) => bleeds[cuff].map((bleed) => ({ cuff, line, bleed }))),
  );
  return builds.flatMap(({ cuff, line, bleed }, i) => {
    onProgress(i / builds.length);
    return measureRelease(cuff, line, bleed);
  });
}

/** The rules ask it from 280 mmHg; from 200 mmHg it is only told. */
export function releaseFigures(rows: readonly ReleaseRow[]): Figure[] {
  return rows.map(({ cuff, line, bleed, fromMmhg, path, seconds, limitS, refused }) => {
    const isJudged = fromMmhg === HIGHEST_MMHG && !refused;
    const name = `${fromMmhg} to ${DEFLATED_MMHG} mmHg, ${cuff}, ${line}, ${bleed}, ${path}${refused ? " (build refused)" : ""}`;
    return figureOf(name, seconds, "s", isJudged ? atMost(limitS) : null, isJudged ? "safety rules, release" : null);
  });
}
