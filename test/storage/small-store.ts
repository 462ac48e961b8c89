import { expect } from "chai";
import type { Codec } from "../../firmware/storage/codec";
import type { Flash } from "../../firmware/storage/flash";
import { Kind } from "../../firmware/storage/kinds";
import { RecordStore } from "../../firmware/storage/record-store";
import { PowerLost, SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";

export const SECTOR_BYTES = 1024;
/** In both copies together. */
export const SECTORS = 18;
export const HALF_BYTES = (SECTOR_BYTES * SECTORS) / 2;
const SESSION_BYTES = 1000;

export const kinds: readonly Kind[] = Object.values(Kind);

/** Sectors small enough to fill, and to cut at every byte. */
export function smallFlash(seed = 1): SimulatedFlash {
  const chance = new RandomStream(seed, "flash");
  return new SimulatedFlash({ sectorBytes: SECTOR_BYTES, sectorCount: SECTORS, chance });
}

export function openStore(flash: Flash): RecordStore {
  return new RecordStore(flash, SESSION_BYTES);
}

/** Any bytes, taken as they are. */
export function bytesCodec(kind: Kind, version = 1): Codec<Uint8Array> {
  return {
    kind,
    version,
    isPlausible: () => true,
    encode: (value, into) => {
      for (const [i, byte] of value.entries()) into.setUint8(i, byte);
      return value.length;
    },
    decode: (from, length) => new Uint8Array(from.buffer, from.byteOffset, length).slice(),
  };
}

/** What is read back, for comparing: the state, and the bytes where some were found. */
export function seen(store: RecordStore, kind: Kind): string {
  const stored = store.load(bytesCodec(kind));
  return stored.state === "found" ? hex(stored.value) : stored.state;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function save(store: RecordStore, kind: Kind, value: Uint8Array): string {
  return store.save(bytesCodec(kind), value);
}

/** Tidies until nothing is left to do. */
export function tidy(store: RecordStore): void {
  for (let i = 0; store.tidy() === "more"; i++) expect(i, "steps of tidying").to.be.below(100);
}

/** True if the power went while `act` ran. */
export function losesPower(act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    if (error instanceof PowerLost) return true;
    throw error;
  }
}

/** Breaks the first record in one half whose payload begins with `value`, by one bit of the payload. */
export function breakIn(flash: SimulatedFlash, half: 0 | 1, value: Uint8Array): void {
  const at = Buffer.from(flash.bytes).indexOf(value, half * HALF_BYTES);
  expect(at).to.be.within(half * HALF_BYTES, (half + 1) * HALF_BYTES);
  flash.flipBit(at, 3);
}
