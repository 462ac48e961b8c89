import { expect } from "chai";
import fc from "fast-check";
import { decoded, encoded } from "../../companion/protocol/frame-bytes";
import { type AnyValues, FixedField, NumberField } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames, statusFrame } from "../../firmware/ble/frames";
import { answerHead, MOST_BYTES, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { everyFrame, valuesOf } from "./arbitrary";

/** The same but for less than a step; the same exactly where there are no steps. */
function expectNear(frame: AnyFrame, back: AnyValues, values: AnyValues): void {
  expect(Object.keys(back).sort()).to.deep.equal(Object.keys(values).sort());
  const numbers = new Map(frame.fields.map((field) => [field.name, field]));
  for (const [name, value] of Object.entries(values)) {
    const field = numbers.get(name);
    if (!(field instanceof NumberField) || Number.isNaN(value)) expect(back[name], name).to.deep.equal(value);
    else {
      const step = field.factor / field.divisor;
      const most = field.roundsUp ? step : step / 2;
      expect(back[name], name).to.be.closeTo(value as number, most * (1 + 1e-9) * (field.wraps ? 0 : 1));
    }
  }
}

function leastBytes({ bytes, tail }: AnyFrame): number {
  return bytes + (tail?.least ?? 0);
}

describe("protocol frames", () => {
  for (const [name, frame] of everyFrame) {
    it(`${name}: what is written is read again`, () => {
      fc.assert(
        fc.property(valuesOf(frame), fc.uint8Array({ maxLength: 8 }), (values, rest) => {
          const tail = new Uint8Array((frame.tail?.least ?? 0) + rest.length);
          const back = decoded(frame, encoded(frame, values, tail));
          expectNear(frame, back?.values ?? {}, values);
          expect(back?.tail).to.deep.equal(tail);
        }),
      );
    });

    it(`${name}: is read from any bytes that are enough, never from fewer`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: leastBytes(frame), maxLength: leastBytes(frame) + 4 }), (bytes) => {
          const first = frame.fields[0];
          if (first instanceof FixedField) bytes[0] = first.value;
          const back = decoded(frame, bytes);
          expect(back).to.not.equal(undefined);
          const again = decoded(frame, encoded(frame, back?.values ?? {}, back?.tail));
          expect(again?.values).to.deep.equal(back?.values);
          const short = bytes.subarray(0, leastBytes(frame) - 1);
          if (leastBytes(frame) > 0) expect(decoded(frame, short)).to.equal(undefined);
        }),
      );
    });

    it(`${name}: does not write beside its place`, () => {
      const bytes = new Uint8Array(frame.bytes + 6).fill(0xee);
      frame.encode(frame.blank(), new DataView(bytes.buffer), 3);
      expect([...bytes.subarray(0, 3), ...bytes.subarray(frame.bytes + 3)]).to.deep.equal(Array(6).fill(0xee));
    });

    it(`${name}: has no name twice`, () => {
      const names = frame.fields.flatMap((field) =>
        "parts" in field ? field.parts.map((part) => ("flag" in part ? part.flag : part.name)) : [field.name],
      );
      expect(new Set(names).size).to.equal(names.length);
    });
  }

  it("are refused where they are of another type", () => {
    const bytes = encoded(statusFrame, statusFrame.blank());
    bytes[0] = 2;
    expect(decoded(statusFrame, bytes)).to.equal(undefined);
  });

  it("fit into one packet at an MTU of 23", () => {
    for (const frame of frames.filter(({ name }) => name !== "capabilities")) {
      expect(leastBytes(frame), frame.name).to.be.at.most(MOST_BYTES);
    }
    expect(statusFrame.bytes).to.equal(20);
    for (const { name, request, answer } of operationList) {
      expect(requestHead.bytes + request.bytes + (request.tail?.most ?? 0), name).to.be.at.most(MOST_BYTES);
      expect(answerHead.bytes + answer.bytes + (answer.tail?.most ?? 0), name).to.be.at.most(MOST_BYTES);
    }
  });
});
