import { expect } from "chai";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { clinicalPercent, presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import { LONGEST_NAME } from "../../firmware/shared/prescription";

function named(name: string) {
  const found = presets.find(({ prescription }) => prescription.name === name);
  if (found === undefined) throw new Error(`no preset ${name}`);
  return found.prescription;
}

describe("presets", () => {
  it("SR-061: each is without a flaw on its limbs", () => {
    expect(presets.length).to.be.above(0);
    for (const { prescription, limbs } of presets) {
      expect(limbs.length, prescription.name).to.be.above(0);
      for (const limb of limbs) expect(flawOf(prescription, limb), `${prescription.name} ${limb}`).to.equal(Flaw.none);
    }
  });

  it("each has a name of its own that fits, and a source", () => {
    const names = presets.map(({ prescription }) => prescription.name);
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(name.length, name).to.be.within(1, LONGEST_NAME);
    for (const { source, prescription } of presets) expect(source.trim().length, prescription.name).to.be.above(8);
  });

  it("none can be changed", () => {
    expect(presets).to.be.frozen;
    for (const preset of presets) {
      expect(preset).to.be.frozen;
      expect(preset.limbs).to.be.frozen;
      expect(preset.prescription).to.be.frozen;
      expect(preset.prescription.sets).to.be.frozen;
      for (const set of preset.prescription.sets) expect(set).to.be.frozen;
    }
  });

  it("are what their sources say", () => {
    for (const limb of ["arm", "leg"] as const) {
      const classic = named(`30-15-15-15 ${limb}`);
      expect(classic.sets.map(({ repetitions }) => repetitions)).to.deep.equal([30, 15, 15, 15]);
      expect(classic).to.include({ mode: Mode.resistance, percentLop: clinicalPercent[limb] });
      for (const set of classic.sets) expect(set).to.include({ durationS: 0, restS: 30, isReleased: false });
    }
    for (const [name, count, durationS, restS, mode] of [
      ["walking 5 x 3", 5, 180, 60, Mode.aerobic],
      ["cycling 15 min", 1, 900, 0, Mode.aerobic],
      ["passive 5 x 5/3", 5, 300, 180, Mode.passive],
      ["preconditioning 4 x 5/5", 4, 300, 300, Mode.preconditioning],
    ] as const) {
      const plan = named(name);
      expect(plan.mode).to.equal(mode);
      expect(plan.sets).to.have.length(count);
      for (const set of plan.sets) expect(set).to.deep.equal({ repetitions: 0, durationS, restS, isReleased: true });
    }
  });

  it("begin at 50 % LOP at most", () => {
    for (const { prescription } of presets) expect(prescription.fromPercentLop).to.be.at.most(50);
  });
});
