import { Director } from "../../sim/scenario/director";
import { setupOf } from "../../sim/scenario/setup";
import { World, type WorldSetup } from "../../sim/world";
import { regulationAlone } from "../regulation-alone";
import { type Protocol, scenarioOf } from "./protocol";
import { type SessionFigures, TrainingMeter } from "./training-meter";

export interface RegulatedFigures extends SessionFigures {
  readonly pumpStarts: number;
  readonly chargeMah: number;
}

/** Changes the world under the firmware's feet: other parts than it believes in, a slow transducer … */
export type Disturb = (setup: WorldSetup) => WorldSetup;

/** Hears the true cuff pressure after every millisecond. */
export type Listener = (nowS: number, mmhg: number) => void;

/** Plays the protocol with the firmware in command. */
export function runRegulated(
  protocol: Protocol,
  disturb: Disturb = (setup) => setup,
  listener?: Listener,
): RegulatedFigures {
  const scenario = scenarioOf(protocol);
  const world = new World(regulationAlone(disturb(setupOf(scenario, protocol.seed))));
  const director = new Director(scenario, world);
  const { limb, board, air } = world;
  const target = (protocol.percentLop / 100) * limb.lopMmhg;
  const meter = new TrainingMeter(limb.muscle.repetitions, target, limb.lopMmhg);
  let pumpStarts = 0;
  let pumping = false;
  while (world.nowMs < scenario.durationS * 1000) {
    director.act(() => undefined);
    world.step();
    meter.observe(world.nowMs / 1000, air.cuffMmhg);
    listener?.(world.nowMs / 1000, air.cuffMmhg);
    const pumps = board.gates.pumpDuty > 0;
    if (pumps && !pumping) pumpStarts++;
    pumping = pumps;
  }
  return { ...meter.figures, pumpStarts, chargeMah: air.pump.chargeAs / 3.6 };
}
