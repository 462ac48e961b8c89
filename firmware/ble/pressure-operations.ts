import { planLimits } from "../safety/prescription-check";
import { Mode } from "../shared/order";
import { bits, code, flag, mmhg, seconds } from "./field-kinds";
import { frameOf } from "./frame";
import { Op } from "./op-codes";
import { operation } from "./operation";
import { posture, side, slot } from "./person-operations";

export const optIn = bits("flags", [
  flag("isOptIn", "the mode was chosen on purpose: passive and preconditioning need it"),
]);

const lop = mmhg("lopMmhg", "limb occlusion pressure");
const ceiling = mmhg("ceilingMmhg", "how high the search may go; 0: as high as is allowed");
const setpoint = mmhg("setpointMmhg", "pressure to hold");
/** No longer than a plan on the cuff may rest with it tight: the alarm for a limb that does not move waits so long. */
const rest = seconds("restMs", "the rest that the app's plan has now; 0: none", {
  most: 1000 * planLimits.heldRestS,
});

const adoptedSetpoint = frameOf("setpoint", "What will be held.", [setpoint]);
const adoptedRest = frameOf("rest", "A rest.", [rest]);

/** Operations on the pressure. */
export const pressureOperations = Object.freeze({
  enterLop: operation(
    Op.enterLop,
    "enterLop",
    "control",
    "Tells a limb occlusion pressure that was taken elsewhere: 60 to 400 mmHg, and only to an armed cuff.",
    frameOf("enterLop", "Whose, and how much.", [slot, side, posture, lop]),
    frameOf("lop", "What was taken.", [lop]),
  ),
  search: operation(
    Op.search,
    "search",
    "control",
    "Looks for the limb occlusion pressure. The frame lopResult tells how it goes.",
    frameOf("search", "Whose, and up to where.", [slot, side, posture, ceiling]),
    frameOf("ceiling", "How high it will go at most.", [ceiling]),
  ),
  hold: operation(
    Op.hold,
    "hold",
    "control",
    "Holds a pressure, without a plan.",
    frameOf("hold", "Whose, what for, and how much.", [
      slot,
      side,
      posture,
      code("mode", "Mode", "what for; `search` has an operation of its own", Mode.preconditioning),
      optIn,
      setpoint,
    ]),
    adoptedSetpoint,
  ),
  adjust: operation(
    Op.adjust,
    "adjust",
    "control",
    "Another pressure for a hold that is under way.",
    adoptedSetpoint,
    adoptedSetpoint,
  ),
  expectRest: operation(
    Op.expectRest,
    "expectRest",
    "control",
    "The app's own plan rests now: a limb that does not move is no cause for alarm.",
    adoptedRest,
    adoptedRest,
  ),
} as const);
