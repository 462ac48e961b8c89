import { expect } from "chai";
import { VolumeWatch } from "../../firmware/safety/volume-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

/** A hold that fills a cuff of which the pump sees `byPump` times the preset volume, and the self-test `byTest`. */
function filling(byPump: number, byTest = Number.NaN, mmhg = 60) {
  const scene = new Scene();
  scene.situation.setpointMmhg = 100;
  scene.mmhg = mmhg;
  scene.actuation.pumpFactor = 1 / byPump;
  const watch = new VolumeWatch(scene.pressure, scene.actuation, scene.situation);
  if (!Number.isNaN(byTest)) watch.testFallFactor = 1 / byTest;
  return { scene, judge: (ms = 10_000) => firstOf(ms, 100, () => watch.judge(100)) };
}

const judged = (...volume: Parameters<typeof filling>) => filling(...volume).judge();
const outside = [Reason.volumeOutsidePreset, 500];
const inside = [Reason.none, 10_000];

describe("volume watch", () => {
  it("SR-034: a volume under 60 % of the preset by pump and self-test alike is refused after 0.5 s", () => {
    expect(judged(0.59, 0.59)).to.deep.equal(outside);
    expect(judged(0.61, 0.5)).to.deep.equal(inside);
    expect(judged(0.5, 0.61)).to.deep.equal(inside);
  });

  it("SR-034: so is one over 140 %, with a fifth more for creep where the pump saw it", () => {
    expect(judged(1.69, 1.41)).to.deep.equal(outside);
    expect(judged(1.67, 1.8)).to.deep.equal(inside);
    expect(judged(1.8, 1.39)).to.deep.equal(inside);
  });

  it("SR-034: far apart is a wrong pump or valve, not a wrong volume; a self-test that could not tell says nothing", () => {
    expect(judged(0.5, 2)).to.deep.equal(inside);
    expect(judged(2, 0.5)).to.deep.equal(inside);
    expect(judged(0.5)).to.deep.equal(inside);
    expect(judged(2)).to.deep.equal(inside);
  });

  it("SR-034: judges nothing below 60 mmHg, and nothing without a hold", () => {
    expect(judged(0.5, 0.5, 59.9)).to.deep.equal(inside);
    const { scene, judge } = filling(0.5, 0.5);
    scene.situation.setpointMmhg = undefined;
    expect(judge()).to.deep.equal(inside);
  });

  it("SR-034, SR-053: once the pressure was reached, movement may teach anything and is not asked", () => {
    const { scene, judge } = filling(0.5, 0.5);
    scene.situation.reached = true;
    expect(judge()).to.deep.equal(inside);
    scene.situation.reached = false;
    expect(judge(), "not in this hold").to.deep.equal(inside);
    scene.situation.setpointMmhg = undefined;
    judge(100);
    scene.situation.setpointMmhg = 100;
    expect(judge(), "but in the next").to.deep.equal(outside);
  });

  it("SR-034: letting go starts the 0.5 s anew", () => {
    const { scene, judge } = filling(0.5, 0.5);
    judge(400);
    scene.situation.setpointMmhg = undefined;
    judge(100);
    scene.situation.setpointMmhg = 100;
    expect(judge()).to.deep.equal(outside);
  });
});
