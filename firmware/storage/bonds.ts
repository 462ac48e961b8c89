import type { Codec } from "./codec";
import { Kind } from "./kinds";

/** What the BLE stack wants kept for each bonded phone; nobody here looks inside. */
export type Bonds = readonly Uint8Array[];

/** The SDK keeps three bonds. */
export const MOST_BONDS = 3;
export const MOST_BOND_BYTES = 80;

export const BONDS_BYTES = MOST_BONDS * (1 + MOST_BOND_BYTES);

export const bondsCodec: Codec<Bonds> = Object.freeze({
  kind: Kind.bonds,
  version: 1,
  isPlausible: isPlausibleBonds,
  encode: encodeBonds,
  decode: decodeBonds,
});

function isPlausibleBonds(bonds: Bonds): boolean {
  if (bonds.length > MOST_BONDS) return false;
  for (let i = 0; i < bonds.length; i++) {
    const length = bonds[i]?.length ?? 0;
    if (length < 1 || length > MOST_BOND_BYTES) return false;
  }
  return true;
}

/** Each bond: its length in one byte, then the bond. */
function encodeBonds(bonds: Bonds, into: DataView): number {
  let at = 0;
  for (let i = 0; i < bonds.length; i++) {
    const length = bonds[i]?.length ?? 0;
    into.setUint8(at++, length);
    for (let j = 0; j < length; j++) into.setUint8(at++, bonds[i]?.[j] ?? 0);
  }
  return at;
}

function decodeBonds(from: DataView, length: number): Bonds | undefined {
  const bonds: Uint8Array[] = [];
  for (let at = 0; at < length; ) {
    const bytes = from.getUint8(at++);
    if (at + bytes > length) return undefined;
    bonds.push(new Uint8Array(from.buffer, from.byteOffset + at, bytes).slice());
    at += bytes;
  }
  return bonds;
}
