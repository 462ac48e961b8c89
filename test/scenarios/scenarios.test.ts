import { expect } from "chai";
import { measureHold, rayleighProbability } from "../../bench/hold";
import { measureQuietHold } from "../../bench/quiet-hold";
import { loadScenario, scenarioNames } from "../../sim/scenario/load";
import { runScenario } from "../../sim/scenario/run";
import { anchors } from "../../sim/validate/anchors";
import { isMet } from "../../sim/validate/row";

describe("scenarios", () => {
  for (const name of scenarioNames()) {
    it(`${name} plays to its end, the same way every time, and never above 330 mmHg`, () => {
      const scenario = loadScenario(name);
      const result = runScenario(scenario, 3);
      expect(result.trace.length).to.be.closeTo(scenario.durationS * 20, 1);
      expect(Math.max(...result.trace.columns.cuff_mmhg)).to.be.at.most(330);
      expect(result.trace.columns.cuff_mmhg.every(Number.isFinite)).to.equal(true);
      if (scenario.durationS < 300) expect(runScenario(scenario, 3)).to.deep.equal(result);
    });
  }

  it("SR-004: the default session is ended by the time cap, and says so", () => {
    const { events, trace } = runScenario(loadScenario("arm-hold"), 11);
    expect(events.map(({ text }) => text)).to.include(
      "Released because the cuff had been inflated for the longest time allowed.",
    );
    expect(trace.columns.cuff_mmhg.at(-1)).to.be.below(15);
  });

  it("another seed gives another heart and other noise", () => {
    const peak = (seed: number) => Math.max(...runScenario(loadScenario("button"), seed).trace.columns.cuff_mmhg);
    expect(peak(1)).to.not.equal(peak(2));
  });
});

describe("quiet hold", () => {
  it("meets every target of the bench", () => {
    for (const figure of measureQuietHold(() => undefined))
      expect(figure.met, `${figure.name}: ${figure.value}`).to.equal(true);
  });

  it("holds as exactly with every cuff and pump, on hearts it has not seen", () => {
    for (const cuff of ["arm", "thigh11", "thigh18"]) {
      for (const pump of ["zr370", "kpm27c", "big"]) {
        const scenario = loadScenario("static-hold", [
          "durationS=308",
          `cuff=${cuff}`,
          `pump=${pump}`,
          `bleed=${cuff === "thigh18" ? "proportional60" : "proportional40"}`,
          "steps.0.percentLop=70",
        ]);
        const run = measureHold(scenario, 101);
        expect(run.overshootMmhg, `${cuff} ${pump}`).to.be.at.most(5);
        expect(run.beatErrorRmsMmhg, `${cuff} ${pump}`).to.be.at.most(1);
      }
    }
  });

  it("stays quiet on strong pulses and with a leak that the pump can follow", () => {
    const hard: readonly (readonly string[])[] = [
      ["person.systolicMmhg=180", "person.diastolicMmhg=80", "world.snugness=0.9", "steps.0.percentLop=60"],
      ["person.systolicMmhg=180", "person.diastolicMmhg=80", "person.artery=babbs", "steps.0.percentLop=60"],
      ["world.leakMlPerS=1"],
      ["cuff=thigh11", "world.leakMlPerS=2"],
      ["world.transducerNoiseMmhg=1"],
      ["transducer=mpx5050"],
    ];
    for (const settings of hard) {
      const run = measureHold(loadScenario("static-hold", ["durationS=308", ...settings]), 5);
      expect(run.beatErrorRmsMmhg, settings.join(" ")).to.be.at.most(1);
      expect(run.correctionsPerMin / run.neededPerMin, settings.join(" ")).to.be.at.most(1.5);
      expect(rayleighProbability(run.edgePhases), settings.join(" ")).to.be.at.least(0.001);
    }
  });

  it("its test for the heartbeat notices edges that follow it", () => {
    expect(rayleighProbability([0.1, 0.12, 0.09, 0.11, 0.13, 0.1, 0.08])).to.be.below(0.01);
    expect(rayleighProbability([0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875])).to.be.above(0.9);
  });
});

describe("validation", () => {
  for (const anchor of anchors) {
    it(`${anchor.id}: ${anchor.title}`, () => {
      for (const row of anchor.rows())
        expect(isMet(row), `${row.name}: ${row.simulated} ${row.unit}`).to.not.equal(false);
    }).timeout(60_000);
  }
});
