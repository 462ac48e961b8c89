import type { CuffConfig } from "../../firmware/parts/config";
import type { CuffName } from "../../firmware/parts/cuffs";
import type { PumpName } from "../../firmware/parts/pumps";
import type { TransducerName } from "../../firmware/parts/transducers";
import type { AirTruth } from "../../sim/air/circuit";
import type { TransducerTruth } from "../../sim/hardware/transducer";
import { lopOf, type Person } from "../../sim/limb/person";
import { RandomStream } from "../../sim/random";
import { drawUnit } from "./population-build";
import { drawName } from "./population-chance";
import { drawWearer, type LawHalf } from "./population-person";
import { type Condition, conditionShares, GIVES_BLOOD_PRESSURE_SHARE, POPULATION_SIZE } from "./population-shares";

/**
 * A person and the cuff they wear, to judge a search for the limb occlusion pressure on: `new World(subject)` puts them
 * together.
 */
export interface LopSubject {
  readonly index: number;
  /** For the world they are put into: heartbeat, noise, unrest. */
  readonly seed: number;
  readonly cuff: CuffName;
  readonly person: Person;
  readonly config: CuffConfig;
  readonly air: AirTruth;
  readonly transducer: TransducerTruth;
  /** They type in their blood pressure, so that a search knows where to begin. */
  readonly givesBloodPressure: boolean;
  readonly lawHalf: LawHalf;
  readonly condition: Condition;
  /** What a perfect search finds, mmHg. */
  readonly trueLopMmhg: number;
}

const cuffNames = ["arm", "thigh11", "thigh18"] as const satisfies readonly CuffName[];
const lawHalves = ["fitted", "drzewiecki"] as const satisfies readonly LawHalf[];
const pumpNames = ["kpm27c", "big"] as const satisfies readonly PumpName[];
const transducerNames = ["abp2", "mpr", "xgzp", "mpx5050"] as const satisfies readonly TransducerName[];

/**
 * The subject of this index. Cuffs, laws, pumps and transducers go round in turns, each crossed with all before it, so
 * that any 48 in a row hold every combination once; everything else is left to chance.
 */
export function drawPerson(index: number, seed: number): LopSubject {
  const random = new RandomStream(seed, `lop subject ${index}`);
  let rest = index;
  const turn = <T>(choices: readonly [T, ...T[]]): T => {
    const choice = choices[rest % choices.length] ?? choices[0];
    rest = Math.floor(rest / choices.length);
    return choice;
  };
  const cuff = turn<CuffName>(cuffNames);
  const lawHalf = turn<LawHalf>(lawHalves);
  const pump = turn<PumpName>(pumpNames);
  const transducer = turn<TransducerName>(transducerNames);
  const condition = drawName(random, conditionShares);
  const givesBloodPressure = random.uniform() < GIVES_BLOOD_PRESSURE_SHARE;
  const unit = drawUnit(random, { cuff, pump, transducer }, condition);
  const person = drawWearer(random, unit.config.cuff, lawHalf, condition);
  return {
    index,
    seed: (Math.imul(seed, 1_000_003) + index) | 0,
    cuff,
    person,
    ...unit,
    givesBloodPressure,
    lawHalf,
    condition,
    trueLopMmhg: lopOf(person, unit.config.cuff),
  };
}

/** The first `count` subjects. */
export function drawPopulation(seed: number, count = POPULATION_SIZE): LopSubject[] {
  return Array.from({ length: count }, (_, index) => drawPerson(index, seed));
}
