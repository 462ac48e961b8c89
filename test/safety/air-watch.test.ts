import { expect } from "chai";
import { AirWatch } from "../../firmware/safety/air-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene, times } from "./scene";

const STEP_MS = 10;

function watching(storedZeroMmhg = 0) {
  const scene = new Scene(STEP_MS);
  scene.second.known = false;
  const watch = new AirWatch(scene.pressure, scene.second, scene.actuation, scene.situation, storedZeroMmhg);
  const judge = (ms: number) => firstOf(ms, STEP_MS, () => watch.judge(STEP_MS));
  return { scene, watch, judge };
}

function holding(mmhg = 100) {
  const cuff = watching();
  Object.assign(cuff.scene.situation, { setpointMmhg: 100, valvesShut: true, reached: true });
  cuff.scene.mmhg = mmhg;
  expect(cuff.judge(100)[0]).to.equal(Reason.none);
  return cuff;
}

describe("air watch", () => {
  it("SR-028: pumping in vain counts all of the time, though it is looked at every other tick", () => {
    const { scene, judge } = holding();
    scene.actuation.pumpedMmhgPerS = 11.71875;
    const [reason, ms] = judge(10_000);
    expect(reason).to.equal(Reason.noRise);
    expect(ms).to.be.within(2550, 2600);
  });

  it("SR-032: so does a leak; a small one is an alarm only, and ends with the hold", () => {
    const large = holding();
    const steady = firstOf(20_000, STEP_MS, () => {
      large.scene.pressure.cuffMmhg -= 0.06;
      return large.watch.judge(STEP_MS);
    });
    expect(steady[0]).to.equal(Reason.leakLarge);
    expect(steady[1]).to.be.within(9800, 11_100);
    const { scene, watch, judge } = holding(200);
    const leaking = () => {
      scene.pressure.cuffMmhg -= 0.019;
      return watch.judge(STEP_MS);
    };
    expect(firstOf(57_000, STEP_MS, leaking)[0]).to.equal(Reason.none);
    expect(watch.isLeaking).to.equal(false);
    expect(firstOf(4000, STEP_MS, leaking)[0]).to.equal(Reason.none);
    expect(watch.isLeaking).to.equal(true);
    scene.situation.setpointMmhg = undefined;
    judge(STEP_MS);
    expect(watch.isLeaking).to.equal(false);
  });

  it("SR-030, SR-031: what is let out is judged in every tick, also while another order stands", () => {
    const { scene, judge } = holding();
    Object.assign(scene.situation, { valvesShut: false, setpointMmhg: undefined });
    expect(judge(5000)).to.deep.equal([Reason.ventBlocked, 1290]);
    const held = holding();
    held.scene.situation.valvesShut = false;
    expect(held.judge(5000), "a hold that opens everything").to.deep.equal([Reason.ventBlocked, 1290]);
  });

  it("SR-031: tells when the cuff is vented", () => {
    const { watch, judge } = watching();
    expect(watch.isVented).to.equal(false);
    judge(300);
    expect(watch.isVented).to.equal(true);
  });

  it("SR-028: a new hold owes nothing to the one before", () => {
    const { scene, judge } = holding();
    scene.actuation.pumpedMmhgPerS = 12.5;
    times(5, () => {
      expect(judge(2000)[0]).to.equal(Reason.none);
      scene.situation.setpointMmhg = undefined;
      judge(STEP_MS);
      scene.situation.setpointMmhg = 100;
    });
  });

  it("SR-027: judges the zero by what the transducer reads without it, against the stored one", () => {
    for (const [mmhg, zero, stored, reason] of [
      [1, 2.5, 0, Reason.zeroDrifted],
      [1, 1.5, 0, Reason.none],
      [1, 2.5, 2, Reason.none],
      [-1, -2.5, 0, Reason.zeroDrifted],
    ] as const) {
      const { scene, watch, judge } = watching(stored);
      scene.mmhg = mmhg;
      scene.pressure.zeroMmhg = zero;
      watch.judgeZero(1e15);
      judge(31_000);
      expect(firstOf(20_000, 100, () => watch.judgeZero(100))[0], `${mmhg} ${zero} ${stored}`).to.equal(reason);
    }
  });

  it("SR-034: judges the volume, with what the self-test found", () => {
    for (const [fall, reason] of [
      [2, Reason.volumeOutsidePreset],
      [1, Reason.none],
    ] as const) {
      const { scene, watch } = holding();
      scene.actuation.pumpFactor = 2;
      scene.situation.reached = false;
      watch.noteFall(fall);
      expect(firstOf(5000, 100, () => watch.judgeVolume(100))[0]).to.equal(reason);
    }
  });
});
