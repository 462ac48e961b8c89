import { expect } from "chai";
import { ReleaseWatch } from "../../firmware/safety/release-watch";
import { Reason } from "../../firmware/shared/reasons";
import { opened } from "./opened";
import { firstOf, Scene, times } from "./scene";

/** An open cuff that was proven empty. */
function vented() {
  const scene = new Scene();
  scene.second.known = false;
  const watch = new ReleaseWatch(scene.pressure, scene.second, scene.actuation, scene.situation);
  const stay = (ms: number, mmhg = 0) => {
    scene.mmhg = mmhg;
    return firstOf(ms, 10, () => watch.judge());
  };
  stay(300);
  expect(watch.isVented).to.equal(true);
  return { scene, watch, stay };
}

/** An open cuff whose zero reads so; both means are there already. */
function reading(mmhg: number, openMs: number) {
  const cuff = vented();
  cuff.watch.judgeZero(mmhg, 0, 1e15);
  cuff.stay(openMs - 300);
  return cuff;
}

describe("release watch: afterwards", () => {
  it("SR-053: a limb that is pressed into an open cuff again and again is no fault", () => {
    const { watch, stay } = vented();
    times(200, () => {
      expect(stay(290, 40)[0]).to.equal(Reason.none);
      expect(watch.isVented).to.equal(true);
      stay(100);
    });
  });

  it("SR-031: what stays above 15 mmHg for 0.3 s is not vented; it is again once it is empty", () => {
    const { watch, stay } = vented();
    stay(5000, 15);
    expect(watch.isVented).to.equal(true);
    stay(300, 15.1);
    expect(watch.isVented).to.equal(false);
    stay(10);
    stay(300);
    expect(watch.isVented).to.equal(true);
  });

  it("SR-053: valves that shut for a moment on an empty cuff hold nothing of what was held before", () => {
    const { scene, watch, fall } = opened(100, (mmhg) => mmhg / 2);
    scene.situation.valvesShut = true;
    fall(5000, () => 100);
    scene.situation.valvesShut = false;
    expect(fall(20_000, (ms) => 100 * Math.exp((5000 - ms) / 2000))[0]).to.equal(Reason.none);
    expect(watch.isVented).to.equal(true);
    scene.situation.valvesShut = true;
    fall(200, () => 1);
    scene.situation.valvesShut = false;
    expect(fall(5000, () => 1)[0]).to.equal(Reason.none);
  });

  it("SR-030: what stays up in an open cuff is a pump that does not stop", () => {
    expect(vented().stay(10_000, 40)).to.deep.equal([Reason.pumpStuckOn, 1300]);
  });

  it("SR-027: an open cuff that reads more than 3 mmHg from the stored zero for 10 s has drifted", () => {
    for (const [mmhg, stored, reason] of [
      [3.01, 0, Reason.zeroDrifted],
      [-3.01, 0, Reason.zeroDrifted],
      [2.99, 0, Reason.none],
      [-2.99, 0, Reason.none],
      [0, 3.01, Reason.zeroDrifted],
      [0, 3, Reason.none],
      [0, -3, Reason.none],
      [5, 4, Reason.none],
    ] as const) {
      const { watch } = reading(mmhg, 30_010);
      const [found, ms] = firstOf(20_000, 100, () => watch.judgeZero(mmhg, stored, 100));
      expect([found, ms], `${mmhg} ${stored}`).to.deep.equal([reason, reason === Reason.none ? 20_000 : 10_000]);
    }
  });

  it("SR-027: the zero is looked at from 30 s of open valves on, and not while they are shut", () => {
    for (const [openMs, reason] of [
      [30_000, Reason.none],
      [30_010, Reason.zeroDrifted],
    ] as const) {
      expect(reading(4, openMs).watch.judgeZero(4, 0, 10_000)).to.equal(reason);
    }
    const { scene, watch } = reading(4, 31_000);
    scene.situation.valvesShut = true;
    watch.judge();
    expect(watch.judgeZero(4, 0, 10_000)).to.equal(Reason.none);
  });

  it("SR-053: what is not steady yet is a limb, not a drift", () => {
    for (const sign of [1, -1]) {
      const { watch } = reading(0, 31_000);
      // The means of 0.5 s and 3 s are less than 1 mmHg apart after 7 s; then the 10 s begin.
      const [reason, ms] = firstOf(60_000, 100, () => watch.judgeZero(10 * sign, 0, 100));
      expect(reason).to.equal(Reason.zeroDrifted);
      expect(ms).to.equal(17_000);
    }
    const { watch } = reading(0, 31_000);
    let ms = 0;
    const swinging = () => watch.judgeZero(10 + 6 * Math.sin((ms++ * 2 * Math.PI) / 40), 0, 100);
    expect(firstOf(60_000, 100, swinging)[0]).to.equal(Reason.none);
  });
});
