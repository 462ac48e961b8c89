import { expect } from "chai";
import { noOwnLimits } from "../../firmware/safety/caps";
import { TimeWatch } from "../../firmware/safety/time-watch";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene } from "./scene";

const SECOND = 1000;

function watching(mode: Mode, plannedRestMs = 0) {
  const { situation } = new Scene(SECOND);
  Object.assign(situation, { mode, plannedRestMs, setpointMmhg: 100, lopMmhg: 150, hasArrived: true });
  const watch = new TimeWatch(situation, "arm", noOwnLimits);
  const judge = (ms: number) => firstOf(ms, SECOND, () => watch.judge(SECOND));
  return { situation, watch, judge };
}

describe("time watch: nobody moves", () => {
  it("SR-035: 120 s without a contraction alarm for 15 s and then release", () => {
    for (const mode of [Mode.resistance, Mode.aerobic]) {
      const { watch, judge } = watching(mode);
      expect(judge(119 * SECOND)[0]).to.equal(Reason.none);
      expect(watch.warning).to.equal(Reason.none);
      expect(judge(SECOND)[0]).to.equal(Reason.none);
      expect(watch.warning).to.equal(Reason.noContractionAlarm);
      expect(judge(60 * SECOND)).to.deep.equal([Reason.noContraction, 15 * SECOND]);
    }
  });

  it("SR-035: so do 60 s beyond a planned rest", () => {
    for (const restMs of [1, 30 * SECOND, 180 * SECOND]) {
      const { watch, judge } = watching(Mode.resistance, restMs);
      const alarmMs = Math.ceil((restMs + 60 * SECOND) / SECOND) * SECOND;
      judge(alarmMs - SECOND);
      expect(watch.warning).to.equal(Reason.none);
      judge(SECOND);
      expect(watch.warning).to.equal(Reason.noContractionAlarm);
      expect(judge(60 * SECOND)).to.deep.equal([Reason.noContraction, 15 * SECOND]);
    }
  });

  it("SR-035: what seems to move on the way to a set-point is no contraction", () => {
    const { situation, judge } = watching(Mode.resistance);
    Object.assign(situation, { hasArrived: false, limbMoves: true });
    expect(judge(200 * SECOND)).to.deep.equal([Reason.noContraction, 135 * SECOND]);
  });

  it("SR-051: a search, which lasts less than three minutes, has no minute of warning", () => {
    const { watch } = watching(Mode.search);
    watch.count(true, false, 150 * SECOND);
    expect(watch.warning).to.equal(Reason.none);
    watch.count(true, false, 10 * SECOND);
    expect(watch.isOver).to.equal(true);
  });

  it("SR-035: a contraction, or letting go, starts it anew", () => {
    const { situation, watch, judge } = watching(Mode.resistance);
    for (const [off, on] of [
      [{ limbMoves: true }, { limbMoves: false }],
      [{ setpointMmhg: undefined }, { setpointMmhg: 100 }],
    ] as const) {
      expect(judge(132 * SECOND)[0]).to.equal(Reason.none);
      Object.assign(situation, off);
      expect(judge(2 * SECOND)[0]).to.equal(Reason.none);
      Object.assign(situation, on);
      expect(watch.warning).to.equal(Reason.none);
    }
    expect(judge(600 * SECOND)).to.deep.equal([Reason.noContraction, 135 * SECOND]);
  });

  it("SR-035: what is over within less than 2 s is no contraction", () => {
    const { situation, judge } = watching(Mode.resistance);
    expect(judge(100 * SECOND)[0]).to.equal(Reason.none);
    for (let knock = 0; knock < 10; knock++) {
      situation.limbMoves = true;
      judge(SECOND);
      situation.limbMoves = false;
      judge(SECOND);
    }
    expect(judge(60 * SECOND)).to.deep.equal([Reason.noContraction, 15 * SECOND]);
  });

  it("SR-035: a repetition that was counted is a contraction, however quick or small it was", () => {
    const { situation, judge } = watching(Mode.resistance);
    expect(judge(130 * SECOND)[0]).to.equal(Reason.none);
    situation.repetitions++;
    expect(judge(134 * SECOND)[0]).to.equal(Reason.none);
    expect(judge(60 * SECOND)).to.deep.equal([Reason.noContraction, 2 * SECOND]);
  });

  it("SR-035: a hold that is no exercise asks for no movement", () => {
    for (const mode of [Mode.passive, Mode.preconditioning, Mode.free]) {
      const { watch, judge } = watching(mode);
      expect(judge(299 * SECOND)[0]).to.equal(Reason.none);
      expect(watch.warning).to.not.equal(Reason.noContractionAlarm);
    }
  });
});
