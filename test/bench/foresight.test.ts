import { expect } from "chai";
import { foresightOptimum } from "../../bench/control/foresight";
import { type Protocol, scenarioOf, usualProtocol } from "../../bench/control/protocol";
import { type Disturb, runRegulated } from "../../bench/control/regulated";
import { type SessionFigures, TrainingMeter } from "../../bench/control/training-meter";
import { AirCircuit } from "../../sim/air/circuit";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";

/** Real parts with so many times the flow of the data sheet's. */
function scaled(pumpTimes: number, bleedTimes: number): Disturb {
  return (setup) => {
    const { pump, bleed } = setup.config;
    const parts = {
      ...setup.config,
      pump: { ...pump, freeFlowMlPerS: pumpTimes * pump.freeFlowMlPerS },
      bleed: { ...bleed, conductanceMlPerS: bleedTimes * bleed.conductanceMlPerS },
    };
    return { ...setup, parts };
  };
}

/** The simulator's own air circuit, kept at the target up to 10 s before the first repetition, then left alone. */
function leftAlone(protocol: Protocol, disturb: Disturb): SessionFigures {
  const scenario = scenarioOf(protocol);
  const setup = disturb(setupOf(scenario, protocol.seed));
  const { limb } = new World(setup);
  const air = new AirCircuit(setup.config, setup.air);
  const target = (protocol.percentLop / 100) * limb.lopMmhg;
  const meter = new TrainingMeter(limb.muscle.repetitions, target, limb.lopMmhg);
  const heldFromMs = 1000 * (scenario.steps[0]?.atS ?? 0);
  const leftMs = 1000 * ((scenario.exercise?.startS ?? 0) - 10);
  for (let ms = 1; ms <= 1000 * scenario.durationS; ms++) {
    air.step(1, 0, 1, 1, limb.step(ms / 1000, 0.001, air.cuffMmhg));
    if (ms < heldFromMs) air.cuffMmhg = 0;
    else if (ms < leftMs) air.cuffMmhg = target;
    if (ms < leftMs) air.manifoldMmhg = air.cuffMmhg;
    meter.observe(ms / 1000, air.cuffMmhg);
  }
  return meter.figures;
}

const fast: Protocol = { ...usualProtocol, movement: { ...usualProtocol.movement, cadenceHz: 0.5 } };
/** Too weak a pump to keep all of this in the band. */
const hard: Protocol = { ...fast, pump: "zr370" };

describe("optimum with foresight", () => {
  let optimum: SessionFigures;

  before(() => {
    optimum = foresightOptimum(hard);
  });

  it("is the cuff left alone where neither pump nor valve passes anything", () => {
    // Creep and warming are reckoned at the target, from which a cuff left alone strays for good.
    const idle: Disturb = (setup) => ({ ...scaled(0, 0)(setup), air: { ...setup.air, creep: 0, warmingK: 0 } });
    for (const cuff of ["thigh11", "arm"] as const) {
      const figures = foresightOptimum({ ...fast, cuff }, idle);
      const alone = leftAlone({ ...fast, cuff }, idle);
      // The pulse is reckoned at the target as well, where it is stronger than at the peaks.
      expect(figures.exerciseInBandPercent, cuff).to.be.closeTo(alone.exerciseInBandPercent, 1.5);
      expect(figures.peakPercentLop, cuff).to.be.closeTo(alone.peakPercentLop, 1);
      expect(figures.valleyPercentLop, cuff).to.be.closeTo(alone.valleyPercentLop, 0.5);
    }
  });

  it("keeps everything in its band with huge actuators", () => {
    const violent = { ...fast, movement: { ...fast.movement, swingPercentLop: 40 } };
    const figures = foresightOptimum(violent, scaled(20, 20));
    expect(figures.exerciseInBandPercent).to.be.above(99.9);
    expect(figures.restInBandPercent).to.be.above(99.9);
    expect(figures.highestPercentLop).to.be.below(82);
  });

  it("is no worse than what the firmware reaches", () => {
    for (const protocol of [usualProtocol, { ...fast, cuff: "arm", pump: "zr370", bleed: "onOff20" }] as const) {
      const best = foresightOptimum(protocol);
      const ours = runRegulated(protocol);
      expect(ours.exerciseInBandPercent, `${protocol.cuff} is regulated at all`).to.be.above(40);
      expect(best.exerciseInBandPercent, protocol.cuff).to.be.above(ours.exerciseInBandPercent - 0.5);
      expect(best.restInBandPercent, protocol.cuff).to.be.above(ours.restInBandPercent - 0.5);
    }
  });

  it("gains from a stronger pump and loses by a weaker one, and stays below LOP", () => {
    const weaker = foresightOptimum(hard, scaled(0.5, 1));
    const stronger = foresightOptimum(hard, scaled(2, 1));
    expect(weaker.exerciseInBandPercent).to.be.below(optimum.exerciseInBandPercent - 1);
    expect(stronger.exerciseInBandPercent).to.be.above(optimum.exerciseInBandPercent + 1);
    for (const { highestPercentLop } of [weaker, optimum, stronger]) expect(highestPercentLop).to.be.below(100);
  });

  it("does not depend on its time step", () => {
    const fine = foresightOptimum(hard, undefined, 10);
    expect(optimum.exerciseInBandPercent).to.be.closeTo(fine.exerciseInBandPercent, 0.3);
    expect(optimum.restInBandPercent).to.be.closeTo(fine.restInBandPercent, 0.3);
  });
});
