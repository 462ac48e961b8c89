import { expect } from "chai";
import fc from "fast-check";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { presets } from "../../firmware/session/presets";
import { LONGEST_NAME, MOST_SETS, type Prescription } from "../../firmware/shared/prescription";
import { decodePlan, encodePlan, MOST_NAME_BYTES, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";
import { putUtf8, utf8At } from "../../firmware/storage/utf8";

/** Somewhere in the middle, so that nobody counts from the start. */
const AT = 7;

function through(plan: Prescription): Prescription | undefined {
  const view = new DataView(new ArrayBuffer(AT + MOST_PLAN_BYTES));
  const length = encodePlan(plan, view, AT);
  expect(length).to.be.at.most(MOST_PLAN_BYTES);
  return decodePlan(view, AT, length);
}

const tenth = (most: number) => fc.nat(most * 10).map((tenths) => tenths / 10);
const set = fc.record({
  repetitions: fc.nat(100),
  durationS: tenth(1140),
  restS: tenth(600),
  isReleased: fc.boolean(),
});
const anyPlan: fc.Arbitrary<Prescription> = fc.record({
  name: fc.string({ unit: "grapheme-ascii", maxLength: LONGEST_NAME }),
  mode: fc.constantFrom(0, 1, 2, 3, 4),
  percentLop: tenth(100),
  fromPercentLop: tenth(100),
  percentPerSession: tenth(20),
  comfortRampS: tenth(60),
  cadenceS: tenth(8),
  sets: fc.array(set, { maxLength: MOST_SETS }),
});

describe("a prescription as bytes", () => {
  it("comes back as it was, to a tenth of a percent and of a second", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(through(plan)).to.deep.equal(plan);
      }),
    );
  });

  it("SR-058: every preset comes back, and may be trained as before", () => {
    for (const { prescription, limbs } of presets) {
      const back = through(prescription);
      expect(back).to.deep.equal(prescription);
      for (const limb of limbs) expect(back && flawOf(back, limb)).to.equal(Flaw.none);
    }
  });

  it("a name that is too long loses whole characters, and none of them is torn", () => {
    const name = "Ü".repeat(LONGEST_NAME);
    const back = through({ ...(presets[0] as (typeof presets)[0]).prescription, name });
    expect(back?.name).to.equal("Ü".repeat(MOST_NAME_BYTES / 2));
  });

  it("SR-058: bytes that cannot be a plan are none, and no bytes whatever make it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MOST_PLAN_BYTES + 8 }), (bytes) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const plan = decodePlan(view, 0, bytes.length);
        if (plan === undefined) return;
        expect(plan.sets.length).to.equal(bytes[9]);
        expect(encodePlan(plan, new DataView(new ArrayBuffer(MOST_PLAN_BYTES)), 0)).to.equal(bytes.length);
      }),
    );
    const view = new DataView(new ArrayBuffer(MOST_PLAN_BYTES));
    const length = encodePlan((presets[0] as (typeof presets)[0]).prescription, view, 0);
    for (let wrong = 0; wrong < MOST_PLAN_BYTES; wrong++) {
      if (wrong !== length) expect(decodePlan(view, 0, wrong), `${wrong} bytes`).to.equal(undefined);
    }
  });
});

describe("text as UTF-8", () => {
  const view = new DataView(new ArrayBuffer(64));
  const bytes = (length: number) => Buffer.from(view.buffer, AT, length);

  it("stands as every other program writes and reads it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (text) => {
        const expected = Buffer.from(text, "utf8");
        fc.pre(expected.length <= 40);
        expect(bytes(putUtf8(text, view, AT, 40)).equals(expected)).to.equal(true);
        expect(utf8At(view, AT, expected.length)).to.equal(text);
      }),
    );
  });

  it("what is no UTF-8 in its shortest form is no text: as a strict decoder has it", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const headed = fc.tuple(fc.integer({ min: 0xc0, max: 0xff }), fc.uint8Array({ maxLength: 4 }));
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      headed.map(([head, tail]) => Uint8Array.of(head, ...tail.map((byte) => 0x80 | (byte & 0x3f)))),
    );
    fc.assert(
      fc.property(any, (raw) => {
        let expected: string | undefined;
        try {
          expected = strict.decode(raw);
        } catch {
          expected = undefined;
        }
        expect(utf8At(new DataView(raw.buffer, raw.byteOffset, raw.length), 0, raw.length)).to.equal(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
