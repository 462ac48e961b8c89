import { expect } from "chai";
import { withLateSamples } from "../../bench/control/late-samples";
import { marginOf, type Probe, withGain } from "../../bench/control/margins";
import { enlightened, measureMisbelief, misbeliefFigures, misbelieved } from "../../bench/control/misbelief";
import { usualProtocol } from "../../bench/control/protocol";
import { type Hold, holdScenario, holdSetup } from "../../bench/control/static-hold";
import { measureHold } from "../../bench/hold";
import { RandomStream } from "../../sim/random";
import { World } from "../../sim/world";

const hold: Hold = { ...usualProtocol, cuff: "arm", pump: "zr370" };
const setup = holdSetup(hold);

function probes(...fine: boolean[]): Probe[] {
  return fine.map((isFine, i) => ({ at: i + 1, isFine, rmsMmhg: 0, overshootMmhg: 0, correctionsPerMin: 0 }));
}

describe("margins, measured", () => {
  it("end before the first probe that is bad, and never grow when one more is", () => {
    expect(marginOf(probes(true, true, false, true))).to.equal(2);
    expect(marginOf(probes(true, true, true))).to.equal(3);
    expect(marginOf(probes(false, true))).to.equal(null);
    const places = [0, 1, 2, 3, 4];
    const margins = places.map((bad) => marginOf(probes(...places.map((place) => place !== bad))) ?? 0);
    expect(margins).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it("change the real parts only, and with a factor of 1 nothing at all", () => {
    const scenario = holdScenario(hold, 60);
    const nominal = measureHold(scenario, 1);
    expect(measureHold(scenario, 1, (world) => withGain(world, 1))).to.deep.equal(nominal);
    const twice = withGain(setup, 2);
    expect(twice.config).to.deep.equal(setup.config);
    expect(twice.parts?.pump.freeFlowMlPerS).to.equal(2 * setup.config.pump.freeFlowMlPerS);
    expect(twice.parts?.bleed.conductanceMlPerS).to.equal(2 * setup.config.bleed.conductanceMlPerS);
  });
});

describe("late samples", () => {
  it("without delay change nothing", () => {
    const scenario = holdScenario(hold, 40);
    const nominal = measureHold(scenario, 1);
    expect(measureHold(scenario, 1, (world) => withLateSamples(world, 0))).to.deep.equal(nominal);
  });

  it("come as late as asked, each once, and are still believed at 100 ms", () => {
    const pressuresAfter = (delayMs: number): number[] => {
      const world = new World(withLateSamples(setup, delayMs));
      const seen: number[] = [];
      while (world.nowMs < 2000) if (world.step()) seen.push(world.output?.pressureMmhg ?? Number.NaN);
      expect(world.output?.pressureValid).to.equal(true);
      return seen;
    };
    const prompt = pressuresAfter(0);
    expect(pressuresAfter(100).slice(20)).to.deep.equal(prompt.slice(10, -10));
  });
});

describe("wrong beliefs", () => {
  it("are 30 % off in every parameter of the real plant, and the same for the same seed", () => {
    const drawn = misbelieved(setup, new RandomStream(7, "test"));
    expect(misbelieved(setup, new RandomStream(7, "test"))).to.deep.equal(drawn);
    expect(drawn.config).to.deep.equal(setup.config);
    const { cuff, pump, bleed, line } = setup.config;
    const real = drawn.parts ?? setup.config;
    const ratios = [
      real.cuff.volumeAt200Ml / cuff.volumeAt200Ml,
      real.cuff.curve.firmMmhg / cuff.curve.firmMmhg,
      real.pump.freeFlowMlPerS / pump.freeFlowMlPerS,
      real.pump.stallMmhg / pump.stallMmhg,
      real.pump.spinUpS / pump.spinUpS,
      real.pump.spinDownS / pump.spinDownS,
      real.bleed.conductanceMlPerS / bleed.conductanceMlPerS,
      real.line.resistanceMmhgSPerMl / line.resistanceMmhgSPerMl,
      drawn.air.creep / setup.air.creep,
      drawn.air.leakMlPerS / setup.air.leakMlPerS,
    ];
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).to.be.closeTo(0.3, 1e-9);
    expect(enlightened(drawn).config).to.deep.equal(real);
  });

  it("leave a pump that can turn", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { pump } = misbelieved(setup, new RandomStream(seed, "test")).parts ?? setup.config;
      expect(pump.startDuty).to.be.within(pump.stallDuty, 0.95);
    }
  });

  it("are told as shares of the optimum", () => {
    const rows = measureMisbelief(usualProtocol, 1, () => ({ exerciseInBandPercent: 100 }));
    expect(rows).to.deep.equal(measureMisbelief(usualProtocol, 1, () => ({ exerciseInBandPercent: 100 })));
    const [row] = misbeliefFigures([{ inBandPercent: 45, enlightenedPercent: 60, optimumPercent: 90 }]);
    expect(row?.value).to.equal(50);
  });
});
