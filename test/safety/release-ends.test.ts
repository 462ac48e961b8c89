import { expect } from "chai";
import { ReleaseWatch } from "../../firmware/safety/release-watch";
import { Reason } from "../../firmware/shared/reasons";
import { opened } from "./opened";
import { Scene, times } from "./scene";

/** Opened and proven empty. */
function vented() {
  const cuff = opened(0);
  cuff.fall(300, () => 0);
  expect(cuff.watch.isVented).to.equal(true);
  return cuff;
}

describe("release watch: two transducers, and the end", () => {
  it("SR-031: the transducer at the cuff counts where it is known and reads more", () => {
    for (const [known, mmhg, isVented] of [
      [true, 20, false],
      [true, 0, true],
      [false, 20, true],
    ] as const) {
      const { scene, watch, fall } = opened(10);
      Object.assign(scene.second, { known, pressureMmhg: mmhg });
      fall(300, () => 10);
      expect(watch.isVented).to.equal(isVented);
    }
    const lower = opened(20);
    Object.assign(lower.scene.second, { known: true, pressureMmhg: 0 });
    lower.fall(300, () => 20);
    expect(lower.watch.isVented, "the manifold reads more").to.equal(false);
    const scene = new Scene();
    const alone = new ReleaseWatch(scene.pressure, undefined, scene.actuation, scene.situation);
    times(30, () => alone.judge());
    expect(alone.isVented).to.equal(true);
  });

  it("SR-031: shut valves, a self-test and a pressure nobody knows end it, and it begins anew", () => {
    for (const state of ["valvesShut", "testing", "known"] as const) {
      const { scene, watch, fall } = vented();
      const set = (on: boolean) => {
        if (state === "known") scene.pressure.known = !on;
        else scene.situation[state] = on;
      };
      set(true);
      expect(fall(10, () => 0)[0]).to.equal(Reason.none);
      expect(watch.isVented).to.equal(false);
      fall(10_000, () => 100);
      set(false);
      expect(fall(5000, () => 100)).to.deep.equal([Reason.ventBlocked, 1290]);
    }
  });
});
