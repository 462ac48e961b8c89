import { presets } from "../session/presets";
import { Deed, StepOf } from "../shared/training";
import { MOST_PLAN_BYTES } from "../storage/plan-bytes";
import { code, mmhg, u8, u32 } from "./field-kinds";
import { frameOf } from "./frame";
import { Op } from "./op-codes";
import { nothing, operation } from "./operation";
import { posture, side, slot } from "./person-operations";
import { optIn } from "./pressure-operations";

/** Of a plan, in one `putPlan`. */
export const PLAN_PIECE_BYTES = 16;

const sessionsBefore = u8("sessionsBefore", "that the person has completed elsewhere; the first are gentler");
const target = frameOf("target", "What the plan comes to.", [mmhg("targetMmhg", "pressure that will be held")]);

/** Operations on training. */
export const trainingOperations = Object.freeze({
  putPlan: operation(
    Op.putPlan,
    "putPlan",
    "control",
    "Hands over a piece of a plan, from the first byte on; `train` then says what the whole should be.",
    frameOf("planPiece", "A piece of a plan.", [u8("offset", "its place, bytes", { most: MOST_PLAN_BYTES - 1 })], {
      name: "bytes",
      kind: "bytes",
      least: 1,
      most: PLAN_PIECE_BYTES,
      meaning: "a piece of the plan",
    }),
    frameOf("planState", "How much there is.", [u8("received", "bytes without a gap")]),
  ),
  train: operation(
    Op.train,
    "train",
    "control",
    "Begins a session by the plan that was handed over.",
    frameOf("train", "Who trains, and by what.", [
      slot,
      side,
      posture,
      optIn,
      sessionsBefore,
      u8("planLength", "of the whole plan, bytes", { least: 1, most: MOST_PLAN_BYTES }),
      u32("planCrc", "its CRC-32, that of zip"),
    ]),
    target,
  ),
  trainPreset: operation(
    Op.trainPreset,
    "trainPreset",
    "control",
    "Begins a session by a preset of the cuff.",
    frameOf("trainPreset", "Who trains, and by what.", [
      slot,
      side,
      posture,
      optIn,
      sessionsBefore,
      u8("preset", "its number, from 0", { most: presets.length - 1 }),
    ]),
    target,
  ),
  repeatLast: operation(
    Op.repeatLast,
    "repeatLast",
    "control",
    "Begins the session that this person trained last.",
    frameOf("repeatLast", "Who trains.", [slot, side, posture, optIn]),
    target,
  ),
  deed: operation(
    Op.deed,
    "deed",
    "control",
    "What the person wishes in mid-session. The reason is the trainer's answer.",
    frameOf("deed", "A wish.", [
      code("deed", "Deed", "what", Deed.symptom, Deed.pause),
      code("stepOf", "StepOf", "by how much to lower or raise", StepOf.fivePercent),
    ]),
    nothing,
  ),
} as const);
