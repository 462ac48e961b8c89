import { expect } from "chai";
import fc from "fast-check";
import { capacityMl, cuffComplianceMlPerMmhg, cuffVolumeMl } from "../../firmware/air/cuff-volume";
import { flowFunction } from "../../firmware/air/orifice";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { releaseTimeMs } from "../../firmware/safety/configuration";
import { Bladder } from "../../sim/air/bladder";
import { AirCircuit, typicalAir } from "../../sim/air/circuit";
import { Orifice } from "../../sim/air/orifice";
import { Artery, arteryLaws } from "../../sim/limb/artery";
import { Heart } from "../../sim/limb/heart";
import { RandomStream } from "../../sim/random";
import { possibleConfigs } from "../support/configs";

const still = { ...typicalAir, creep: 0, leakMlPerS: 0, warmingK: 0, valve: { ...typicalAir.valve, seatLeak: 0 } };
const shut = [0, 0.9, 1] as const;

describe("air", () => {
  it("the firmware's cuff and orifice formulas agree with the simulator's own", () => {
    for (const cuff of Object.values(cuffs)) {
      const bladder = new Bladder(cuff, 0.5);
      fc.assert(
        fc.property(fc.double({ min: 0, max: 340, noNaN: true }), (mmhg) => {
          expect(bladder.volumeMl(mmhg) / cuffVolumeMl(cuff, mmhg)).to.be.closeTo(1, 1e-3);
          expect(bladder.complianceMlPerMmhg(mmhg) / cuffComplianceMlPerMmhg(cuff, mmhg)).to.be.closeTo(1, 2e-3);
        }),
      );
    }
    const orifice = new Orifice(0.3);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3000, noNaN: true }), (gauge) => {
        orifice.vent(10, 760 + gauge, 760);
        const expected = 10 * (760 + gauge) * flowFunction(760 + gauge, 760, 0.3);
        expect(orifice.throughput / expected).to.be.closeTo(1, 1e-6);
      }),
    );
  });

  it("a sealed cuff returns to its pressure after twenty minutes of movement: the step creates no air", () => {
    const air = new AirCircuit(firstBuild, still);
    air.cuffMmhg = 150;
    air.manifoldMmhg = 150;
    for (let i = 0; i < 200; i++) air.step(1, ...shut, 0);
    const before = air.cuffMmhg;
    let last = 0;
    for (let ms = 1; ms <= 1_200_000; ms++) {
      const now = 5 * (1 - Math.cos((2 * Math.PI * ms) / 3000));
      air.step(1, ...shut, now - last);
      last = now;
    }
    expect(air.cuffMmhg).to.be.closeTo(before, 0.5);
  });

  it("a squeeze raises the pressure by what Boyle's law with the polytropic exponent gives", () => {
    const air = new AirCircuit(firstBuild, still);
    air.cuffMmhg = 100;
    air.manifoldMmhg = 100;
    for (let i = 0; i < 200; i++) air.step(1, ...shut, 0);
    const before = air.cuffMmhg;
    for (let i = 0; i < 1000; i++) air.step(1, ...shut, 0.002);
    const expected = (2 * (before + 760)) / capacityMl(firstBuild.cuff, firstBuild.line.manifoldMl, before, 760);
    expect(air.cuffMmhg - before).to.be.closeTo(expected, 0.1);
  });

  it("SR-010: releases as fast as the firmware reckons when it decides whether parts may be used together", () => {
    for (const config of possibleConfigs) {
      const air = new AirCircuit(config, still);
      for (let i = 0; i < 500; i++) air.step(1, ...shut, 0);
      air.cuffMmhg = 280;
      air.manifoldMmhg = 280;
      let ms = 0;
      for (; air.cuffMmhg > 15; ms++) air.step(1, 0, 0, 0, 0);
      const name = `${config.cuff.name}, ${config.bleed.name}`;
      expect(ms / releaseTimeMs(config, [config.bleed, config.dump]), name).to.be.within(0.97, 1.05);
    }
  });

  it("open valves let air back in: a vented cuff that a muscle leaves is not sucked below zero", () => {
    const air = new AirCircuit(firstBuild, still);
    for (let i = 0; i < 1000; i++) air.step(1, 0, 0, 0, -0.05);
    expect(air.cuffMmhg).to.be.within(-5, 0);
    for (let i = 0; i < 10_000; i++) air.step(1, 0, 0, 0, 0);
    expect(air.cuffMmhg).to.be.closeTo(0, 0.05);
  });

  it("the relief valve keeps every pump below 330 mmHg with both valves shut", () => {
    for (const config of possibleConfigs) {
      const air = new AirCircuit(config, still);
      for (let i = 0; i < 120_000; i++) air.step(1, 1, 0.9, 1, 0);
      expect(air.cuffMmhg).to.be.at.most(330);
    }
  });

  it("a pump at part speed stalls at part of its stall pressure", () => {
    const air = new AirCircuit(firstBuild, still);
    const { stallDuty, stallMmhg } = firstBuild.pump;
    const duty = stallDuty + (1 - stallDuty) * 0.4;
    for (let i = 0; i < 60_000; i++) air.step(1, duty, 0.9, 1, 0);
    expect(air.cuffMmhg).to.be.closeTo(0.4 * stallMmhg, 3);
  });
});

describe("limb", () => {
  it("the artery holds less blood the higher the cuff pressure and the lower the arterial pressure, in every law", () => {
    const mmhg = fc.double({ min: 0, max: 250, noNaN: true });
    for (const law of Object.values(arteryLaws)) {
      const artery = new Artery(law, 1.5, 0.9);
      fc.assert(
        fc.property(mmhg, mmhg, fc.double({ min: 0.5, max: 30, noNaN: true }), (arterial, cuff, more) => {
          const volume = artery.volumeMl(arterial, cuff);
          expect(volume).to.be.at.least(0);
          expect(artery.volumeMl(arterial, cuff + more)).to.be.at.most(volume + 1e-9);
          expect(artery.volumeMl(arterial + more, cuff)).to.be.at.least(volume - 1e-9);
        }),
      );
    }
  });

  it("the heart beats at its rate, between its pressures", () => {
    const heart = new Heart(120, 75, 80, new RandomStream(3, "heartbeat"));
    let beats = 0;
    let low = 300;
    let high = 0;
    for (let ms = 0, last = 0; ms < 300_000; ms++) {
      heart.step(0.001);
      if (heart.phase < last) beats++;
      last = heart.phase;
      low = Math.min(low, heart.mmhg);
      high = Math.max(high, heart.mmhg);
    }
    expect(beats / 5).to.be.closeTo(80, 2);
    expect(low).to.be.within(71, 75);
    expect(high).to.be.within(120, 124);
  });
});

describe("random streams", () => {
  it("repeat by seed and name, and differ by either", () => {
    const draw = (seed: number, name: string) =>
      Array.from(
        { length: 5 },
        (
          (s) => () =>
            s.uniform()
        )(new RandomStream(seed, name)),
      );
    expect(draw(1, "a")).to.deep.equal(draw(1, "a"));
    expect(draw(1, "a")).to.not.deep.equal(draw(2, "a"));
    expect(draw(1, "a")).to.not.deep.equal(draw(1, "b"));
  });

  it("are uniform and normal", () => {
    const stream = new RandomStream(7, "test");
    const n = 100_000;
    let uniform = 0;
    let normal = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      uniform += stream.uniform();
      const z = stream.normal();
      normal += z;
      square += z * z;
    }
    expect(uniform / n).to.be.closeTo(0.5, 0.005);
    expect(normal / n).to.be.closeTo(0, 0.015);
    expect(square / n).to.be.closeTo(1, 0.02);
  });
});
