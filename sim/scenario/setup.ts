import { batteries } from "../../firmware/parts/batteries";
import { cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import type { Limb } from "../../firmware/shared/limb";
import { Mode } from "../../firmware/shared/order";
import { typicalAir } from "../air/circuit";
import { typicalTransducer } from "../hardware/transducer";
import type { WorldSetup } from "../world";
import type { Scenario } from "./schema";

/** Circumference of an adult limb at the cuff, cm (the values published prediction tables are read at). */
const typicalCircumferenceCm: Readonly<Record<Limb, number>> = { arm: 31, leg: 54 };

/** The world that a scenario describes. */
export function setupOf(scenario: Scenario, seed: number): WorldSetup {
  const { world, person } = scenario;
  const cuff = cuffs[scenario.cuff];
  return {
    seed,
    config: {
      cuff,
      pump: pumps[scenario.pump],
      bleed: valves[scenario.bleed],
      dump: valves[scenario.dump],
      line: lines[scenario.line],
      transducer: transducers[scenario.transducer],
      ...(scenario.cuffTransducer && { cuffTransducer: transducers[scenario.cuffTransducer] }),
      battery: batteries.liIon3s,
      storedZeroMmhg: 0,
      gain: 1,
      atmosphereMmhg: scenario.atmosphereMmhg,
    },
    air: {
      ...typicalAir,
      pumpFactor: world.pumpFactor,
      snugness: world.snugness,
      creep: world.creep,
      leakMlPerS: world.leakMlPerS,
      warmingK: world.warmingK,
      supply: world.supply,
      valve: { ...typicalAir.valve, seatLeak: world.seatLeak, hysteresis: world.valveHysteresis },
    },
    transducer: {
      ...typicalTransducer,
      offsetMmhg: world.transducerOffsetMmhg,
      gain: world.transducerGain,
      noiseMmhg: world.transducerNoiseMmhg,
    },
    person: { ...person, circumferenceCm: person.circumferenceCm ?? typicalCircumferenceCm[cuff.limb] },
    exercise: scenario.exercise,
    mode: Mode[scenario.mode],
  };
}
