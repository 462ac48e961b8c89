import { type Bits, BitsField, type Flag, NumberField, type NumberForm } from "./fields";

/** Stand for what nobody knows. */
export const NO_PRESSURE = -32768;
export const UNKNOWN_U16 = 0xffff;
export const UNKNOWN_U8 = 0xff;

const wrapping: NumberForm = Object.freeze({ wraps: true });
const pressure: NumberForm = Object.freeze({ isSigned: true, unit: "mmHg", divisor: 10, unknown: NO_PRESSURE });
const someSeconds: NumberForm = Object.freeze({ unit: "ms", factor: 1000 });

export function u8<const Name extends string>(name: Name, meaning: string, form: NumberForm = {}): NumberField<Name> {
  return new NumberField(name, 1, meaning, form);
}

export function u16<const Name extends string>(name: Name, meaning: string, form: NumberForm = {}): NumberField<Name> {
  return new NumberField(name, 2, meaning, form);
}

export function u32<const Name extends string>(name: Name, meaning: string, form: NumberForm = {}): NumberField<Name> {
  return new NumberField(name, 4, meaning, form);
}

/** Goes up by one and begins again at 0. */
export function counter<const Name extends string>(name: Name, bytes: 1 | 2 | 4, meaning: string): NumberField<Name> {
  return new NumberField(name, bytes, meaning, wrapping);
}

/** Milliseconds since power-on; begins again at 0 after 49.7 days. */
export function stamp<const Name extends string>(name: Name, meaning: string): NumberField<Name> {
  return new NumberField(name, 4, meaning, { wraps: true, unit: "ms" });
}

/** One of an enumeration that is named in `codes`; in a request, from `least` to `most`. */
export function code<const Name extends string>(
  name: Name,
  codes: string,
  meaning: string,
  most = 255,
  least = 0,
): NumberField<Name> {
  return new NumberField(name, 1, meaning, { wraps: true, codes, least, most });
}

/** mmHg in the record, tenths on the wire. */
export function mmhg<const Name extends string>(name: Name, meaning: string): NumberField<Name> {
  return new NumberField(name, 2, meaning, pressure);
}

/** Milliseconds in the record, seconds on the wire. */
export function seconds<const Name extends string>(
  name: Name,
  meaning: string,
  form: NumberForm = { unknown: UNKNOWN_U16 },
): NumberField<Name> {
  return new NumberField(name, 2, meaning, { ...someSeconds, ...form });
}

/** Small numbers and flags in one byte, or in more; in the order of their bits. */
export function bits<const Part extends Flag | Bits>(
  name: string,
  parts: readonly Part[],
  bytes: 1 | 2 | 4 = 1,
): BitsField<Part> {
  return new BitsField(name, bytes, parts);
}

export function flag<const Name extends string>(name: Name, meaning: string): Flag<Name> {
  return Object.freeze({ flag: name, meaning });
}

/** A number of a few bits. */
export function some<const Name extends string>(name: Name, width: number, meaning: string, codes: string): Bits<Name> {
  return Object.freeze({ name, width, meaning, codes });
}
