import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { type CuffName, cuffs } from "../../firmware/parts/cuffs";
import { type PumpName, pumps } from "../../firmware/parts/pumps";
import { type TransducerName, transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import { type AirTruth, typicalAir } from "../../sim/air/circuit";
import { type TransducerTruth, typicalTransducer } from "../../sim/hardware/transducer";
import type { RandomStream } from "../../sim/random";
import { drawNormal, drawWithin } from "./population-chance";
import type { Condition } from "./population-shares";

/** Which parts a cuff is built from. */
export interface PartNames {
  readonly cuff: CuffName;
  readonly pump: PumpName;
  readonly transducer: TransducerName;
}

/** A unit: what its firmware believes, and what it is really like. */
export interface Unit {
  readonly config: CuffConfig;
  readonly air: AirTruth;
  readonly transducer: TransducerTruth;
}

/**
 * White noise of a reading, mmHg rms, and how far a part's zero strays before calibration, SD in mmHg. Noise: 0.06
 * measured on an MPR; the others by their converters, assumed. Zero: a third of what the data sheets allow in all,
 * ±1.5 % of the range (ABP2, MPR), ±1 % (XGZP), ±2.5 % (MPX5050), and none that calibration would refuse.
 */
const traits: Readonly<Record<TransducerName, { readonly noiseMmhg: number; readonly zeroSdMmhg: number }>> =
  Object.freeze({
    abp2: { noiseMmhg: 0.06, zeroSdMmhg: 3.7 },
    mpr: { noiseMmhg: 0.06, zeroSdMmhg: 2.2 },
    xgzp: { noiseMmhg: 0.1, zeroSdMmhg: 2.5 },
    mpx5050: { noiseMmhg: 0.12, zeroSdMmhg: 3.1 },
  });
const FURTHEST_ZERO_MMHG = 9;
/** Drift of the zero since calibration, mmHg, and error of the slope after it: assumed, within what the firmware accepts. */
const zeroDriftMmhg = { mean: 0, sd: 0.6, low: -2, high: 2 };
const slope = { mean: 1, sd: 0.005, low: 0.985, high: 1.015 };

/** Unit-to-unit spread of pumps is ±10 %; the rest as in the random sessions of the campaigns. */
const air = {
  pumpFactor: { low: 0.9, high: 1.1 },
  supply: { low: 0.92, high: 1.03 },
  snugness: { low: 0.2, high: 0.8 },
  creep: { low: 0.7, high: 1.3 },
  warmingK: { low: 0, high: 8 },
  hysteresis: { low: 0.02, high: 0.12 },
  seatLeak: { low: 0, high: 3e-4 },
  openDelayMs: { low: 5, high: 20 },
  closeDelayMs: { low: 5, high: 15 },
};
/** Every cuff leaks a little, C' in ml/s; the worst of the mild leaks takes 80 mmHg a minute from an arm cuff, half of it from a thigh's. */
const tightMlPerS = { low: 0.01, high: 0.05 };
const leakingMlPerS = { low: 0.1, high: 1 };

/** One unit of these parts. */
export function drawUnit(random: RandomStream, names: PartNames, condition: Condition): Unit {
  const storedZeroMmhg = drawNormal(random, {
    mean: 0,
    sd: traits[names.transducer].zeroSdMmhg,
    low: -FURTHEST_ZERO_MMHG,
    high: FURTHEST_ZERO_MMHG,
  });
  return {
    config: {
      ...firstBuild,
      cuff: cuffs[names.cuff],
      pump: pumps[names.pump],
      // An 18 cm thigh cuff has to be able to let go through its bleed valve alone.
      bleed: names.cuff === "thigh18" ? valves.proportional60 : valves.proportional40,
      transducer: transducers[names.transducer],
      storedZeroMmhg,
    },
    air: drawAir(random, condition),
    transducer: {
      ...typicalTransducer,
      offsetMmhg: storedZeroMmhg + drawNormal(random, zeroDriftMmhg),
      gain: drawNormal(random, slope),
      noiseMmhg: traits[names.transducer].noiseMmhg,
    },
  };
}

function drawAir(random: RandomStream, condition: Condition): AirTruth {
  return {
    pumpFactor: drawWithin(random, air.pumpFactor),
    supply: drawWithin(random, air.supply),
    snugness: drawWithin(random, air.snugness),
    creep: drawWithin(random, air.creep),
    warmingK: drawWithin(random, air.warmingK),
    leakMlPerS: drawWithin(random, condition === "leaking" ? leakingMlPerS : tightMlPerS),
    valve: {
      ...typicalAir.valve,
      hysteresis: drawWithin(random, air.hysteresis),
      seatLeak: drawWithin(random, air.seatLeak),
      openDelayMs: drawWithin(random, air.openDelayMs),
      closeDelayMs: drawWithin(random, air.closeDelayMs),
    },
  };
}
