import { POLYTROPIC_EXPONENT } from "../../firmware/air/cuff-volume";
import type { CuffConfig } from "../../firmware/parts/config";
import type { CuffName } from "../../firmware/parts/cuffs";
import type { LineName } from "../../firmware/parts/lines";
import type { PumpName } from "../../firmware/parts/pumps";
import type { ValveName } from "../../firmware/parts/valves";
import { Bladder } from "../../sim/air/bladder";
import { type Scenario, scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";

/** How the limb moves under the cuff. */
export interface Movement {
  /** Peak to peak, in a sealed cuff, in percent of LOP. Everything depends on it. */
  readonly swingPercentLop: number;
  readonly cadenceHz: number;
  /** Scatter of the repetitions' time, and the share of each for which the contraction is held. */
  readonly cadenceScatter: number;
  readonly heldShare: number;
  /** Scatter of the swing from one repetition to the next. */
  readonly volumeScatter: number;
}

/** One leg press (or arm curl) 30-15-15-15 with 30 s rests. */
export interface Protocol {
  readonly cuff: CuffName;
  readonly pump: PumpName;
  readonly bleed: ValveName;
  readonly line: LineName;
  readonly percentLop: number;
  readonly movement: Movement;
  readonly seed: number;
}

/** The movement that the unregulated devices of Swain 2025 show, at the slow end of usual cadences. */
export const usualMovement: Movement = Object.freeze({
  swingPercentLop: 21,
  cadenceHz: 1 / 3,
  cadenceScatter: 0,
  heldShare: 0,
  volumeScatter: 0.2,
});

export const usualProtocol: Protocol = Object.freeze({
  cuff: "thigh11",
  pump: "big",
  bleed: "proportional40",
  line: "hose40",
  percentLop: 80,
  movement: usualMovement,
  seed: 1,
});

const HOLD_AT_S = 8;
/** Long enough for the weakest pump to fill the largest cuff, and for the fastest creep to be over. */
const EXERCISE_AT_S = 98;
const SETS = [30, 15, 15, 15];
const REST_S = 30;
/** In each set: 1–3 % of the cuff's volume gained in lasting swelling over the session. */
const SWELLING_SHARE = 0.005;

/** The protocol as a scenario. */
export function scenarioOf(protocol: Protocol): Scenario {
  const { cuff, pump, bleed, line, percentLop, movement } = protocol;
  const bare = {
    title: "leg press 30-15-15-15",
    durationS: 7200,
    cuff,
    pump,
    bleed,
    line,
    person: { posture: cuff === "arm" ? "supine" : "seated" },
    steps: [{ atS: HOLD_AT_S, do: "hold", percentLop }],
  } as const;
  const { config } = setupOf(scenarioSchema.parse(bare), 1);
  const lop = lopOf(bare);
  const periodS = 1 / movement.cadenceHz;
  const exercise = {
    startS: EXERCISE_AT_S,
    sets: SETS,
    restS: REST_S,
    periodS,
    periodScatter: movement.cadenceScatter,
    heldShare: movement.heldShare,
    volumeMl: volumeForSwing(config, (percentLop / 100) * lop, (movement.swingPercentLop / 100) * lop),
    scatter: movement.volumeScatter,
    swellingMl: SWELLING_SHARE * config.cuff.volumeAt200Ml,
  };
  const repetitions = SETS.reduce((sum, count) => sum + count, 0);
  const exerciseS = repetitions * periodS * (1 + movement.cadenceScatter) + SETS.length * REST_S;
  return scenarioSchema.parse({ ...bare, durationS: Math.ceil(EXERCISE_AT_S + exerciseS), exercise });
}

function lopOf(bare: Parameters<typeof scenarioSchema.parse>[0]): number {
  return new World(setupOf(scenarioSchema.parse(bare), 1)).limb.lopMmhg;
}

/**
 * How much a limb has to swell, ml, to raise a sealed cuff from `mmhg` by `swingMmhg`: the air keeps
 * (absolute pressure)^(1/n) × volume.
 */
export function volumeForSwing(config: CuffConfig, mmhg: number, swingMmhg: number): number {
  const bladder = new Bladder(config.cuff, 0.5);
  const line = config.line.manifoldMl;
  const before = mmhg + config.atmosphereMmhg;
  const squeezed = (before / (before + swingMmhg)) ** (1 / POLYTROPIC_EXPONENT) * (bladder.volumeMl(mmhg) + line);
  return bladder.volumeMl(mmhg + swingMmhg) + line - squeezed;
}
