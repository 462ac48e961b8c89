import { expect } from "chai";
import fc from "fast-check";
import { FrameReader } from "../../firmware/wire/frame-reader";
import { FrameWriter } from "../../firmware/wire/frame-writer";
import { HEAD_BYTES, MOST_MESSAGE_BYTES } from "../../firmware/wire/messages";
import "../support/seed";

const anyMessage = fc.uint8Array({ minLength: HEAD_BYTES, maxLength: MOST_MESSAGE_BYTES, size: "max" });
/** Zeros and long runs without one are what this coding is about. */
const zeroish = fc
  .array(fc.oneof(fc.constant(0), fc.constant(7), fc.nat(255)), { minLength: 3, maxLength: 515, size: "max" })
  .map((bytes) => Uint8Array.from(bytes));
const message = fc.oneof(anyMessage, zeroish);

function framed(bytes: Uint8Array): Uint8Array {
  const writer = new FrameWriter();
  return writer.bytes.slice(0, writer.write(bytes, bytes.length));
}

/** What a reader makes of bytes. */
function heard(bytes: Iterable<number>, reader = new FrameReader()): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const byte of bytes) {
    const one = reader.take(byte);
    if (one !== undefined) found.push(one.slice());
  }
  return found;
}

function hex(messages: readonly Uint8Array[]): string[] {
  return messages.map((one) => Buffer.from(one).toString("hex"));
}

describe("frames on a serial line", () => {
  it("bring every message over as it was", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
        expect(hex(heard(messages.flatMap((one) => [...framed(one)])))).to.deep.equal(hex(messages));
      }),
    );
  });

  it("have room for the longest message, whatever is in it", () => {
    for (const fill of [0, 1, 255]) {
      const longest = new Uint8Array(MOST_MESSAGE_BYTES).fill(fill);
      expect(hex(heard(framed(longest)))).to.deep.equal(hex([longest]));
    }
  });

  it("have no zero but at their ends", () => {
    fc.assert(
      fc.property(message, (one) => {
        const bytes = [...framed(one)];
        expect([bytes[0], bytes.at(-1)]).to.deep.equal([0, 0]);
        expect(bytes.slice(1, -1)).to.not.include(0);
      }),
    );
  });

  it("never yield a wrong message from a line that loses, adds or changes bytes", () => {
    const harm = fc.record({
      at: fc.nat(),
      how: fc.constantFrom("flip" as const, "lose" as const, "add" as const),
      byte: fc.nat(255),
    });
    fc.assert(
      fc.property(message, message, fc.array(harm, { minLength: 1, maxLength: 8 }), (one, other, harms) => {
        const bytes = [...framed(one), ...framed(other)];
        for (const { at, how, byte } of harms) {
          const place = at % bytes.length;
          if (how === "flip") bytes[place] = (bytes[place] ?? 0) ^ (byte | 1);
          else bytes.splice(place, how === "lose" ? 1 : 0, ...(how === "add" ? [byte] : []));
        }
        const sent = hex([one, other]);
        for (const found of hex(heard(bytes))) expect(sent).to.include(found);
      }),
      { numRuns: 3000 },
    );
  });

  it("are found again after any noise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000, size: "max" }), message, (noise, one) => {
        expect(hex(heard([...noise, ...framed(one)])).at(-1)).to.equal(hex([one])[0]);
      }),
    );
  });

  it("drop what is shorter than any message", () => {
    expect(heard(framed(Uint8Array.of(1, 2)))).to.deep.equal([]);
    expect(heard(framed(Uint8Array.of(1, 2, 3)))).to.have.lengthOf(1);
  });

  /** Few enough bytes for one block of the coding, and none of them zero: its code is the second byte. */
  const plain = Uint8Array.of(1, 2, 3, 4);

  it("drop a frame whose last block lacks bytes, though the rest is right", () => {
    const bytes = framed(plain);
    expect([...bytes.slice(2, -1)]).to.not.include(0);
    bytes[1] = (bytes[1] ?? 0) + 1;
    expect(heard(bytes)).to.deep.equal([]);
  });

  it("drop the longest message with more behind it", () => {
    const longest = [...framed(new Uint8Array(MOST_MESSAGE_BYTES).fill(1))];
    const withMore = [...longest.slice(0, -1), 3, 1, 1, 0];
    expect(heard(longest)).to.have.lengthOf(1);
    expect(heard(withMore)).to.deep.equal([]);
  });

  it("drop what is longer than any message, however long it goes on", () => {
    const reader = new FrameReader();
    const endless = new Uint8Array(100_000).fill(9);
    expect(heard(endless, reader)).to.deep.equal([]);
    expect(heard(framed(Uint8Array.of(1, 2, 3)), reader)).to.have.lengthOf(1);
  });
});
