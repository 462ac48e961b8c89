import { AirCircuit } from "../../sim/air/circuit";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";
import { type Protocol, scenarioOf } from "./protocol";
import type { Listener } from "./regulated";
import { type SessionFigures, TrainingMeter } from "./training-meter";

const STEP_S = 0.001;
/** Like the unregulated devices: filled once, this long before the first repetition, then sealed. */
const SEALED_BEFORE_S = 10;

/** The same limb, movement and weather under a cuff that nobody regulates: what every result has to be read against. */
export function runSealed(protocol: Protocol, listener?: Listener): SessionFigures {
  const scenario = scenarioOf(protocol);
  const setup = setupOf(scenario, protocol.seed);
  const { limb } = new World(setup);
  const air = new AirCircuit(setup.config, setup.air);
  const target = (protocol.percentLop / 100) * limb.lopMmhg;
  const meter = new TrainingMeter(limb.muscle.repetitions, target, limb.lopMmhg);
  const startS = (scenario.exercise?.startS ?? 0) - SEALED_BEFORE_S;
  let nowS = startS;
  let pumpDuty = 1;
  for (let step = 0; nowS < scenario.durationS; step++) {
    nowS = startS + step * STEP_S;
    air.step(1, pumpDuty, 1, 1, limb.step(nowS, STEP_S, air.cuffMmhg));
    if (air.cuffMmhg >= target) pumpDuty = 0;
    meter.observe(nowS, air.cuffMmhg);
    listener?.(nowS, air.cuffMmhg);
  }
  return meter.figures;
}
