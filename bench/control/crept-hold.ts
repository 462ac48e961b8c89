import type { Figure } from "../../sim/scenario/figures";
import { atLeast, atMost, figureOf } from "../figure";
import { measureHold, rayleighProbability } from "../hold";
import { type Build, LINE, usualBuild } from "./builds";
import { usualProtocol } from "./protocol";
import { holdScenario } from "./static-hold";

const SEEDS = [11, 12, 13, 14, 15, 16];
/** Five minutes of hold, and the inflation. */
const HOLD_S = 320;
/** Edges that lie together in the heartbeat as closely as these less often than this, by chance, follow it. */
const SIGNIFICANT = 0.01;

const builds: readonly Build[] = [usualBuild("arm", "kpm27c"), usualBuild("thigh11", "big")];

/** Holds of five minutes at 80 % of LOP: how exact while the cuff creeps, and after; and whether the heart is heard. */
export function creptHoldFigures(onProgress: (share: number) => void): Figure[] {
  return builds.flatMap((build, i) => {
    const about = `${build.cuff} ${build.pump} ${build.bleed}`;
    const scenario = holdScenario({ ...usualProtocol, ...build, line: LINE }, HOLD_S);
    const runs = SEEDS.map((seed, j) => {
      onProgress((i + j / SEEDS.length) / builds.length);
      return measureHold(scenario, seed);
    });
    const creeping = Math.max(...runs.map((run) => run.creepingRmsMmhg));
    const crept = Math.max(...runs.map((run) => run.creptRmsMmhg));
    const edges = runs.flatMap((run) => run.edgePhases);
    const rms = `${about}: RMS of the beat-averaged error, worst of ${SEEDS.length},`;
    const chance = `${about}: probability that ${edges.length} actuator edges lie so in the heartbeat by chance`;
    return [
      figureOf(`${rms} first 60 s from reaching the target`, creeping, "mmHg", atMost(1)),
      figureOf(`${rms} from then on`, crept, "mmHg", atMost(0.5), "MRE valve PID: 0.4"),
      figureOf(chance, rayleighProbability(edges), "Rayleigh p", atLeast(SIGNIFICANT)),
    ];
  });
}
