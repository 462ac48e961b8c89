import { capacityMl } from "../../firmware/air/cuff-volume";
import { type CuffPart, cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { releaseLimits } from "../../firmware/safety/limits";
import { Creep } from "../air/creep";
import { bleeding, type Drive, dumping, pumping, Rig, STEP_MS, sealed } from "./rig";
import { type Anchor, between, type Row, withinPercent } from "./row";

/**
 * The references come from a separate calculation of one air node with n = 1.2 and b = 0.2, without hose, creep or
 * warming: these shift the results by a few per cent, a wrong unit or sign by far more.
 */
const PERCENT = 10;
const DEFLATED_MMHG = releaseLimits.deflated.value;
/** The start of the separate calculation: it gives 17.2 and 28.6 s from here, 18.9 and 31.4 s from 280 mmHg. */
const RELEASED_MMHG = 200;
const HELD_MMHG = 160;
/** Resistance of a kinked hose, as a multiple. */
const KINK = 100;
const SETTLED_S = 60;
const OVERFILL = 1.03;
/** Six times the slower time constant of creep, s. */
const CREPT_S = 150;
/** What the held cuff's loss becomes where the pressure falls along: one node integrated by itself, in Python. */
const SEALED_FALL_MMHG = 27.6;

function computed(name: string, unit: string, reference: number, simulated: number | null): Row {
  return withinPercent({ name, unit, standing: "computed", simulated }, `${reference}`, reference, PERCENT);
}

/** A filled cuff at `mmhg`, its pump at rest: filled a little higher, and sealed until creep has brought it down. */
function rested(rig: Rig, mmhg: number): Rig {
  rig.until(pumping, (air) => air.cuffMmhg >= mmhg * OVERFILL);
  rig.until(sealed, (air) => air.cuffMmhg <= mmhg);
  return rig;
}

/** Seconds from 200 mmHg down to the deflated threshold, through the valves that `drive` leaves open. */
function releaseS(cuff: CuffPart, drive: Drive): number | null {
  const rig = rested(new Rig({ cuff }), RELEASED_MMHG);
  const ms = rig.until(drive, (air) => air.cuffMmhg <= DEFLATED_MMHG);
  return ms === null ? null : ms / 1000;
}

function releaseRows(): Row[] {
  const dump = (name: string, cuff: CuffPart, from: number, to: number) =>
    between(
      { name, unit: "s", standing: "computed", simulated: releaseS(cuff, dumping) },
      `${from}–${to}`,
      from * (1 - PERCENT / 100),
      to * (1 + PERCENT / 100),
    );
  return [
    computed("release by bleed, thigh11", "s", 17, releaseS(cuffs.thigh11, bleeding)),
    computed("release by bleed, thigh18", "s", 28.5, releaseS(cuffs.thigh18, bleeding)),
    dump("release by dump, thigh11", cuffs.thigh11, 7, 8),
    dump("release by dump, thigh18", cuffs.thigh18, 12, 14),
  ];
}

function kinkedHoseMs(): number | null {
  const rig = rested(new Rig({ cuff: cuffs.thigh11, line: lines.hose25 }), HELD_MMHG);
  rig.air.hoseMmhgSPerMl *= KINK;
  rig.until(dumping, (air) => air.dump.opening === 1);
  return rig.until(dumping, (air) => air.manifoldMmhg <= DEFLATED_MMHG);
}

/** Where the cuff settles with the pump at full speed and valves open. */
function stuckPumpMmhg(bleedCoil: number): number {
  const rig = new Rig({ cuff: cuffs.thigh11 });
  rig.hold({ pump: 1, bleedCoil, dumpCoil: 0 }, SETTLED_S);
  return rig.air.cuffMmhg;
}

/** Pressure that creep costs at a held pressure, were the cuff no softer for having given way, mmHg. */
function creepCostMmhg(afterS: number): number {
  const cuff = cuffs.thigh11;
  const creep = new Creep(cuff.volumeAt200Ml, 1);
  let grownMl = 0;
  for (let ms = 0; ms < afterS * 1000; ms += STEP_MS) grownMl += creep.step(STEP_MS / 1000, HELD_MMHG);
  const atmosphere = 760;
  return (grownMl * (HELD_MMHG + atmosphere)) / capacityMl(cuff, 0, HELD_MMHG, atmosphere);
}

/** Fall of a sealed cuff by creep alone, from a pressure that it met all at once, mmHg. */
function sealedFallMmhg(): number {
  const rig = new Rig({ cuff: cuffs.thigh11 }, { warmingK: 0, leakMlPerS: 0 });
  rig.hold(sealed, 1);
  rig.air.cuffMmhg = HELD_MMHG;
  rig.air.manifoldMmhg = HELD_MMHG;
  rig.hold(sealed, CREPT_S);
  return HELD_MMHG - rig.air.cuffMmhg;
}

/** 12 mmHg with 2 s and 24 mmHg with 25 s time constant. */
const creepTerms = [
  { mmhg: 12, tauS: 2 },
  { mmhg: 24, tauS: 25 },
] as const;

function creepRows(): Row[] {
  const expected = (afterS: number) =>
    creepTerms.reduce((sum, { mmhg, tauS }) => sum + mmhg * (1 - Math.exp(-afterS / tauS)), 0);
  const row = (afterS: number) =>
    computed(
      `creep at a held 160 mmHg after ${afterS} s`,
      "mmHg",
      Number(expected(afterS).toFixed(1)),
      creepCostMmhg(afterS),
    );
  return [
    row(5),
    row(CREPT_S),
    computed(`sealed thigh11 falls from 160 mmHg in ${CREPT_S} s`, "mmHg", SEALED_FALL_MMHG, sealedFallMmhg()),
  ];
}

/** Consequences of the model that were worked out apart from this program. */
export const computedConsequences: Anchor = {
  id: "C",
  title: "consequences computed apart from this program",
  note: "760 mmHg of air, big pump, bleed C' 40, dump C' 97, releases from 200 to 15 mmHg. Nothing here is measured.",
  rows: () => [
    ...releaseRows(),
    computed("kinked hose: manifold 160 to 15 mmHg by dump", "ms", 33, kinkedHoseMs()),
    computed("pump stuck on, dump open", "mmHg", 87, stuckPumpMmhg(1)),
    computed("pump stuck on, dump and bleed open", "mmHg", 50, stuckPumpMmhg(0)),
    ...creepRows(),
  ],
};
