import { expect } from "chai";
import fc from "fast-check";
import type { Codec } from "../../firmware/storage/codec";
import { HEADER_BYTES, MAX_RECORD_BYTES } from "../../firmware/storage/record";
import { bytesCodec, openStore, smallFlash } from "./small-store";

export const LARGEST_PAYLOAD = MAX_RECORD_BYTES - HEADER_BYTES;

/** Saves `value`, restarts, and gives what is found. */
export function through<T>(codec: Codec<T>, value: T): unknown {
  const flash = smallFlash();
  expect(openStore(flash).save(codec, value)).to.equal("saved");
  return openStore(flash).load(codec);
}

/** Writes the payload of `value` although it is implausible, and gives what a restart makes of it. */
function forced<T>(codec: Codec<T>, value: T): unknown {
  const flash = smallFlash();
  expect(openStore(flash).save(codec, value)).to.equal("implausible");
  const length = (into: DataView): number => codec.encode(value, into);
  openStore(flash).save({ ...codec, isPlausible: () => true, encode: (_, into) => length(into) }, value);
  return openStore(flash).load(codec);
}

export function expectRefused<T>(codec: Codec<T>, value: T, name: string): void {
  expect(forced(codec, value), name).to.deep.equal({ state: "corrupt" });
}

/** Every payload of a wrong length or of random bytes is refused or decodes to something plausible. */
export function expectRobust<T>(codec: Codec<T>): void {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: LARGEST_PAYLOAD, size: "max" }), (bytes) => {
      const flash = smallFlash();
      openStore(flash).save(bytesCodec(codec.kind, codec.version), bytes);
      const stored = openStore(flash).load(codec);
      expect(stored.state).to.not.equal("absent");
      if (stored.state === "found") expect(codec.isPlausible(stored.value)).to.equal(true);
    }),
    { numRuns: 100 },
  );
}
