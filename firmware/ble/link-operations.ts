import { MOST_CUFF_NAME_BYTES } from "../storage/people";
import { bits, flag, u8, u32 } from "./field-kinds";
import { frameOf } from "./frame";
import { Op } from "./op-codes";
import { nothing, operation } from "./operation";

/** Of the key that an app keeps for a cuff. */
export const KEY_BYTES = 8;

const clock = frameOf("clock", "A date.", [u32("unixS", "seconds since 1970, UTC", { unit: "s" })]);

/** Operations on the link, and on the cuff as a thing. */
export const linkOperations = Object.freeze({
  introduce: operation(
    Op.introduce,
    "introduce",
    "link",
    "Says who asks. An app makes its key up once, at random, and keeps it; an unknown one is taken in the bonding window only.",
    frameOf("introduce", "Who asks.", [], {
      name: "key",
      kind: "bytes",
      least: KEY_BYTES,
      most: KEY_BYTES,
      meaning: "the app's own key for this cuff",
    }),
    frameOf("introduced", "What the cuff makes of it.", [
      u8("protocolMajor", "of this cuff"),
      bits("flags", [flag("isNew", "the key was taken in just now")]),
    ]),
  ),
  requestControl: operation(
    Op.requestControl,
    "requestControl",
    "bond",
    "Asks for control, which one app can hold at a time.",
    nothing,
    nothing,
  ),
  giveUpControl: operation(
    Op.giveUpControl,
    "giveUpControl",
    "control",
    "Gives it back. An order that is being carried out goes on as after a lost link: for 30 s.",
    nothing,
    nothing,
  ),
  setClock: operation(Op.setClock, "setClock", "control", "Tells the cuff the date.", clock, clock),
  nameCuff: operation(
    Op.nameCuff,
    "nameCuff",
    "control",
    "Names the cuff; it advertises so from the next time that it begins to.",
    frameOf("name", "A name.", [], {
      name: "name",
      kind: "text",
      least: 1,
      most: MOST_CUFF_NAME_BYTES,
      meaning: "UTF-8, without a zero at the end",
    }),
    nothing,
  ),
  identify: operation(Op.identify, "identify", "bond", "Light and buzzer for 3 s: which cuff is it?", nothing, nothing),
  silence: operation(Op.silence, "silence", "control", "Silences the buzzer for a while.", nothing, nothing),
  confirm: operation(
    Op.confirm,
    "confirm",
    "control",
    "The person is awake and says that all is well.",
    nothing,
    nothing,
  ),
  release: operation(
    Op.release,
    "release",
    "bond",
    "Lets go now. The characteristic of that name does the same and asks for nothing at all.",
    nothing,
    nothing,
  ),
} as const);
