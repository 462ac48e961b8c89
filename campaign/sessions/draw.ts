import { batteries } from "../../firmware/parts/batteries";
import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import { isPossible } from "../../firmware/safety/configuration";
import { Mode } from "../../firmware/shared/order";
import { Ledger } from "../../firmware/storage/ledger";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { RecordStore } from "../../firmware/storage/record-store";
import { typicalAir } from "../../sim/air/circuit";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { typicalTransducer } from "../../sim/hardware/transducer";
import type { ExercisePlan } from "../../sim/limb/muscle";
import { RandomStream } from "../../sim/random";
import type { WorldSetup } from "../../sim/world";

/** One in so many sessions is a long one: 25 to 40 minutes, so that the caps are met. */
const LONG_SHARE = 0.055;
/** The store of a board: it fills up now and then. */
const SECTORS = 32;
const SECTOR_BYTES = 4096;
/** The log keeps 32 erased sectors ready. */
const LOG_SECTORS = 40;
/** Cuffs whose store is full when they are switched on: room has to be made before anything else. */
const USED_SHARE = 0.15;

export function oneOf<T>(random: RandomStream, choices: readonly T[]): T {
  return choices[Math.floor(random.uniform() * choices.length)] as T;
}

export function chance(random: RandomStream, share: number): boolean {
  return random.uniform() < share;
}

/** A cuff as somebody may have built it: anything that the firmware accepts. */
function drawConfig(random: RandomStream): CuffConfig {
  for (;;) {
    const config: CuffConfig = {
      ...firstBuild,
      cuff: oneOf(random, Object.values(cuffs)),
      pump: oneOf(random, Object.values(pumps)),
      bleed: oneOf(random, Object.values(valves)),
      line: oneOf(random, Object.values(lines)),
      transducer: oneOf(random, Object.values(transducers)),
      battery: batteries.liIon3s,
      ...(chance(random, 0.4) && { cuffTransducer: transducers.abp2 }),
    };
    if (isPossible(config)) return config;
  }
}

function drawExercise(random: RandomStream, limb: "arm" | "leg"): ExercisePlan | undefined {
  if (chance(random, 0.35)) return undefined;
  const volumeMl = limb === "arm" ? random.between(4, 12) : random.between(12, 38);
  return {
    startS: random.between(30, 90),
    sets: [30, 15, 15, 15].slice(0, 1 + Math.floor(random.between(0, 4))),
    restS: random.between(20, 60),
    periodS: random.between(1.8, 4),
    periodScatter: random.between(0, 0.3),
    heldShare: random.between(0, 0.4),
    volumeMl,
    scatter: random.between(0, 0.4),
    swellingMl: random.between(0, volumeMl / 4),
  };
}

/** Saves until nothing more fits, as months of training would. */
function fill(flash: SimulatedFlash): void {
  const store = new RecordStore(flash);
  const ledger = new Ledger();
  while (store.save(ledgerCodec, ledger) !== "noRoom") ledger.poweredMinutes++;
}

/** A person, a cuff, and what they are really like. */
export interface Session {
  readonly setup: WorldSetup;
  readonly durationS: number;
  readonly random: RandomStream;
  readonly sensesCurrent: boolean;
}

export function drawSession(seed: number): Session {
  const random = new RandomStream(seed, "session");
  const config = drawConfig(random);
  const { limb } = config.cuff;
  const exercise = drawExercise(random, limb);
  const systolicMmhg = random.between(95, 165);
  const isLong = chance(random, LONG_SHARE);
  const setup: WorldSetup = {
    seed,
    config,
    person: {
      circumferenceCm: limb === "arm" ? random.between(24, 40) : random.between(44, 66),
      systolicMmhg,
      diastolicMmhg: systolicMmhg - random.between(30, 60),
      heartRatePerMin: random.between(45, 120),
      posture: oneOf(random, ["supine", "seated"] as const),
      artery: oneOf(random, ["fitted", "babbs", "drzewiecki"] as const),
    },
    ...(exercise && { exercise }),
    mode: oneOf(random, [Mode.free, Mode.free, Mode.resistance, Mode.resistance, Mode.aerobic, Mode.passive]),
    air: {
      ...typicalAir,
      pumpFactor: random.between(0.85, 1.15),
      supply: random.between(0.9, 1.05),
      snugness: random.between(0.1, 0.9),
      creep: random.between(0.6, 1.4),
      leakMlPerS: random.between(0, 0.06),
      warmingK: random.between(0, 8),
      valve: {
        ...typicalAir.valve,
        hysteresis: random.between(0.02, 0.12),
        seatLeak: random.between(0, 3e-4),
        openDelayMs: random.between(5, 20),
        closeDelayMs: random.between(5, 15),
      },
    },
    transducer: {
      ...typicalTransducer,
      offsetMmhg: random.between(-2, 2),
      gain: random.between(0.985, 1.015),
      noiseMmhg: random.between(0.04, 0.2),
    },
    flash: new SimulatedFlash({
      sectorBytes: SECTOR_BYTES,
      sectorCount: SECTORS,
      eraseMs: chance(random, 0.1) ? 400 : 45,
      chance: new RandomStream(seed, "flash"),
    }),
    logFlash: new SimulatedFlash({
      sectorBytes: SECTOR_BYTES,
      sectorCount: LOG_SECTORS,
      eraseMs: chance(random, 0.1) ? 400 : 45,
      chance: new RandomStream(seed, "log flash"),
    }),
  };
  if (setup.flash && chance(random, USED_SHARE)) fill(setup.flash);
  const durationS = isLong ? random.between(1500, 2400) : random.between(90, 270);
  return { setup, durationS, random, sensesCurrent: chance(random, 0.3) };
}
