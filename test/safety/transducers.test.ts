import { expect } from "chai";
import { TransducerWatch } from "../../firmware/safety/transducer-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

function watching(isShut = true) {
  const scene = new Scene();
  scene.situation.valvesShut = isShut;
  const watch = new TransducerWatch(scene.pressure, scene.second, scene.actuation, scene.situation);
  return { scene, watch };
}

describe("transducer watch: two parts", () => {
  it("SR-027: more than 8 mmHg + 5 % between them for 1.5 s is a fault", () => {
    for (const [manifold, cuff, reason] of [
      [182, 200, Reason.none],
      [181.9, 200, Reason.transducersDisagree],
      [200, 182, Reason.none],
      [200, 181.9, Reason.transducersDisagree],
      [0, 0, Reason.none],
    ] as const) {
      const { scene, watch } = watching();
      scene.mmhg = manifold;
      scene.second.pressureMmhg = cuff;
      const [found, ms] = firstOf(5000, 100, () => watch.compare(100));
      expect([found, ms]).to.deep.equal([reason, reason === Reason.none ? 5000 : 1500]);
      scene.second.isStale = true;
      expect(firstOf(5000, 100, () => watch.compare(100))[0], "one that fell silent").to.equal(
        Reason.transducersDisagree,
      );
    }
  });

  it("SR-029: a cuff that stays up behind open valves has a blocked hose", () => {
    for (const [manifold, cuff, reason] of [
      [0, 100, Reason.hoseBlocked],
      [100, 0, Reason.transducersDisagree],
    ] as const) {
      const { scene, watch } = watching(false);
      scene.mmhg = manifold;
      scene.second.pressureMmhg = cuff;
      expect(firstOf(5000, 100, () => watch.compare(100))).to.deep.equal([reason, 1500]);
    }
  });

  it("SR-027: one that is missing or has not spoken yet is not compared", () => {
    const scene = new Scene();
    scene.mmhg = 100;
    const alone = new TransducerWatch(scene.pressure, undefined, scene.actuation, scene.situation);
    expect(firstOf(5000, 100, () => alone.compare(100))[0]).to.equal(Reason.none);
    for (const part of ["pressure", "second"] as const) {
      const { scene: both, watch } = watching();
      both.mmhg = 100;
      both[part].known = false;
      expect(firstOf(5000, 100, () => watch.compare(100))[0], part).to.equal(Reason.none);
    }
  });
});
