import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { holding, STEP_MS } from "./leaking";
import { firstOf, times } from "./scene";

describe("leak watch", () => {
  it("SR-032: 20 mmHg more than 0.8 mmHg/s is told, once creep is over", () => {
    expect(holding(0.8).judge(600_000)[0]).to.equal(Reason.none);
    // It looks from 40 s on: 1.1 mmHg too much in every block of 1 s.
    expect(holding(1.9).judge(600_000)).to.deep.equal([Reason.leak, 58_000]);
  });

  it("SR-032: 30 mmHg more than 3 mmHg/s releases, from the start", () => {
    expect(holding(3).judge(30_000)[0]).to.equal(Reason.none);
    expect(holding(6).judge(600_000)).to.deep.equal([Reason.leakLarge, 10_000]);
    expect(holding(3).judge(600_000)[0], "and never becomes a large one").to.equal(Reason.leak);
  });

  it("SR-053: what a cuff creeps while a search listens is no leak", () => {
    const search = holding(6);
    search.scene.situation.isSeeking = true;
    expect(search.judge(120_000)[0]).to.equal(Reason.none);
  });

  it("SR-032: what is let out again or shows in the pressure is no leak; what the pressure loses is", () => {
    expect(holding(6, 6).judge(600_000)[0]).to.equal(Reason.none);
    for (const [pumped, perS, reason] of [
      [6, 6, Reason.none],
      [0, -6, Reason.leakLarge],
      [6, 0, Reason.leakLarge],
    ] as const) {
      const { scene, watch } = holding(pumped);
      const [found] = firstOf(10_000, STEP_MS, () => {
        scene.pressure.cuffMmhg += (perS * STEP_MS) / 1000;
        return watch.judge(STEP_MS);
      });
      expect(found, `${pumped} ${perS}`).to.equal(reason);
    }
  });

  it("SR-053: what vanishes or appears faster than 10 mmHg/s counts for no more than that", () => {
    // 7 mmHg too much in a block.
    expect(holding(10).judge(60_000)).to.deep.equal([Reason.leakLarge, 5000]);
    expect(holding(50).judge(60_000)).to.deep.equal([Reason.leakLarge, 5000]);
    const { scene, watch, judge } = holding(6);
    judge(5000);
    scene.pressure.cuffMmhg += 80;
    expect(watch.judge(STEP_MS)).to.equal(Reason.none);
    // That block took back 10 + 3 of 15: ten more of 3 are needed, after what is left of it.
    expect(judge(60_000)).to.deep.equal([Reason.leakLarge, 750 + 10_000]);
  });

  it("SR-032: is told until it has been made good, which takes no longer than it may at most have grown", () => {
    for (const [pumped, loud, steps] of [
      [6, Reason.leakLarge, 4 * 11],
      [1.9, Reason.leak, 4 * 26],
    ] as const) {
      const { scene, watch, judge } = holding(pumped);
      expect(judge(600_000)[0]).to.equal(loud);
      times(2000, () => expect(watch.judge(STEP_MS)).to.equal(loud));
      scene.actuation.pumpedMmhgPerS = 0;
      let told = 0;
      while (watch.judge(STEP_MS) === loud) told++;
      expect(told + 1).to.equal(steps);
    }
  });

  it("SR-032: a quiet cuff saves nothing up", () => {
    const { scene, judge } = holding(0);
    judge(600_000);
    scene.actuation.pumpedMmhgPerS = 1.9;
    expect(judge(600_000)).to.deep.equal([Reason.leak, 19_000]);
    scene.situation.setpointMmhg = undefined;
    expect(judge(STEP_MS)[0]).to.equal(Reason.none);
  });

  it("SR-032, SR-053: movement, an inflation and a release start it anew", () => {
    for (const [state, calm] of [
      [{ limbMoves: true }, { limbMoves: false }],
      [{ reached: false }, { reached: true }],
      [{ setpointMmhg: undefined }, { setpointMmhg: 100 }],
    ] as const) {
      const { scene, watch, judge } = holding(6);
      judge(9000);
      Object.assign(scene.situation, state);
      times(200, () => expect(watch.judge(STEP_MS)).to.equal(Reason.none));
      Object.assign(scene.situation, calm);
      expect(judge(60_000)).to.deep.equal([Reason.leakLarge, 10_000]);
      const small = holding(1.9);
      small.judge(57_750);
      Object.assign(small.scene.situation, state);
      small.judge(STEP_MS);
      Object.assign(small.scene.situation, calm);
      expect(small.judge(60_000)).to.deep.equal([Reason.leak, 58_000]);
    }
  });
});
