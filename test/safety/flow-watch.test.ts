import { expect } from "chai";
import { FlowWatch } from "../../firmware/safety/flow-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

/** Exact in binary: 15/128 mmHg in a step of 10 ms, so a window of 15 mmHg is 128 steps, and two last over 2.5 s. */
const PUMPED = 11.71875;

/** A hold at 100 mmHg, one tick old: the first one has nothing to be compared with. */
function holding(stepMs = 10) {
  const scene = new Scene(stepMs);
  scene.situation.setpointMmhg = 100;
  scene.mmhg = 100;
  const watch = new FlowWatch(scene.pressure, scene.actuation, scene.situation);
  expect(watch.judge(stepMs)).to.equal(Reason.none);
  const judge = (ms: number) => firstOf(ms, stepMs, () => watch.judge(stepMs));
  /** Lets go for a tick and holds again. */
  const again = (): void => {
    scene.situation.setpointMmhg = undefined;
    expect(watch.judge(stepMs)).to.equal(Reason.none);
    scene.situation.setpointMmhg = 100;
    expect(watch.judge(stepMs)).to.equal(Reason.none);
  };
  return { scene, watch, judge, again };
}

describe("flow watch: pumping in vain", () => {
  it("SR-028: 30 mmHg pumped without a fifth of the rise releases", () => {
    const { scene, judge } = holding();
    scene.actuation.pumpedMmhgPerS = PUMPED;
    expect(judge(10_000)).to.deep.equal([Reason.noRise, 2560]);
  });

  it("SR-053: a strong pump, against which a limb relaxes for a moment, gets 2.5 s all the same", () => {
    const { scene, judge } = holding();
    // A window every 0.3 s: the ninth ends after 2.7 s.
    scene.actuation.pumpedMmhgPerS = 50;
    expect(judge(10_000)).to.deep.equal([Reason.noRise, 2700]);
  });

  it("SR-028: a fifth of the rise is enough, and less is not", () => {
    for (const [rise, reason] of [
      [3, Reason.none],
      [2.9, Reason.noRise],
    ] as const) {
      const { scene, judge } = holding();
      scene.actuation.pumpedMmhgPerS = PUMPED;
      judge(1270);
      scene.pressure.cuffMmhg += rise;
      judge(10);
      expect(judge(1280)[0]).to.equal(reason);
    }
  });

  it("SR-028: so do 10 s of slow pumping, judged in windows of 6 s", () => {
    const slow = holding(1000);
    slow.scene.actuation.pumpedMmhgPerS = 1;
    expect(slow.judge(60_000)).to.deep.equal([Reason.noRise, 12_000]);
    const mixed = holding(1000);
    mixed.scene.actuation.pumpedMmhgPerS = 1;
    mixed.judge(6000);
    mixed.scene.actuation.pumpedMmhgPerS = 3.75;
    expect(mixed.judge(60_000)).to.deep.equal([Reason.noRise, 4000]);
  });

  it("SR-053: a limb that moves gets 80 mmHg and 20 s", () => {
    const fast = holding();
    fast.scene.situation.limbMoves = true;
    fast.scene.actuation.pumpedMmhgPerS = PUMPED;
    expect(fast.judge(60_000)).to.deep.equal([Reason.noRise, 7680]);
    const slow = holding(1000);
    slow.scene.situation.limbMoves = true;
    slow.scene.actuation.pumpedMmhgPerS = 3.75;
    expect(slow.judge(60_000)).to.deep.equal([Reason.noRise, 20_000]);
  });

  it("SR-028: a pump that rested for more than 0.3 s begins anew; what the bleed valve took was not missing", () => {
    for (const [pumpMs, restMs, ms] of [
      [2550, 300, 10],
      [2550, 310, 2560],
      [1270, 310, 2560],
    ] as const) {
      const { scene, judge } = holding();
      scene.actuation.pumpedMmhgPerS = PUMPED;
      expect(judge(pumpMs)[0]).to.equal(Reason.none);
      scene.actuation.pumpedMmhgPerS = 0;
      judge(restMs);
      scene.actuation.pumpedMmhgPerS = PUMPED;
      expect(judge(10_000), `${restMs}`).to.deep.equal([Reason.noRise, ms]);
    }
    const bled = holding();
    Object.assign(bled.scene.actuation, { pumpedMmhgPerS: PUMPED, bledMmhgPerS: 3 });
    expect(bled.judge(20_000)[0]).to.equal(Reason.none);
  });

  it("SR-028: a window with a rise forgives those before it, in mmHg and in time", () => {
    const { scene, judge } = holding();
    scene.actuation.pumpedMmhgPerS = PUMPED;
    judge(1280);
    scene.pressure.cuffMmhg += 10;
    judge(1280);
    expect(judge(10_000)).to.deep.equal([Reason.noRise, 2560]);
    const slow = holding(1000);
    slow.scene.actuation.pumpedMmhgPerS = 1;
    slow.judge(6000);
    slow.scene.pressure.cuffMmhg += 5;
    slow.judge(6000);
    expect(slow.judge(60_000)).to.deep.equal([Reason.noRise, 12_000]);
  });

  it("SR-028: a hold below 15 mmHg for 1.5 s has lost its hose", () => {
    const { scene, judge } = holding();
    scene.situation.reached = true;
    scene.mmhg = 15;
    expect(judge(5000)[0]).to.equal(Reason.none);
    scene.mmhg = 14.9;
    expect(judge(1490)[0]).to.equal(Reason.none);
    scene.mmhg = 15;
    judge(10);
    scene.mmhg = 14.9;
    expect(judge(5000)).to.deep.equal([Reason.noRise, 1500]);
    scene.situation.reached = false;
    expect(judge(5000)[0]).to.equal(Reason.none);
  });

  it("SR-028: letting go forgets what was missed", () => {
    const { scene, judge, again } = holding();
    scene.actuation.pumpedMmhgPerS = PUMPED;
    for (const ms of [1270, 2550]) {
      expect(judge(ms)[0]).to.equal(Reason.none);
      again();
    }
    expect(judge(10_000)).to.deep.equal([Reason.noRise, 2560]);
    const slow = holding(1000);
    slow.scene.actuation.pumpedMmhgPerS = 1;
    for (const ms of [5000, 11_000]) {
      expect(slow.judge(ms)[0]).to.equal(Reason.none);
      slow.again();
    }
    expect(slow.judge(60_000)).to.deep.equal([Reason.noRise, 12_000]);
    const empty = holding();
    empty.scene.situation.reached = true;
    empty.scene.mmhg = 10;
    empty.judge(1490);
    empty.again();
    expect(empty.judge(5000)).to.deep.equal([Reason.noRise, 1500]);
  });
});
