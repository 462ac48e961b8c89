import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { holding, STEP_MS } from "./leaking";
import { firstOf } from "./scene";

describe("leak watch: movement, hunting and late ticks", () => {
  it("SR-032, SR-053: under movement only 60 mmHg more than 6 mmHg/s are a leak", () => {
    const moving = (pumped: number) => {
      const cuff = holding(pumped);
      cuff.scene.situation.limbMoves = true;
      return cuff;
    };
    expect(moving(6).judge(600_000)[0]).to.equal(Reason.none);
    expect(moving(8).judge(600_000)).to.deep.equal([Reason.leakLarge, 30_000]);
    const { scene, judge } = moving(8);
    judge(29_000);
    scene.situation.reached = false;
    judge(STEP_MS);
    scene.situation.reached = true;
    expect(judge(600_000), "a new hold begins anew").to.deep.equal([Reason.leakLarge, 30_000]);
  });

  it("SR-032: where the bleed valve opens too, pump and valve are hunting: no small leak is told for ten seconds", () => {
    expect(holding(2.5, 1).judge(600_000)[0]).to.equal(Reason.none);
    const { scene, watch, judge } = holding(1.9);
    judge(50_000);
    scene.actuation.bledMmhgPerS = 0.1;
    watch.judge(STEP_MS);
    scene.actuation.bledMmhgPerS = 0;
    // Eleven blocks of 1.1 mmHg stood there; ten take 0.8 back each, and fifteen more are needed.
    expect(judge(600_000)).to.deep.equal([Reason.leak, 750 + 10_000 + 14_000]);
  });

  it("SR-032: late ticks make the blocks longer, and what they allow larger", () => {
    for (const [pumped, ms] of [
      [6, 10_000],
      [50, 6000],
    ] as const) {
      const { watch } = holding(pumped);
      expect(firstOf(60_000, 2000, () => watch.judge(2000))).to.deep.equal([Reason.leakLarge, ms]);
    }
  });

  it("SR-032: what happened to the pressure before a hold is not the hold's", () => {
    const { scene, judge } = holding(0);
    scene.situation.setpointMmhg = undefined;
    scene.mmhg = 150;
    judge(STEP_MS);
    scene.mmhg = 140;
    judge(STEP_MS);
    Object.assign(scene.situation, { setpointMmhg: 100 });
    scene.actuation.pumpedMmhgPerS = 6;
    expect(judge(60_000)).to.deep.equal([Reason.leakLarge, 10_000]);
  });
});
