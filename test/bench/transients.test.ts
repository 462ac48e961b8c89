import { expect } from "chai";
import { volumeForSwing } from "../../bench/control/protocol";
import {
  COMMAND_AT_S,
  type Hold,
  holdScenario,
  holdSetup,
  playUntil,
  targetMmhg,
} from "../../bench/control/static-hold";
import { measureInflation, measureStep } from "../../bench/control/transients";
import { pumps } from "../../firmware/parts/pumps";
import { Rig, sealed } from "../../sim/validate/rig";

const armHold: Hold = { cuff: "arm", pump: "kpm27c", bleed: "proportional40", line: "hose40", percentLop: 80, seed: 1 };

describe("inflation, measured", () => {
  it("is the same for the same seed and never beats the pump at full power", () => {
    const figures = measureInflation(armHold);
    expect(measureInflation(armHold)).to.deep.equal(figures);
    expect(figures.ratio).to.be.at.least(1);
    expect(figures.fullPowerS).to.be.closeTo(7, 1);
    expect(figures.momentaryOvershootMmhg).to.be.at.least(figures.overshootMmhg);
  });

  it("starts from a vented cuff", () => {
    const { air } = playUntil(holdScenario(armHold, COMMAND_AT_S), 1, COMMAND_AT_S);
    expect(air.cuffMmhg).to.be.closeTo(0, 0.5);
    expect(air.bleed.opening).to.equal(1);
  });

  it("has no limit and no end with a pump that cannot reach the target", () => {
    const weak = { ...armHold, pump: "zr370", percentLop: 240 } as const;
    expect(targetMmhg(weak)).to.be.above(pumps.zr370.stallMmhg);
    expect(measureInflation(weak)).to.include({ fullPowerS: null, arrivalS: null, ratio: null });
  });
});

describe("step, measured", () => {
  it("is worth what it says in a sealed cuff, upwards and downwards", () => {
    for (const stepMmhg of [40, -40]) {
      const { config } = holdSetup(armHold);
      const rig = new Rig(config, { creep: 0, warmingK: 0, leakMlPerS: 0 });
      rig.air.cuffMmhg = 120;
      rig.air.manifoldMmhg = 120;
      rig.air.bleed.opening = 0;
      rig.air.dump.opening = 0;
      const volumeMl = volumeForSwing(config, 120, stepMmhg);
      for (let ms = 0; ms < 200; ms++) rig.step(sealed, volumeMl / 200);
      rig.hold(sealed, 0.5);
      // The simulated bladder keeps its curve when the limb swells into it: 2 % of the swing.
      expect(rig.air.cuffMmhg - 120).to.be.closeTo(stepMmhg, 1);
    }
  });

  it("takes the firmware no less than the parts at full drive, and nothing where it stays near", () => {
    for (const stepMmhg of [40, -40]) {
      const figures = measureStep(armHold, stepMmhg);
      expect(figures.furthestMmhg).to.be.within(25, 45);
      expect(figures.recoveryS).to.be.at.least((figures.fullRecoveryS ?? Number.NaN) - 0.02);
    }
    expect(measureStep(armHold, 5).recoveryS).to.equal(0);
  });
});
