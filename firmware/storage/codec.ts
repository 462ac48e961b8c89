import type { Kind } from "./kinds";

/** How one kind of data stands in a record. */
export interface Codec<T> {
  readonly kind: Kind;
  /** Format version: a record of another version is refused, never reinterpreted. 1..254. */
  readonly version: number;
  /** Whether the values can be true. What cannot is neither stored nor believed. */
  isPlausible(value: T): boolean;
  /** Writes the payload; gives its length, bytes. */
  encode(value: T, into: DataView): number;
  /** Undefined where `length` bytes cannot be this kind's payload. */
  decode(from: DataView, length: number): T | undefined;
}

/**
 * What was found. `corrupt` is doubt: there was something, and it cannot be believed. `fellBack`: a newer record is
 * broken in both copies, and this is the one before it.
 */
export type Stored<T> =
  | { readonly state: "absent" }
  | { readonly state: "corrupt" }
  | { readonly state: "found"; readonly value: T; readonly fellBack: boolean };

export const ABSENT: Stored<never> = Object.freeze({ state: "absent" });
export const CORRUPT: Stored<never> = Object.freeze({ state: "corrupt" });

export function foundRecord<T>(value: T, fellBack: boolean): Stored<T> {
  return { state: "found", value, fellBack };
}
