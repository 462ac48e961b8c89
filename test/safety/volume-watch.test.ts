import { expect } from "chai";
import { VolumeWatch } from "../../firmware/safety/volume-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

/** What is said when the pump sees `byPump` times the preset volume, the bleed valve `byValve`, the self-test `byTest`. */
function judged(byPump: number, byValve: number, byTest = Number.NaN, mmhg = 60, setpointMmhg?: number) {
  const scene = new Scene();
  scene.situation.setpointMmhg = setpointMmhg ?? 100;
  scene.mmhg = mmhg;
  scene.actuation.pumpFactor = 1 / byPump;
  scene.actuation.bleedFactor = byValve === byPump ? scene.actuation.pumpFactor : 1 / byValve;
  const watch = new VolumeWatch(scene.pressure, scene.actuation, scene.situation);
  if (!Number.isNaN(byTest)) watch.testFallFactor = 1 / byTest;
  return firstOf(10_000, 100, () => watch.judge(100));
}

const outside = [Reason.volumeOutsidePreset, 1000];
const inside = [Reason.none, 10_000];

describe("volume watch", () => {
  it("SR-034: a volume under 60 % of the preset by pump and valve alike is refused after 1 s", () => {
    expect(judged(0.59, 0.58)).to.deep.equal(outside);
    expect(judged(0.61, 0.5)).to.deep.equal(inside);
    expect(judged(0.5, 0.61)).to.deep.equal(inside);
  });

  it("SR-034: so is one over 140 %, with a fifth more for creep where a weak pump saw it", () => {
    expect(judged(1.69, 1.41)).to.deep.equal(outside);
    expect(judged(1.67, 1.8)).to.deep.equal(inside);
    expect(judged(1.8, 1.39)).to.deep.equal(inside);
  });

  it("SR-034: far apart is a wrong pump or valve, not a wrong volume", () => {
    expect(judged(0.5, 2)).to.deep.equal(inside);
    expect(judged(2, 0.5)).to.deep.equal(inside);
  });

  it("SR-034: the self-test speaks for a bleed valve that was not seen at work", () => {
    expect(judged(0.5, 0.5, 0.55)).to.deep.equal(outside);
    expect(judged(0.5, 0.5, 0.65)).to.deep.equal(inside);
    expect(judged(2, 2, 1.5)).to.deep.equal(outside);
    expect(judged(2, 2, 1.3)).to.deep.equal(inside);
    expect(judged(0.5, 0.5), "a self-test that could not tell").to.deep.equal(inside);
    expect(judged(0.5, 0.55, 1), "the valve knows better").to.deep.equal(outside);
  });

  it("SR-034: judges nothing below 60 mmHg and nothing that is not held", () => {
    expect(judged(0.5, 0.55, 1, 59.9)).to.deep.equal(inside);
    const scene = new Scene();
    scene.mmhg = 100;
    Object.assign(scene.actuation, { pumpFactor: 2, bleedFactor: 2.1 });
    const watch = new VolumeWatch(scene.pressure, scene.actuation, scene.situation);
    expect(firstOf(10_000, 100, () => watch.judge(100))).to.deep.equal(inside);
  });
});
