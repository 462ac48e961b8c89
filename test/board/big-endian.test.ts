import { expect } from "chai";
import fc from "fast-check";
import { signed16, signed24, unsigned16, unsigned24 } from "../../firmware/board/drivers/big-endian";

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
const place = fc.integer({ min: 0, max: 5 });

/** The same by arithmetic on digits, without a bit operation. */
function digits(from: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (const byte of from.subarray(at, at + count)) value = value * 256 + byte;
  return value;
}

function wrapped(value: number, bits: number): number {
  return value < 2 ** (bits - 1) ? value : value - 2 ** bits;
}

describe("big-endian numbers", () => {
  it("of 16 and 24 bits, with and without sign, are what the digits say, wherever they stand", () => {
    fc.assert(
      fc.property(bytes, place, (from, at) => {
        expect(unsigned24(from, at)).to.equal(digits(from, at, 3));
        expect(signed24(from, at)).to.equal(wrapped(digits(from, at, 3), 24));
        expect(unsigned16(from, at)).to.equal(digits(from, at, 2));
        expect(signed16(from, at)).to.equal(wrapped(digits(from, at, 2), 16));
      }),
    );
  });
});
