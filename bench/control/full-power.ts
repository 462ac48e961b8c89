import type { World } from "../../sim/world";
import { COMMAND_AT_S, type Hold, holdScenario, playUntil, type Squeeze } from "./static-hold";

const STEP_S = 0.001;
/** What takes longer than this is out of reach of the parts, s. */
const PATIENCE_S = 300;

interface Drive {
  readonly pumpDuty: number;
  readonly bleedCoil: number;
}

const pumping: Drive = { pumpDuty: 1, bleedCoil: 1 };
const bleeding: Drive = { pumpDuty: 0, bleedCoil: 0 };

/**
 * The shortest time in which the hold's pump, at full duty and with the valves already shut, brings the vented cuff to
 * `mmhg`; `null` when it cannot.
 */
export function fullPowerS(hold: Hold, mmhg: number): number | null {
  const world = playUntil(holdScenario(hold, COMMAND_AT_S), hold.seed, COMMAND_AT_S);
  world.air.bleed.opening = 0;
  world.air.dump.opening = 0;
  return byHand(world, pumping, () => world.air.cuffMmhg >= mmhg);
}

/**
 * The shortest time in which pump or bleed valve, at full drive from the moment of the squeeze, bring the cuff that
 * the firmware has held until then back within `bandMmhg` of `mmhg`; `null` when they cannot.
 */
export function fullRecoveryS(hold: Hold, mmhg: number, squeeze: Squeeze, bandMmhg: number): number | null {
  const world = playUntil(holdScenario(hold, squeeze.atS), hold.seed, squeeze.atS);
  const drive = squeeze.ml > 0 ? bleeding : pumping;
  const isNear = (): boolean => Math.abs(world.air.cuffMmhg - mmhg) <= bandMmhg;
  world.limb.squeezeMl = squeeze.ml;
  const outS = byHand(world, drive, () => !isNear());
  const backS = byHand(world, drive, isNear, outS ?? 0);
  return outS === null || backS === null ? null : outS + backS;
}

/**
 * Takes limb and air, as they are, out of the firmware's hands, with the dump valve shut. `agoS` is how long ago that
 * was first done. Seconds until `reached`, or `null`.
 */
function byHand({ nowMs, limb, air }: World, drive: Drive, reached: () => boolean, agoS = 0): number | null {
  const startS = nowMs / 1000 + agoS;
  for (let steps = 0; steps * STEP_S < PATIENCE_S; steps++) {
    if (reached()) return steps * STEP_S;
    const growthMl = limb.step(startS + (steps + 1) * STEP_S, STEP_S, air.cuffMmhg);
    air.step(STEP_S * 1000, drive.pumpDuty, drive.bleedCoil, 1, growthMl);
  }
  return null;
}
