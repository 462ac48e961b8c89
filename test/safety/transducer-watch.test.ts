import { expect } from "chai";
import { TransducerWatch } from "../../firmware/safety/transducer-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene, times } from "./scene";

function watching(stepMs = 10, isShut = true) {
  const scene = new Scene(stepMs);
  scene.situation.valvesShut = isShut;
  const watch = new TransducerWatch(scene.pressure, scene.second, scene.actuation, scene.situation);
  const read = (mmhg: number, afterMs = stepMs): Reason => {
    scene.read(mmhg, afterMs);
    return watch.judge();
  };
  return { scene, watch, read };
}

/** What is said of readings that move by these steps, one after the other, after a while at rest. */
function moved(steps: readonly number[], stepMs = 10, calmTicks = 60): Reason {
  const { read } = watching(stepMs);
  let mmhg = 0;
  times(calmTicks, () => read(mmhg));
  for (const step of steps) {
    mmhg += step;
    const reason = read(mmhg);
    if (reason !== Reason.none) return reason;
  }
  return Reason.none;
}

describe("transducer watch: one part", () => {
  it("SR-027: the same counts for half a second are a stuck part", () => {
    for (const stepMs of [10, 20]) {
      const { scene, watch } = watching(stepMs);
      const stuck = () =>
        firstOf(2000, stepMs, () => {
          scene.read(100);
          scene.pressure.latestCounts = 5000;
          return watch.judge();
        });
      expect(stuck()).to.deep.equal([Reason.transducerStuck, 500 + stepMs]);
      scene.read(100);
      watch.judge();
      expect(stuck(), "anew").to.deep.equal([Reason.transducerStuck, 500 + stepMs]);
    }
  });

  it("SR-027: a tick without a sample says nothing", () => {
    const { scene, watch } = watching();
    scene.read(100);
    scene.pressure.latestCounts = 5000;
    expect(firstOf(5000, 10, () => watch.judge())[0]).to.equal(Reason.none);
  });

  it("SR-027: 25 mmHg in one sample, at rest before and after, is no pressure", () => {
    expect(moved([25, 0])).to.equal(Reason.transducerJumped);
    expect(moved([-25, 0])).to.equal(Reason.transducerJumped);
    expect(moved([24.9, 0])).to.equal(Reason.none);
    expect(moved([-24.9, 0])).to.equal(Reason.none);
  });

  it("SR-027, SR-053: what moved before or goes on after is flesh, not a jump", () => {
    for (const sign of [1, -1]) {
      for (const rest of [6, -6]) {
        expect(moved([rest, 30 * sign, 0])).to.equal(Reason.none);
        expect(moved([30 * sign, rest, 0])).to.equal(Reason.none);
      }
      for (const rest of [5.9, -5.9]) {
        expect(moved([rest, 30 * sign, 0])).to.equal(Reason.transducerJumped);
        expect(moved([30 * sign, rest, 0])).to.equal(Reason.transducerJumped);
      }
    }
  });

  it("SR-027: samples over 15 ms apart cannot tell a jump from a jolt", () => {
    expect(moved([30, 0, 0], 15)).to.equal(Reason.transducerJumped);
    expect(moved([30, 0, 0], 16)).to.equal(Reason.none);
    const { read } = watching();
    times(60, () => read(100));
    read(130, 16);
    expect([read(130), read(130), read(130)], "nothing is told of a gap").to.deep.equal([0, 0, 0]);
    read(160);
    expect(read(160), "but of what comes after").to.equal(Reason.transducerJumped);
  });

  it("SR-027: for 0.2 s after pump or valves acted, a jump may be theirs", () => {
    for (const act of [{ pumpedMmhgPerS: 1 }, { bledMmhgPerS: 1 }, "open"] as const) {
      for (const [ticks, reason] of [
        [20, Reason.none],
        [21, Reason.transducerJumped],
      ] as const) {
        const { scene, read } = watching();
        times(60, () => read(100));
        if (act === "open") scene.situation.valvesShut = false;
        else Object.assign(scene.actuation, act);
        read(100);
        scene.situation.valvesShut = true;
        Object.assign(scene.actuation, { pumpedMmhgPerS: 0, bledMmhgPerS: 0 });
        times(ticks - 2, () => read(100));
        read(130);
        expect(read(130), `${ticks}`).to.equal(reason);
      }
    }
  });

  it("SR-027: readings that shake by more than 8 mmHg against their trend for 1 s are noise", () => {
    const shaken = (by: number, limitMs = 30_000) => {
      const { read } = watching();
      let sign = 1;
      times(60, () => read(100));
      return firstOf(limitMs, 10, () => {
        sign = -sign;
        return read(100 + sign * by);
      });
    };
    expect(shaken(2)[0]).to.equal(Reason.none);
    // The mean of 16 mmHg is above 8 after 0.3 s.
    expect(shaken(4)).to.deep.equal([Reason.transducerNoisy, 1290]);
  });

  it("SR-053: a limb that swings the pressure by ±40 mmHg twice a second is neither noise nor a jump", () => {
    const { read } = watching();
    for (let ms = 0; ms < 20_000; ms += 10) {
      expect(read(100 + 40 * Math.sin((2 * Math.PI * 2 * ms) / 1000))).to.equal(Reason.none);
    }
  });
});
