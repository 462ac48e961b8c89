import { expect } from "chai";
import { capacityMl } from "../../firmware/air/cuff-volume";
import { firstBuild } from "../../firmware/parts/builds";
import { fillTimeMs, isPossible, releaseTimeMs } from "../../firmware/safety/configuration";

describe("configuration", () => {
  it("SR-010, SR-016: calibration within reason is possible, to the limit and no further", () => {
    for (const [key, low, high, beyond] of [
      ["gain", 0.9, 1.1, 0.001],
      ["storedZeroMmhg", -10, 10, 0.01],
      ["atmosphereMmhg", 500, 800, 0.1],
    ] as const) {
      for (const value of [low, high]) {
        expect(isPossible({ ...firstBuild, [key]: value }), `${key} ${value}`).to.equal(true);
      }
      for (const value of [low - beyond, high + beyond, Number.NaN]) {
        expect(isPossible({ ...firstBuild, [key]: value }), `${key} ${value}`).to.equal(false);
      }
    }
  });

  it("SR-016: a transducer has to see 350 mmHg", () => {
    const { transducer } = firstBuild;
    expect(isPossible({ ...firstBuild, transducer: { ...transducer, highMmhg: 350 } })).to.equal(true);
    expect(isPossible({ ...firstBuild, transducer: { ...transducer, highMmhg: 349.9 } })).to.equal(false);
  });

  it("SR-010: each path alone has 30 s, both together have 10 s, and a path at its limit is possible", () => {
    const slower = (share: number, path: "bleed" | "dump") => ({
      ...firstBuild,
      [path]: { ...firstBuild[path], conductanceMlPerS: firstBuild[path].conductanceMlPerS * share },
    });
    for (const path of ["bleed", "dump"] as const) {
      let share = 1;
      const timeMs = () => releaseTimeMs(firstBuild, [slower(share, path)[path]], 280, true);
      while (share > 0.01 && timeMs() <= 30_000) share *= 0.99;
      expect(isPossible(slower(share, path)), `${path} ${timeMs()}`).to.equal(false);
      share /= 0.99;
      expect(isPossible(slower(share, path)), `${path} ${timeMs()}`).to.equal(true);
    }
    const both = (share: number) => ({ ...slower(share, "bleed"), dump: slower(share, "dump").dump });
    let share = 1;
    const bothMs = () => releaseTimeMs(firstBuild, [both(share).bleed, both(share).dump], 280, true);
    while (share > 0.01 && bothMs() <= 10_000) share *= 0.99;
    expect(isPossible(both(share))).to.equal(false);
  });

  it("SR-010: where the hose is the narrowest part, it alone sets the time", () => {
    const { cuff, line, atmosphereMmhg, dump } = firstBuild;
    const wide = { ...dump, conductanceMlPerS: 1e7 };
    const elastic = 5 * capacityMl(cuff, line.manifoldMl, 17.5, atmosphereMmhg);
    const hose = ((atmosphereMmhg + 17.5 / 2) * 17.5) / line.resistanceMmhgSPerMl;
    expect(releaseTimeMs(firstBuild, [wide], 20)).to.be.closeTo((1000 * elastic) / hose, 3 * (elastic / hose));
  });

  it("SR-010: it takes longer from higher up, through less, and settled; and no time from 15 mmHg", () => {
    const { bleed, dump } = firstBuild;
    const both = releaseTimeMs(firstBuild, [bleed, dump]);
    expect(both).to.equal(releaseTimeMs(firstBuild, [bleed, dump], 280));
    expect(both).to.be.above(releaseTimeMs(firstBuild, [bleed, dump], 200));
    expect(both).to.be.below(releaseTimeMs(firstBuild, [dump]));
    expect(both).to.be.below(releaseTimeMs(firstBuild, [bleed, dump], 280, true));
    expect(releaseTimeMs(firstBuild, [bleed, dump], 15)).to.equal(0);
    expect(releaseTimeMs(firstBuild, [bleed, dump], 16)).to.be.within(1, 200);
  });

  it("SR-054: filling takes longer to a higher pressure, with a smaller pump, and for ever beyond its stall", () => {
    const { pump } = firstBuild;
    const toMs = (mmhg: number, share = 1) =>
      fillTimeMs({ ...firstBuild, pump: { ...pump, freeFlowMlPerS: share * pump.freeFlowMlPerS } }, mmhg);
    for (const mmhg of [100, 150, 280]) {
      expect(toMs(mmhg)).to.be.above(toMs(mmhg - 10));
      expect(toMs(mmhg, 0.5)).to.be.closeTo(2 * toMs(mmhg), 1e-6);
    }
    expect(toMs(pump.stallMmhg - 1)).to.satisfy(Number.isFinite);
    expect(toMs(pump.stallMmhg)).to.equal(Number.POSITIVE_INFINITY);
    expect(toMs(0)).to.equal(0);
  });

  it("SR-054: filling takes what pump and cuff take step by step", () => {
    const { cuff, pump, line, atmosphereMmhg } = firstBuild;
    const STEP_S = 0.001;
    let [mmhg, seconds] = [0, 0];
    for (; mmhg < 150; seconds += STEP_S) {
      const flow = pump.freeFlowMlPerS * (1 - mmhg / pump.stallMmhg) * atmosphereMmhg;
      mmhg += (STEP_S * flow) / capacityMl(cuff, line.manifoldMl, mmhg, atmosphereMmhg);
    }
    expect(fillTimeMs(firstBuild, 150)).to.be.closeTo(1000 * seconds, 20 * seconds);
  });
});
