import type { CuffConfig } from "../../firmware/parts/config";
import { cuffs } from "../../firmware/parts/cuffs";
import { isOptIn } from "../../firmware/safety/caps";
import { Mode } from "../../firmware/shared/order";
import type { Prescription } from "../../firmware/shared/prescription";
import { typicalAir } from "../../sim/air/circuit";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { typicalTransducer } from "../../sim/hardware/transducer";
import type { CuedPlan } from "../../sim/limb/cued-muscle";
import { RandomStream } from "../../sim/random";
import type { WorldSetup } from "../../sim/world";
import type { Build } from "../faults/builds";

const SECTOR_BYTES = 4096;
/** As a board has them, but for the log: 32 sectors are kept ready, and the others hold four hours. */
const SECTORS = 32;
const LOG_SECTORS = 96;

/** What a repetition moves under each cuff, ml: 15 to 25 % of LOP in a sealed one, as Swain 2025 saw on a leg press. */
const STRENGTH_ML = new Map<string, readonly [number, number]>([
  [cuffs.arm.name, [12, 18]],
  [cuffs.thigh11.name, [26, 38]],
  [cuffs.thigh18.name, [38, 56]],
]);
/** A stride or a turn of the pedals moves less, and comes quicker: s. */
const GAIT_SHARE = 0.6;
const GAIT_PERIOD_S = [1.1, 1.5] as const;
const STRENGTH_PERIOD_S = [1.8, 3.8] as const;

/** Somebody who comes to train, with a cuff and its flash. */
export interface Guest {
  readonly setup: WorldSetup;
  readonly flash: SimulatedFlash;
  readonly logFlash: SimulatedFlash;
  readonly sensesCurrent: boolean;
  readonly random: RandomStream;
}

/** The guest of this name and seed, who will train by `plan`. */
export function guestOf(build: Build, plan: Prescription, seed: number, name: string): Guest {
  const random = new RandomStream(seed, name);
  const { config } = build;
  const isArm = config.cuff.limb === "arm";
  const systolicMmhg = random.between(105, 145);
  const flash = flashOf(seed, SECTORS, "flash");
  const logFlash = flashOf(seed, LOG_SECTORS, "log flash");
  const exercise = exerciseOf(config, plan.mode, random);
  const setup: WorldSetup = {
    seed,
    config,
    person: {
      circumferenceCm: isArm ? random.between(26, 36) : random.between(48, 62),
      systolicMmhg,
      diastolicMmhg: systolicMmhg - random.between(35, 55),
      heartRatePerMin: random.between(50, 100),
      posture: "supine",
      artery: random.uniform() < 0.5 ? "babbs" : "fitted",
    },
    air: { ...typicalAir, pumpFactor: random.between(0.9, 1.1), snugness: random.between(0.2, 0.8) },
    transducer: { ...typicalTransducer, offsetMmhg: random.between(-1.5, 1.5) },
    ...(exercise && { exercise }),
    mode: plan.mode,
    flash,
    logFlash,
  };
  return { setup, flash, logFlash, sensesCurrent: build.sensesCurrent, random };
}

/** Who trains without exercise keeps still. */
function exerciseOf({ cuff }: CuffConfig, mode: Mode, random: RandomStream): CuedPlan | undefined {
  if (isOptIn(mode)) return undefined;
  const range = STRENGTH_ML.get(cuff.name);
  if (range === undefined) throw new Error(`nobody has said what a repetition moves under the cuff "${cuff.name}"`);
  const isGait = mode === Mode.aerobic;
  const volumeMl = (isGait ? GAIT_SHARE : 1) * random.between(...range);
  return {
    onCue: true,
    periodS: isGait ? random.between(...GAIT_PERIOD_S) : random.between(...STRENGTH_PERIOD_S),
    periodScatter: isGait ? 0.08 : 0.2,
    heldShare: random.between(0, 0.2),
    volumeMl,
    scatter: 0.2,
    swellingMl: isGait ? 0 : volumeMl / 400,
  };
}

function flashOf(seed: number, sectorCount: number, name: string): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: SECTOR_BYTES, sectorCount, chance: new RandomStream(seed, name) });
}
