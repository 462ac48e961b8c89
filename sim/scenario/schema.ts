import { z } from "zod";
import { prescriptionSchema } from "../../companion/prescription/schema";
import { type CuffName, cuffs } from "../../firmware/parts/cuffs";
import { type LineName, lines } from "../../firmware/parts/lines";
import { type PumpName, pumps } from "../../firmware/parts/pumps";
import { type TransducerName, transducers } from "../../firmware/parts/transducers";
import { type ValveName, valves } from "../../firmware/parts/valves";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";

type ModeName = keyof typeof Mode;

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] {
  return Object.keys(table) as [Name, ...Name[]];
}

const presetNames = presets.map(({ prescription }) => prescription.name);

const lopMmhg = z.number().min(60).max(400).optional();
const seconds = z.number().min(0).max(7200);

const action = z.discriminatedUnion("do", [
  z.strictObject({
    atS: seconds,
    do: z.literal("hold"),
    mmhg: z.number().optional(),
    percentLop: z.number().optional(),
    lopMmhg,
  }),
  z.strictObject({ atS: seconds, do: z.literal("search"), highestMmhg: z.number().min(0).max(400).default(280) }),
  z.strictObject({
    atS: seconds,
    do: z.literal("train"),
    plan: z.union([z.enum(presetNames), prescriptionSchema]),
    sessionsBefore: z.int().min(0).max(1000).default(5),
    lopMmhg,
  }),
  z.strictObject({
    atS: seconds,
    do: z.literal("request"),
    deed: z.enum(["pause", "resume", "skip", "lower", "raise", "symptom"]),
    by: z.enum(["10 mmHg", "5 %"]).default("10 mmHg"),
  }),
  z.strictObject({ atS: seconds, do: z.literal("release") }),
  z.strictObject({ atS: seconds, do: z.literal("press-button"), forS: z.number().positive().max(60).default(0.5) }),
  z.strictObject({ atS: seconds, do: z.literal("firmware"), state: z.enum(["running", "hung", "babbling"]) }),
  z.strictObject({
    atS: seconds,
    do: z.literal("transducer"),
    state: z.enum(["none", "unplugged", "error", "frozen", "rail"]),
  }),
  z.strictObject({ atS: seconds, do: z.literal("leak"), mlPerS: z.number().min(0).max(500) }),
  z.strictObject({ atS: seconds, do: z.literal("kink-hose"), factor: z.number().min(1).max(10_000) }),
  z.strictObject({ atS: seconds, do: z.literal("stick-valve"), valve: z.enum(["bleed", "dump"]), stuck: z.boolean() }),
  z.strictObject({ atS: seconds, do: z.literal("squeeze"), ml: z.number().min(-200).max(200) }),
  z.strictObject({ atS: seconds, do: z.literal("stick-pump"), stuck: z.boolean() }),
]);

/** One thing that happens at a moment of a scenario. */
export type Action = z.infer<typeof action>;

const person = z
  .strictObject({
    circumferenceCm: z.number().min(15).max(100).optional(),
    systolicMmhg: z.number().min(70).max(220).default(118),
    diastolicMmhg: z.number().min(40).max(130).default(72),
    heartRatePerMin: z.number().min(30).max(200).default(70),
    posture: z.enum(["supine", "seated", "standing"]).default("supine"),
    artery: z.enum(["fitted", "babbs", "drzewiecki"]).default("fitted"),
  })
  .refine((p) => p.diastolicMmhg < p.systolicMmhg, "diastolicMmhg has to be below systolicMmhg");

/** How one repetition looks. */
const movement = {
  periodS: z.number().min(0.5).max(20).default(3),
  periodScatter: z.number().min(0).max(0.9).default(0),
  heldShare: z.number().min(0).max(0.9).default(0),
  volumeMl: z.number().min(0).max(200),
  scatter: z.number().min(0).max(1).default(0.2),
};

const exercise = z.union([
  /** Works when the cuff says so; the swelling is that of one repetition. */
  z.strictObject({ onCue: z.literal(true), ...movement, swellingMl: z.number().min(0).max(10).default(0) }),
  /** Works by the clock; the swelling is that of a set. */
  z.strictObject({
    startS: seconds,
    sets: z.array(z.int().min(1).max(200)).min(1).max(20),
    restS: z.number().min(0).max(600).default(30),
    ...movement,
    swellingMl: z.number().min(0).max(100).default(0),
  }),
]);

const world = z.strictObject({
  pumpFactor: z.number().min(0.1).max(3).default(1),
  snugness: z.number().min(0).max(1).default(0.5),
  creep: z.number().min(0).max(5).default(1),
  leakMlPerS: z.number().min(0).max(500).default(0.02),
  seatLeak: z.number().min(0).max(1).default(1e-4),
  valveHysteresis: z.number().min(0).max(1).default(0.07),
  supply: z.number().min(0.3).max(1.2).default(1),
  warmingK: z.number().min(-20).max(30).default(4),
  transducerOffsetMmhg: z.number().min(-50).max(50).default(0.8),
  transducerGain: z.number().min(0.5).max(1.5).default(1),
  transducerNoiseMmhg: z.number().min(0).max(10).default(0.06),
});

/** What a scenario file may say. Everything but title, duration and steps has a default. */
export const scenarioSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().default(""),
  durationS: z.number().positive().max(7200),
  cuff: z.enum(namesOf<CuffName>(cuffs)).default("arm"),
  pump: z.enum(namesOf<PumpName>(pumps)).default("kpm27c"),
  bleed: z.enum(namesOf<ValveName>(valves)).default("proportional40"),
  dump: z.enum(namesOf<ValveName>(valves)).default("dump97"),
  line: z.enum(namesOf<LineName>(lines)).default("hose40"),
  transducer: z.enum(namesOf<TransducerName>(transducers)).default("abp2"),
  cuffTransducer: z.enum(namesOf<TransducerName>(transducers)).optional(),
  mode: z.enum(namesOf<ModeName>(Mode)).default("free"),
  atmosphereMmhg: z.number().min(500).max(800).default(760),
  person: person.prefault({}),
  world: world.prefault({}),
  exercise: exercise.optional(),
  steps: z.array(action).min(1),
});

type Parsed = z.infer<typeof scenarioSchema>;
type Exercise = NonNullable<Parsed["exercise"]>;

/** An exercise on cue has no start of its own. */
export interface Scenario extends Omit<Parsed, "exercise"> {
  exercise?: Exclude<Exercise, { onCue: true }> | (Extract<Exercise, { onCue: true }> & { startS?: never }) | undefined;
}
