import { expect } from "chai";
import { FlowWatch } from "../../firmware/safety/flow-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene, times } from "./scene";

const STEP_MS = 10;
const LIMIT_MMHG = 100;
const STRAY_MMHG = 90;

/** A hold at 100 mmHg whose pump and bleed valve do this. */
function holding(actuation: Partial<Scene["actuation"]> = {}) {
  const scene = new Scene();
  scene.situation.setpointMmhg = 100;
  scene.mmhg = 100;
  Object.assign(scene.actuation, actuation);
  const watch = new FlowWatch(scene.pressure, scene.actuation, scene.situation);
  watch.judge(STEP_MS);
  /** The next tick, in which manifold or cuff moves by so much. */
  const move = (part: "latestMmhg" | "cuffMmhg", by: number): Reason => {
    scene.pressure[part] += by;
    return watch.judge(STEP_MS);
  };
  const again = (): void => {
    scene.situation.setpointMmhg = undefined;
    watch.judge(STEP_MS);
    scene.situation.setpointMmhg = 100;
    watch.judge(STEP_MS);
  };
  return { scene, watch, move, again };
}

describe("flow watch: answers", () => {
  it("SR-029: a manifold that rises 100 mmHg beyond six times what was pumped has a blocked hose", () => {
    for (const [by, reason] of [
      [LIMIT_MMHG + 6 * 0.125, Reason.hoseBlocked],
      [LIMIT_MMHG + 6 * 0.125 - 0.01, Reason.none],
    ] as const) {
      expect(holding({ pumpedMmhgPerS: 12.5 }).move("latestMmhg", by)).to.equal(reason);
    }
  });

  it("SR-029: and so has one that falls so under the bleed valve", () => {
    for (const [by, reason] of [
      [-LIMIT_MMHG - 6 * 0.125, Reason.hoseBlocked],
      [-LIMIT_MMHG - 6 * 0.125 + 0.01, Reason.none],
      [200, Reason.none],
    ] as const) {
      expect(holding({ bledMmhgPerS: 12.5 }).move("latestMmhg", by)).to.equal(reason);
    }
  });

  it("SR-029: what neither pump nor valve did is no answer", () => {
    expect(holding().move("latestMmhg", 150)).to.equal(Reason.none);
    expect(holding().move("latestMmhg", -150)).to.equal(Reason.none);
    const swung = holding({ pumpedMmhgPerS: 12.5 });
    swung.move("latestMmhg", 60);
    swung.scene.actuation.pumpedMmhgPerS = 0;
    expect(swung.move("latestMmhg", -60), "nor right after one").to.equal(Reason.none);
    const pressed = holding({ pumpedMmhgPerS: 12.5 });
    pressed.move("latestMmhg", 60);
    pressed.scene.actuation.pumpedMmhgPerS = 0;
    expect(pressed.move("latestMmhg", 60), "be it up or down").to.equal(Reason.none);
    const fallen = holding({ pumpedMmhgPerS: 12.5 });
    fallen.move("latestMmhg", -500);
    expect(fallen.move("latestMmhg", LIMIT_MMHG + 1), "a fall before it earns nothing").to.equal(Reason.hoseBlocked);
  });

  it("SR-029: pump and bleed valve that hunt behind a blocked hose each answer for their own direction", () => {
    const swing = (bledMmhgPerS: number) => {
      const { scene, move } = holding();
      let reason: Reason = Reason.none;
      for (let ms = 0; ms < 2000 && reason === Reason.none; ms += STEP_MS) {
        // A quarter of a second up and one down; the pump still runs down while the valve is open.
        const isUp = ms % 500 < 250;
        scene.actuation.pumpedMmhgPerS = isUp ? 12.5 : 4;
        scene.actuation.bledMmhgPerS = isUp ? 0 : bledMmhgPerS;
        reason = move("latestMmhg", isUp ? 2.5 : -2.5);
      }
      return reason;
    };
    expect(swing(15)).to.equal(Reason.hoseBlocked);
    expect(swing(0), "what swings back while only the pump runs is a limb").to.equal(Reason.none);
  });

  it("SR-029: what pump or valve moves the other way takes off again; where both run, a rise is the pump's", () => {
    const bleeding = holding({ bledMmhgPerS: 12.5 });
    bleeding.move("latestMmhg", -60);
    bleeding.move("latestMmhg", 60);
    expect(bleeding.move("latestMmhg", -LIMIT_MMHG), "a limb swings back").to.equal(Reason.none);
    const bothRun = holding({ pumpedMmhgPerS: 12.5, bledMmhgPerS: 12.5 });
    expect(bothRun.move("latestMmhg", LIMIT_MMHG + 0.75)).to.equal(Reason.hoseBlocked);
    const falls = holding({ pumpedMmhgPerS: 12.5, bledMmhgPerS: 12.5 });
    expect(falls.move("latestMmhg", -LIMIT_MMHG - 0.75)).to.equal(Reason.hoseBlocked);
  });

  it("SR-029: it adds up, and is forgotten within some seconds", () => {
    for (const [margin, reason] of [
      [0.01, Reason.hoseBlocked],
      [-0.01, Reason.none],
    ] as const) {
      const { scene, move } = holding({ pumpedMmhgPerS: 12.5 });
      move("latestMmhg", 60);
      scene.actuation.pumpedMmhgPerS = 0;
      times(300, () => move("latestMmhg", 0));
      scene.actuation.pumpedMmhgPerS = 12.5;
      const left = 59.25 * (3 / 3.01) ** 301;
      expect(move("latestMmhg", LIMIT_MMHG + 0.75 - left + margin)).to.equal(reason);
    }
  });

  it("SR-030: 90 mmHg more than was pumped and 40 % of the full pump's rise is a pump that does not stop", () => {
    for (const [actuation, by] of [
      [{}, STRAY_MMHG],
      [{ upMmhgPerS: 1000 }, STRAY_MMHG + 4],
      [{ bledMmhgPerS: 1000 }, STRAY_MMHG - 10],
      [{ pumpedMmhgPerS: 1000 }, STRAY_MMHG + 10],
    ] as const) {
      expect(holding(actuation).move("cuffMmhg", by)).to.equal(Reason.risesUnpumped);
      expect(holding(actuation).move("cuffMmhg", by - 0.01)).to.equal(Reason.none);
    }
  });

  it("SR-030, SR-053: while the limb moves it takes 120 mmHg", () => {
    for (const [by, reason] of [
      [119.9, Reason.none],
      [120, Reason.risesUnpumped],
    ] as const) {
      const moving = holding();
      moving.scene.situation.limbMoves = true;
      expect(moving.move("cuffMmhg", by)).to.equal(reason);
    }
  });

  it("SR-030: a steady rise adds up; one that stays under 40 % does not", () => {
    const rising = (mmhgPerS: number) => {
      const { move } = holding({ upMmhgPerS: 10 });
      return firstOf(60_000, 10, () => move("cuffMmhg", mmhgPerS / 100));
    };
    expect(rising(22.01)).to.deep.equal([Reason.risesUnpumped, 5000]);
    expect(rising(3.9)[0]).to.equal(Reason.none);
  });

  it("SR-030: a fall before the rise earns nothing; a fall after it counts", () => {
    const { move } = holding();
    move("cuffMmhg", -80);
    expect(move("cuffMmhg", STRAY_MMHG)).to.equal(Reason.risesUnpumped);
    const swung = holding();
    swung.move("cuffMmhg", 60);
    swung.move("cuffMmhg", -30);
    expect(swung.move("cuffMmhg", 59)).to.equal(Reason.none);
    expect(swung.move("cuffMmhg", 1)).to.equal(Reason.risesUnpumped);
  });

  it("SR-029, SR-030: letting go forgets both, and a new hold begins at the pressure it finds", () => {
    const stray = holding();
    stray.move("cuffMmhg", 80);
    stray.again();
    expect(stray.move("cuffMmhg", 80)).to.equal(Reason.none);
    const fast = holding({ pumpedMmhgPerS: 12.5 });
    fast.move("latestMmhg", 90);
    fast.again();
    expect(fast.move("latestMmhg", 90)).to.equal(Reason.none);
    const open = holding();
    open.scene.situation.setpointMmhg = undefined;
    open.move("cuffMmhg", -100);
    open.move("latestMmhg", -100);
    open.scene.situation.setpointMmhg = 100;
    expect(open.move("cuffMmhg", 200)).to.equal(Reason.none);
    expect(open.move("cuffMmhg", 0)).to.equal(Reason.none);
  });

  it("SR-053: a limb that swings the pressure by ±40 mmHg, and a heart, trip nothing", () => {
    const { scene, watch } = holding({ upMmhgPerS: 10 });
    for (let ms = 0; ms < 60_000; ms += 10) {
      scene.mmhg = 100 + 40 * Math.sin((2 * Math.PI * ms) / 2000) + 3 * Math.sin((2 * Math.PI * ms) / 800);
      scene.actuation.pumpedMmhgPerS = ms % 1000 < 100 ? 5 : 0;
      expect(watch.judge(STEP_MS)).to.equal(Reason.none);
    }
  });
});
