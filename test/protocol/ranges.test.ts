import { expect } from "chai";
import fc from "fast-check";
import { decoded, encoded } from "../../companion/protocol/frame-bytes";
import type { NumberField } from "../../firmware/ble/fields";
import { lopResultFrame, statusFrame } from "../../firmware/ble/frames";
import { ERASE_MAGIC } from "../../firmware/ble/log-operations";
import { operationList, operations } from "../../firmware/ble/operations";
import { Mode } from "../../firmware/shared/order";

function throughStatus(given: Partial<ReturnType<typeof statusFrame.blank>>) {
  return decoded(statusFrame, encoded(statusFrame, { ...statusFrame.blank(), ...given }))?.values;
}

describe("protocol ranges", () => {
  it("end at the last value of a field, and leave the code for the unknown alone", () => {
    expect(throughStatus({ pressureMmhg: 1e9 })?.pressureMmhg).to.equal(3276.7);
    expect(throughStatus({ pressureMmhg: Number.NEGATIVE_INFINITY })?.pressureMmhg).to.equal(-3276.7);
    expect(throughStatus({ inflatedMs: 1e12 })?.inflatedMs).to.equal(65_534_000);
    expect(throughStatus({ batteryPercent: 1000 })?.batteryPercent).to.equal(254);
    const unknown = throughStatus({ pressureMmhg: Number.NaN, inflatedMs: Number.NaN, batteryPercent: Number.NaN });
    expect([unknown?.pressureMmhg, unknown?.inflatedMs, unknown?.batteryPercent]).to.deep.equal(
      Array(3).fill(Number.NaN),
    );
  });

  it("give a tenth back as a tenth", () => {
    for (let tenths = -3000; tenths <= 3300; tenths++) {
      expect(throughStatus({ pressureMmhg: tenths / 10 })?.pressureMmhg).to.equal(tenths / 10);
    }
  });

  it("let counters, stamps and codes wrap around", () => {
    expect(throughStatus({ sequence: 256, uptimeMs: 2 ** 32 + 7 })).to.include({ sequence: 0, uptimeMs: 7 });
  });

  it("never show a rest that is owed as none", () => {
    expect(throughStatus({ reperfusionMs: 1 })?.reperfusionMs).to.equal(1000);
    expect(throughStatus({ reperfusionMs: 0 })?.reperfusionMs).to.equal(0);
  });

  it("take a value that is no number, and has no code for it, as the lowest", () => {
    const values = { ...lopResultFrame.blank(), personSlot: Number.NaN };
    expect(decoded(lopResultFrame, encoded(lopResultFrame, values))?.values.personSlot).to.equal(0);
  });

  it("of a request hold what its table says, and nothing beyond", () => {
    for (const { request, name } of operationList) {
      for (const field of request.fields) {
        if (!("least" in field)) continue;
        const { least, most, factor, divisor, lowest, highest } = field as NumberField;
        const inside = (value: number): boolean => field.isInRange({ [field.name]: value });
        expect(inside(least) && inside(most), `${name}.${field.name}`).to.equal(true);
        const isNarrow = least > (lowest * factor) / divisor || most < (highest * factor) / divisor;
        expect(inside(least - 1) || inside(most + 1), `${name}.${field.name} ${isNarrow}`).to.equal(false);
      }
    }
  });

  it("refuse a person, a limb, a mode and a magic that there is not", () => {
    const { hold, eraseEverything } = operations;
    const good = { ...hold.request.blank(), setpointMmhg: 90 };
    expect(hold.request.isInRange(good)).to.equal(true);
    for (const wrong of [{ personSlot: 4 }, { side: 2 }, { posture: 3 }, { mode: Mode.search }, { mode: 255 }]) {
      expect(hold.request.isInRange({ ...good, ...wrong }), JSON.stringify(wrong)).to.equal(false);
    }
    expect(eraseEverything.request.isInRange({ magic: ERASE_MAGIC })).to.equal(true);
    expect(eraseEverything.request.isInRange({ magic: 0 })).to.equal(false);
  });

  it("let a request have just its length", () => {
    fc.assert(
      fc.property(fc.constantFrom(...operationList), fc.nat(24), ({ request }, length) => {
        const rest = length - request.bytes;
        const expected = rest >= (request.tail?.least ?? 0) && rest <= (request.tail?.most ?? 0);
        expect(request.fits(length)).to.equal(expected);
      }),
    );
  });
});
