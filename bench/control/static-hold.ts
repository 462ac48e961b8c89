import { Director } from "../../sim/scenario/director";
import { type Scenario, scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World, type WorldSetup } from "../../sim/world";
import { regulationAlone } from "../regulation-alone";
import type { Protocol } from "./protocol";

/** A pressure that is held on a limb at rest. */
export type Hold = Omit<Protocol, "movement">;

/** When the hold is commanded: the firmware needs the first five vented seconds for its zero, s. */
export const COMMAND_AT_S = 8;

/** The limb under the cuff is suddenly this much thicker, and stays so. */
export interface Squeeze {
  readonly atS: number;
  readonly ml: number;
}

/** The hold as a scenario, with or without a squeeze. */
export function holdScenario(hold: Hold, durationS: number, squeeze?: Squeeze): Scenario {
  const { cuff, pump, bleed, line, percentLop } = hold;
  const command = { atS: COMMAND_AT_S, do: "hold", percentLop } as const;
  return scenarioSchema.parse({
    title: "static hold",
    durationS,
    cuff,
    pump,
    bleed,
    line,
    person: { posture: cuff === "arm" ? "supine" : "seated" },
    steps: squeeze ? [command, { ...squeeze, do: "squeeze" }] : [command],
  });
}

/** The same hold's world, for whoever does without the scenario. */
export function holdSetup(hold: Hold): WorldSetup {
  return setupOf(holdScenario(hold, 1), hold.seed);
}

export function targetMmhg(hold: Hold): number {
  return (hold.percentLop / 100) * new World(holdSetup(hold)).limb.lopMmhg;
}

/** Plays the scenario with the firmware in command until `untilS`; `onMs` hears every millisecond. */
export function playUntil(scenario: Scenario, seed: number, untilS: number, onMs?: (world: World) => void): World {
  const world = new World(regulationAlone(setupOf(scenario, seed)));
  const director = new Director(scenario, world);
  while (world.nowMs < untilS * 1000) {
    director.act(() => undefined);
    world.step();
    onMs?.(world);
  }
  return world;
}

/** True cuff pressure, mmHg, after every millisecond of the scenario. */
export function recordCuffMmhg(scenario: Scenario, seed: number): Float64Array {
  const pressures = new Float64Array(Math.ceil(scenario.durationS * 1000));
  playUntil(scenario, seed, scenario.durationS, ({ nowMs, air }) => {
    pressures[nowMs - 1] = air.cuffMmhg;
  });
  return pressures;
}
