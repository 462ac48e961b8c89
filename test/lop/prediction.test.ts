import { expect } from "chai";
import fc from "fast-check";
import { cuffs } from "../../firmware/parts/cuffs";
import { predictedLopMmhg, predictedRatio } from "../../firmware/pressure/lop/prediction";
import { KnownPerson } from "../../firmware/shared/order";

const person = (known: Partial<KnownPerson> = {}) => Object.assign(new KnownPerson(), known);
const lopOf = (widthCm: number, known: KnownPerson, isArm = true) =>
  predictedLopMmhg(predictedRatio(isArm, widthCm, known), known);

describe("prediction of the limb occlusion pressure", () => {
  it("for somebody unknown is that of a usual arm or thigh", () => {
    expect(lopOf(cuffs.arm.widthCm, person())).to.be.within(120, 160);
    expect(lopOf(cuffs.thigh18.widthCm, person(), false)).to.be.within(140, 190);
    expect(lopOf(cuffs.thigh11.widthCm, person(), false)).to.be.within(160, 220);
  });

  it("rises with blood pressure and circumference, and falls with the cuff's width", () => {
    const usual = { circumferenceCm: 32, systolicMmhg: 125 };
    const mmhg = lopOf(12, person(usual));
    expect(lopOf(12, person({ ...usual, systolicMmhg: 150 }))).to.be.closeTo(mmhg * (150 / 125), 1e-9);
    expect(lopOf(12, person({ ...usual, circumferenceCm: 40 }))).to.be.above(mmhg);
    expect(lopOf(10, person(usual))).to.be.above(mmhg);
    expect(lopOf(18, person(usual)), "beyond 13.5 cm width helps no more").to.equal(lopOf(13.5, person(usual)));
  });

  it("whatever was typed in, is a pressure to begin with", () => {
    const anything = fc.double();
    const width = fc.double({ min: 4, max: 25, noNaN: true });
    fc.assert(
      fc.property(anything, anything, width, fc.boolean(), (circumferenceCm, systolicMmhg, widthCm, isArm) => {
        const known = person({ circumferenceCm, systolicMmhg });
        expect(predictedRatio(isArm, widthCm, known)).to.be.within(0.9, 2);
        expect(lopOf(widthCm, known, isArm)).to.be.within(90, 260);
      }),
    );
  });
});
