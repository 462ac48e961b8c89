import { expect } from "chai";
import { PressureWatch } from "../../firmware/safety/pressure-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene, times } from "./scene";

const SLOW_MS = 100;

function watching(setpointMmhg: number | undefined = 100, lopMmhg = Number.NaN) {
  const { situation } = new Scene();
  Object.assign(situation, { setpointMmhg, lopMmhg, reached: true, hasArrived: true });
  const watch = new PressureWatch(situation);
  /** Lets go, so that the mean starts at `mmhg`. */
  const rest = (mmhg: number): void => {
    const { setpointMmhg: held } = situation;
    situation.setpointMmhg = undefined;
    expect(watch.judge(mmhg, SLOW_MS)).to.equal(Reason.none);
    situation.setpointMmhg = held;
  };
  const hold = (mmhg: number, ms: number) => firstOf(ms, SLOW_MS, () => watch.judge(mmhg, SLOW_MS));
  return { watch, situation, rest, hold };
}

describe("pressure watch", () => {
  it("SR-002: trips above 300 mmHg after 1.5 s, counting down as it counts up", () => {
    const { watch } = watching();
    const trips = (mmhg: number) => firstOf(5000, 10, () => (watch.trips(mmhg, 0) ? Reason.overPressure : Reason.none));
    expect(trips(300)[0]).to.equal(Reason.none);
    expect(trips(300.1)).to.deep.equal([Reason.overPressure, 1500]);
    times(50, () => watch.trips(300, 0));
    expect(trips(301)).to.deep.equal([Reason.overPressure, 500]);
  });

  it("SR-002: trips at once from 320 mmHg in the newest sample", () => {
    expect(watching().watch.trips(0, 320)).to.equal(true);
    expect(watching().watch.trips(0, 319.9)).to.equal(false);
    expect(watching().watch.trips(Number.NaN, Number.NaN)).to.equal(false);
  });

  it("SR-033: a slack cuff releases after 30 s below 35 % LOP, or 45 mmHg where LOP is unknown", () => {
    for (const [lop, least] of [
      [200, 70],
      [Number.NaN, 45],
      [0, 45],
    ] as const) {
      const slack = watching(100, lop);
      slack.rest(least - 0.1);
      expect(slack.hold(least - 0.1, 40_000), `${lop}`).to.deep.equal([Reason.slackCuff, 30_000]);
      const tight = watching(100, lop);
      tight.rest(least);
      expect(tight.hold(least, 120_000)[0], `${lop}`).to.equal(Reason.none);
    }
  });

  it("SR-033: only a cuff that was above 15 mmHg in this hold can be slack", () => {
    expect(watching().hold(10, 60_000)[0], "one that never was tight").to.equal(Reason.none);
    const { rest, hold } = watching();
    rest(15);
    expect(hold(15, 60_000)[0]).to.equal(Reason.none);
    hold(15.1, SLOW_MS);
    expect(hold(10, 60_000)).to.deep.equal([Reason.slackCuff, 29_900]);
    rest(10);
    expect(hold(10, 60_000)[0]).to.equal(Reason.none);
  });

  it("SR-033: judges a mean over some heartbeats, not a single dip", () => {
    const { rest, hold } = watching(100, 200);
    rest(100);
    hold(100, SLOW_MS);
    // The mean comes below 70 with the 15th look: 40 + 60 · (2 / 2.1)^15.
    expect(hold(40, 60_000)).to.deep.equal([Reason.slackCuff, 31_400]);
  });

  it("SR-033: letting go starts the 30 s anew", () => {
    const { rest, hold } = watching(100, 200);
    rest(60);
    hold(60, 29_900);
    rest(60);
    expect(hold(60, 60_000)).to.deep.equal([Reason.slackCuff, 30_000]);
  });

  it("SR-032: more than 15 mmHg above the set-point for 30 s without movement releases", () => {
    const { situation, rest, hold } = watching();
    expect(hold(115, 60_000)[0]).to.equal(Reason.none);
    expect(hold(115.1, 60_000)).to.deep.equal([Reason.excessPressure, 30_000]);
    rest(116);
    expect(hold(116, 29_900)[0]).to.equal(Reason.none);
    situation.limbMoves = true;
    expect(hold(150, SLOW_MS)[0]).to.equal(Reason.none);
    situation.limbMoves = false;
    expect(hold(116, 60_000)).to.deep.equal([Reason.excessPressure, 30_000]);
  });

  it("SR-032: a lower set-point that is not reached within 30 s releases, whatever seems to move", () => {
    const { situation, rest, hold } = watching();
    Object.assign(situation, { hasArrived: false, limbMoves: true });
    expect(hold(100.1, 60_000)).to.deep.equal([Reason.excessPressure, 30_000]);
    rest(100);
    expect(hold(100, 60_000)[0], "there, or below on the way up").to.equal(Reason.none);
  });

  it("SR-053: a limb that moves without a rest keeps the excess away", () => {
    const { situation, hold } = watching();
    situation.limbMoves = true;
    expect(hold(140, 120_000)[0]).to.equal(Reason.none);
  });

  it("SR-032: a deviation over ±15 mmHg for 1.5 s is told, not while inflating and not without a hold", () => {
    for (const error of [15.1, -15.1, 15, -15]) {
      const { watch, situation } = watching();
      const deviates = (ms: number) =>
        firstOf(ms, SLOW_MS, () => (watch.deviates(100 + error, SLOW_MS) ? Reason.deviation : Reason.none));
      const isFar = error > 15 || error < -15;
      expect(deviates(5000)).to.deep.equal(isFar ? [Reason.deviation, 1500] : [Reason.none, 5000]);
      situation.reached = false;
      expect(deviates(5000)[0]).to.equal(Reason.none);
      Object.assign(situation, { reached: true, setpointMmhg: undefined });
      expect(deviates(5000)[0]).to.equal(Reason.none);
    }
  });
});
