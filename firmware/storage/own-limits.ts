import type { OwnLimits } from "../safety/caps";
import { pressureLimits, timeLimits } from "../safety/limits";
import type { Limb } from "../shared/limb";
import { PERSON_SLOTS } from "../shared/order";
import type { Codec } from "./codec";
import { Kind } from "./kinds";

/** One entry for each person slot. Infinity stands for a limit that was not lowered, here and in flash. */
export type StoredLimits = readonly OwnLimits[];

const ENTRY_BYTES = 16;
export const LIMITS_BYTES = PERSON_SLOTS * ENTRY_BYTES;

/**
 * For a cuff on this limb. A value above the limb's own limit is implausible: it would raise it. So is a pressure
 * below the lowest hold, with which nothing could be asked for.
 */
export function ownLimitsCodec(limb: Limb): Codec<StoredLimits> {
  const isArm = limb === "arm";
  const highestMmhg = isArm ? pressureLimits.setpointArm.value : pressureLimits.setpointLeg.value;
  const longestMs = isArm ? timeLimits.aerobicArm.value : timeLimits.aerobicLeg.value;
  const isPlausible = ({ setpointMmhg, inflationMs }: OwnLimits): boolean =>
    lowers(setpointMmhg, pressureLimits.setpointFloor.value, highestMmhg) && lowers(inflationMs, 1, longestMs);
  return Object.freeze({
    kind: Kind.ownLimits,
    version: 1,
    isPlausible: (value: StoredLimits) => value.length === PERSON_SLOTS && value.every(isPlausible),
    encode: encodeOwnLimits,
    decode: decodeOwnLimits,
  });
}

/** Not lowered, or a number from `lowest` up to the limit itself. */
function lowers(value: number, lowest: number, limit: number): boolean {
  return value === Number.POSITIVE_INFINITY || (value >= lowest && value <= limit);
}

function encodeOwnLimits(value: StoredLimits, into: DataView): number {
  for (let i = 0; i < PERSON_SLOTS; i++) {
    into.setFloat64(i * ENTRY_BYTES, value[i]?.setpointMmhg ?? Number.NaN, true);
    into.setFloat64(i * ENTRY_BYTES + 8, value[i]?.inflationMs ?? Number.NaN, true);
  }
  return LIMITS_BYTES;
}

function decodeOwnLimits(from: DataView, length: number): StoredLimits | undefined {
  if (length !== LIMITS_BYTES) return undefined;
  const value: OwnLimits[] = [];
  for (let at = 0; at < length; at += ENTRY_BYTES) {
    value.push({ setpointMmhg: from.getFloat64(at, true), inflationMs: from.getFloat64(at + 8, true) });
  }
  return value;
}
