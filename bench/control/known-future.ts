import { POLYTROPIC_EXPONENT } from "../../firmware/air/cuff-volume";
import { Bladder } from "../../sim/air/bladder";
import { ROOM_K, WARMING_TAU_S } from "../../sim/air/circuit";
import { Creep } from "../../sim/air/creep";
import type { Limb } from "../../sim/limb/limb";
import type { WorldSetup } from "../../sim/world";

const STEP_S = 0.001;

/**
 * What fills the cuff by itself, ml, at the end of every millisecond from 0: muscle and pulse, less creep, plus
 * warming. Artery, creep and warming are reckoned at the target pressure, kept since `heldFromS`: a regulated
 * pressure stays near it, and they would need states of their own otherwise.
 */
export function knownFuture(
  setup: WorldSetup,
  limb: Limb,
  targetMmhg: number,
  heldFromS: number,
  durationS: number,
): Float64Array {
  const { cuff } = setup.parts ?? setup.config;
  const { air } = setup;
  const creep = new Creep(cuff.volumeAt200Ml, air.creep);
  const airMl = new Bladder(cuff, air.snugness).volumeMl(targetMmhg) / POLYTROPIC_EXPONENT;
  const growthMl = new Float64Array(Math.round(durationS / STEP_S) + 1);
  let warmK = 0;
  let sum = 0;
  for (let ms = 1; ms < growthMl.length; ms++) {
    sum += limb.step(ms * STEP_S, STEP_S, targetMmhg);
    if (ms * STEP_S > heldFromS) {
      const warmed = (air.warmingK - warmK) * (STEP_S / WARMING_TAU_S);
      warmK += warmed;
      sum += airMl * (warmed / ROOM_K) - creep.step(STEP_S, targetMmhg);
    }
    growthMl[ms] = sum;
  }
  return growthMl;
}
