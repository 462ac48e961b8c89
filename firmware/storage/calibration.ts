import type { Codec } from "./codec";
import { Kind } from "./kinds";

/** What calibration found for one transducer. */
export interface TransducerCalibration {
  /** Reading of the unpressurised transducer, mmHg. */
  readonly storedZeroMmhg: number;
  /** Slope correction against a reference gauge, near 1. */
  readonly gain: number;
}

/** One entry for each transducer, the one at the manifold first. */
export type StoredCalibration = readonly TransducerCalibration[];

const MOST_TRANSDUCERS = 2;
const ENTRY_BYTES = 16;

/** The same as `isPossible` in `safety/configuration.ts` asks; a test holds the two together. */
const FURTHEST_ZERO_MMHG = 10;
const LOWEST_GAIN = 0.9;
const HIGHEST_GAIN = 1.1;

export const calibrationCodec: Codec<StoredCalibration> = Object.freeze({
  kind: Kind.calibration,
  version: 1,
  isPlausible: isPlausibleCalibration,
  encode: encodeCalibration,
  decode: decodeCalibration,
});

function isPlausibleCalibration(value: StoredCalibration): boolean {
  if (value.length < 1 || value.length > MOST_TRANSDUCERS) return false;
  return value.every(isPlausibleTransducer);
}

function isPlausibleTransducer({ storedZeroMmhg, gain }: TransducerCalibration): boolean {
  if (!(storedZeroMmhg >= -FURTHEST_ZERO_MMHG && storedZeroMmhg <= FURTHEST_ZERO_MMHG)) return false;
  return gain >= LOWEST_GAIN && gain <= HIGHEST_GAIN;
}

function encodeCalibration(value: StoredCalibration, into: DataView): number {
  for (let i = 0; i < value.length; i++) {
    into.setFloat64(i * ENTRY_BYTES, value[i]?.storedZeroMmhg ?? Number.NaN, true);
    into.setFloat64(i * ENTRY_BYTES + 8, value[i]?.gain ?? Number.NaN, true);
  }
  return value.length * ENTRY_BYTES;
}

function decodeCalibration(from: DataView, length: number): StoredCalibration | undefined {
  if (length % ENTRY_BYTES !== 0) return undefined;
  const value: TransducerCalibration[] = [];
  for (let at = 0; at < length; at += ENTRY_BYTES) {
    value.push({ storedZeroMmhg: from.getFloat64(at, true), gain: from.getFloat64(at + 8, true) });
  }
  return value;
}
