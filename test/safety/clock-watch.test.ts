import { expect } from "chai";
import { ClockWatch } from "../../firmware/safety/clock-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

/** What a watch that has seen one tick says of one that took `ms`. */
function judged(ms: number): Reason {
  const scene = new Scene();
  const watch = new ClockWatch(scene.situation);
  watch.judge();
  scene.step(ms);
  return watch.judge();
}

function ticking(ms: number, limitMs: number): readonly [Reason, number] {
  const scene = new Scene(ms);
  const watch = new ClockWatch(scene.situation);
  watch.judge();
  return firstOf(limitMs, ms, () => watch.judge());
}

describe("clock watch", () => {
  it("SR-041: one tick later than the heartbeat is too late", () => {
    expect(judged(200)).to.equal(Reason.none);
    expect(judged(201)).to.equal(Reason.ticksLate);
    expect(judged(5000)).to.equal(Reason.ticksLate);
  });

  it("SR-041: a clock that leaps or runs backwards is a fault; one that stands for a tick is not", () => {
    expect(judged(5001)).to.equal(Reason.clockJumped);
    expect(judged(-1)).to.equal(Reason.clockJumped);
    expect(judged(0)).to.equal(Reason.none);
  });

  it("SR-041: the first tick has nothing to be compared with", () => {
    for (const ms of [-10, 0, 300, 9000]) {
      const scene = new Scene(ms);
      expect(new ClockWatch(scene.situation).judge()).to.equal(Reason.none);
    }
  });

  it("SR-041: ticks over 60 ms apart on average, over about 3 s, are too slow", () => {
    expect(ticking(10, 60_000)[0]).to.equal(Reason.none);
    expect(ticking(60, 120_000)[0]).to.equal(Reason.none);
    // The mean begins at 15: 100 − 85 · (3 / 3.1)^23 is its first above 60.
    expect(ticking(100, 10_000)).to.deep.equal([Reason.ticksLate, 2300]);
  });

  it("SR-041: a slow tick among good ones is forgiven", () => {
    const scene = new Scene();
    const watch = new ClockWatch(scene.situation);
    for (let i = 0; i < 2000; i++) {
      scene.step(i % 100 === 99 ? 190 : 10);
      expect(watch.judge()).to.equal(Reason.none);
    }
  });
});
