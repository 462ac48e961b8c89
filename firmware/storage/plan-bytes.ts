import type { Mode } from "../shared/order";
import { MOST_SETS, type PrescribedSet, type Prescription } from "../shared/prescription";
import { putUtf8, utf8At } from "./utf8";

/** Shares and times stand in tenths of a percent and of a second: finer is beyond what a cuff or a person does. */
const TENTHS = 10;
/** The name takes at most this much, as UTF-8; what is longer is cut behind a whole character. */
export const MOST_NAME_BYTES = 28;
const SET_BYTES = 5;
const NAME_AT = 11;
/** The top bit of a rest: the cuff is open in it. */
const RELEASED = 0x8000;

/** The longest plan, bytes. */
export const MOST_PLAN_BYTES = NAME_AT + MOST_NAME_BYTES + MOST_SETS * SET_BYTES;

/**
 * A prescription as bytes, in flash and over the wire: mode (1), share of LOP (2), share of the first session (2),
 * growth a session (1), comfort ramp (2), cadence (1), number of sets (1), length of the name (1), the name, and for
 * each set its repetitions (1), duration (2) and rest (2, top bit: the cuff opens). Little end first.
 * @returns its length
 */
export function encodePlan(plan: Prescription, into: DataView, at: number): number {
  const { sets } = plan;
  into.setUint8(at, plan.mode);
  into.setUint16(at + 1, tenthsOf(plan.percentLop), true);
  into.setUint16(at + 3, tenthsOf(plan.fromPercentLop), true);
  into.setUint8(at + 5, tenthsOf(plan.percentPerSession));
  into.setUint16(at + 6, tenthsOf(plan.comfortRampS), true);
  into.setUint8(at + 8, tenthsOf(plan.cadenceS));
  into.setUint8(at + 9, sets.length);
  const nameBytes = putUtf8(plan.name, into, at + NAME_AT, MOST_NAME_BYTES);
  into.setUint8(at + 10, nameBytes);
  let setAt = at + NAME_AT + nameBytes;
  for (let i = 0; i < sets.length; i++) {
    const set = sets[i];
    if (set !== undefined) putSet(set, into, setAt);
    setAt += SET_BYTES;
  }
  return setAt - at;
}

function putSet({ repetitions, durationS, restS, isReleased }: PrescribedSet, into: DataView, at: number): void {
  into.setUint8(at, repetitions);
  into.setUint16(at + 1, tenthsOf(durationS), true);
  into.setUint16(at + 3, tenthsOf(restS) | (isReleased ? RELEASED : 0), true);
}

/**
 * The plan that stands in exactly `length` bytes; `undefined` where these cannot be one. Whether it may be trained is
 * for `flawOf` to say.
 */
export function decodePlan(from: DataView, at: number, length: number): Prescription | undefined {
  if (length < NAME_AT || at + length > from.byteLength) return undefined;
  const setCount = from.getUint8(at + 9);
  const nameBytes = from.getUint8(at + 10);
  if (setCount > MOST_SETS || nameBytes > MOST_NAME_BYTES) return undefined;
  if (length !== NAME_AT + nameBytes + setCount * SET_BYTES) return undefined;
  const name = utf8At(from, at + NAME_AT, nameBytes);
  if (name === undefined) return undefined;
  const sets: PrescribedSet[] = [];
  for (let i = 0; i < setCount; i++) sets.push(setAtByte(from, at + NAME_AT + nameBytes + i * SET_BYTES));
  return {
    name,
    // Any byte: a mode that does not exist is one of the things that `flawOf` refuses.
    mode: from.getUint8(at) as Mode,
    percentLop: from.getUint16(at + 1, true) / TENTHS,
    fromPercentLop: from.getUint16(at + 3, true) / TENTHS,
    percentPerSession: from.getUint8(at + 5) / TENTHS,
    comfortRampS: from.getUint16(at + 6, true) / TENTHS,
    cadenceS: from.getUint8(at + 8) / TENTHS,
    sets,
  };
}

function setAtByte(from: DataView, at: number): PrescribedSet {
  const rest = from.getUint16(at + 3, true);
  return {
    repetitions: from.getUint8(at),
    durationS: from.getUint16(at + 1, true) / TENTHS,
    restS: (rest & ~RELEASED) / TENTHS,
    isReleased: rest >= RELEASED,
  };
}

function tenthsOf(value: number): number {
  return Math.floor(value * TENTHS + 0.5);
}
