import { PERSON_SLOTS, Posture, Side } from "../shared/order";
import { bits, code, flag, mmhg, seconds, UNKNOWN_U8, UNKNOWN_U16, u8, u16 } from "./field-kinds";
import { frameOf } from "./frame";
import { Op } from "./op-codes";
import { nothing, operation } from "./operation";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const slot = u8("personSlot", "which person", { most: PERSON_SLOTS - 1 });
export const side = code("side", "Side", "which limb is in the cuff", Side.right);
export const posture = code("posture", "Posture", "how the person sits", Posture.standing);
const circumference = u16("circumferenceCm", "of the limb under the cuff", {
  unit: "cm",
  divisor: 10,
  unknown: UNKNOWN_U16,
});
const systolic = u16("systolicMmhg", "systolic blood pressure", { unit: "mmHg", unknown: UNKNOWN_U16 });

const onlySlot = frameOf("person", "Which person.", [slot]);

/** Operations on who wears the cuff. */
export const personOperations = Object.freeze({
  setPerson: operation(
    Op.setPerson,
    "setPerson",
    "control",
    "What is known of a person, so that a search begins well.",
    frameOf("setPerson", "A person.", [slot, side, posture, circumference, systolic]),
    nothing,
  ),
  readPerson: operation(
    Op.readPerson,
    "readPerson",
    "bond",
    "What the cuff knows of a person.",
    onlySlot,
    frameOf("person", "A person.", [
      side,
      posture,
      circumference,
      systolic,
      mmhg("lopMmhg", "LOP on record"),
      u16("lopAgeMs", "since it was taken", { unit: "ms", factor: MINUTE_MS, unknown: UNKNOWN_U16, roundsUp: true }),
      u8("screeningAgeMs", "since the contraindications were acknowledged", {
        unit: "ms",
        factor: DAY_MS,
        unknown: UNKNOWN_U8,
        roundsUp: true,
      }),
      bits("flags", [
        flag("isKnown", "the slot has a person"),
        flag("isAdult", "18 or over"),
        flag("hasLastPlan", "`repeatLast` has something to repeat"),
      ]),
      u16("sessions", "completed on this cuff"),
    ]),
  ),
  screen: operation(
    Op.screen,
    "screen",
    "control",
    "What the person has stated; good for 30 days. The clock has to be set, but not to take it back; who does is let go.",
    frameOf("screen", "What was stated.", [
      slot,
      bits("flags", [
        flag("isAcknowledged", "the contraindications were read, and there is none"),
        flag("isAdult", "18 or over"),
      ]),
    ]),
    nothing,
  ),
  erasePerson: operation(
    Op.erasePerson,
    "erasePerson",
    "control",
    "Forgets a person, and how many sessions they have had. Only while the cuff is disarmed.",
    onlySlot,
    nothing,
  ),
  readLimb: operation(
    Op.readLimb,
    "readLimb",
    "bond",
    "What a limb has behind it.",
    frameOf("limb", "Which limb.", [slot, side]),
    frameOf("limbState", "What it has behind it.", [
      seconds("restrictedMs", "restricted in 12 hours"),
      seconds("reperfusionMs", "rest that it still needs with the cuff open; 0: none", {
        unknown: UNKNOWN_U16,
        roundsUp: true,
      }),
    ]),
  ),
} as const);
