import type { CuffName } from "../../firmware/parts/cuffs";
import type { PumpName } from "../../firmware/parts/pumps";
import { isPossible } from "../../firmware/safety/configuration";
import { RandomStream } from "../../sim/random";
import { scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import type { WorldSetup } from "../../sim/world";
import { cuffNames, LINE, pumpNames, usualBuild } from "../control/builds";
import { misbelieved } from "../control/misbelief";
import { COMMAND_AT_S } from "../control/static-hold";
import type { SessionPlan } from "./session";

/** What results are told apart by. */
export interface Group {
  readonly cuff: CuffName;
  readonly pump: PumpName;
  readonly isSealed: boolean;
}

export const groups: readonly Group[] = cuffNames.flatMap((cuff) =>
  pumpNames.flatMap((pump) => [false, true].map((isSealed) => ({ cuff, pump, isSealed }))),
);

/** Usual length of a repetition, s: one set of each in a session, half of them long. */
const PERIODS_S = [1, 2, 3, 4];
const LENGTHS = [15, 30];
/** What people train at, % LOP, and what their movement does to a sealed cuff, % LOP (Swain 2025: 18–25). */
const PERCENT_LOP = [50, 80] as const;
const SWING_PERCENT_LOP = [15, 25] as const;
/** Who trains: mmHg and beats per minute. */
const SYSTOLIC_MMHG = [105, 165] as const;
const PULSE_MMHG = [35, 70] as const;
const HEART_PER_MIN = [50, 110] as const;

/** A session of four sets. Every second one has parts that err by 30 % in everything; twitches come in every second set. */
export function sessionOf({ cuff, pump, isSealed }: Group, seed: number): SessionPlan {
  const random = new RandomStream(seed, `${cuff} ${pump} ${isSealed}`);
  const systolicMmhg = random.between(...SYSTOLIC_MMHG);
  const scenario = scenarioSchema.parse({
    title: "uneven sets",
    durationS: 7200,
    ...usualBuild(cuff, pump),
    line: LINE,
    person: {
      posture: cuff === "arm" ? "supine" : "seated",
      systolicMmhg,
      diastolicMmhg: systolicMmhg - random.between(...PULSE_MMHG),
      heartRatePerMin: random.between(...HEART_PER_MIN),
    },
    steps: [{ atS: COMMAND_AT_S, do: "hold", percentLop: random.between(...PERCENT_LOP) }],
  });
  const setup = setupOf(scenario, seed);
  const sets = PERIODS_S.map((periodS, i) => ({
    periodS,
    repetitions: LENGTHS[(i + (i >> 1) + seed) % LENGTHS.length] ?? 15,
    hasTwitches: (i + (seed >> 1)) % 2 === 1,
  }));
  return {
    scenario,
    setup: seed % 2 === 0 ? setup : possiblyMisbelieved(setup, random),
    isSealed,
    swingPercentLop: random.between(...SWING_PERCENT_LOP),
    sets,
  };
}

/** Draws again while the release rules would forbid the real parts: such a cuff is broken, not misbelieved. */
function possiblyMisbelieved(setup: WorldSetup, random: RandomStream): WorldSetup {
  for (;;) {
    const changed = misbelieved(setup, random);
    if (isPossible(changed.parts ?? changed.config)) return changed;
  }
}
