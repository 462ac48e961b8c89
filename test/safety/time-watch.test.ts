import { expect } from "chai";
import { noOwnLimits } from "../../firmware/safety/caps";
import { TimeWatch } from "../../firmware/safety/time-watch";
import type { Limb } from "../../firmware/shared/limb";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, Scene, times } from "./scene";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function watching(mode: Mode = Mode.free, limb: Limb = "arm", own = noOwnLimits) {
  const { situation } = new Scene(SECOND);
  Object.assign(situation, { mode, setpointMmhg: 100, lopMmhg: 150 });
  const watch = new TimeWatch(situation, limb, own);
  const count = (ms: number, restricts = true, isVented = false) =>
    times(ms / SECOND, () => watch.count(restricts, isVented, SECOND));
  const judge = (ms: number) => firstOf(ms, SECOND, () => watch.judge(SECOND));
  /** Counts until the cap; how long that took. */
  const untilOver = (limitMs = 60 * MINUTE) =>
    firstOf(limitMs, SECOND, () => {
      watch.count(true, false, SECOND);
      return watch.isOver ? Reason.inflationTimeCap : Reason.none;
    })[1];
  return { situation, watch, count, judge, untilOver };
}

describe("time watch: the caps", () => {
  it("SR-004, SR-036: the cap of the mode ends an inflation", () => {
    for (const [mode, limb, ms] of [
      [Mode.free, "arm", 10 * MINUTE],
      [Mode.resistance, "leg", 10 * MINUTE],
      [Mode.aerobic, "arm", 14 * MINUTE],
      [Mode.aerobic, "leg", 19 * MINUTE],
      [Mode.passive, "arm", 5 * MINUTE],
    ] as const) {
      expect(watching(mode, limb).untilOver()).to.equal(ms);
    }
    expect(watching(Mode.free, "arm", { ...noOwnLimits, inflationMs: 90 * SECOND }).untilOver()).to.equal(90 * SECOND);
  });

  it("SR-004: letting go for less than a minute, or not proven empty, gains no time", () => {
    const { watch, count } = watching();
    count(MINUTE);
    count(59 * SECOND, false, true);
    expect(watch.inflatedMs).to.equal(119 * SECOND);
    count(SECOND, true);
    count(10 * MINUTE, false, false);
    expect(watch.inflatedMs).to.equal(12 * MINUTE);
    expect(watch.isOver).to.equal(true);
    count(59 * SECOND, false, true);
    expect(watch.isOver).to.equal(true);
    count(SECOND, false, true);
    expect([watch.inflatedMs, watch.isOver]).to.deep.equal([0, false]);
  });

  it("SR-004: an idle cuff counts nothing, and saves no rest up for later", () => {
    const { watch, count } = watching();
    count(10 * MINUTE + 5 * SECOND, false, true);
    expect(watch.inflatedMs).to.equal(0);
    count(MINUTE);
    count(SECOND, false, true);
    expect(watch.inflatedMs).to.equal(61 * SECOND);
    count(60 * SECOND, false, true);
    count(5 * SECOND, false, true);
    expect(watch.inflatedMs).to.equal(0);
    count(5 * SECOND);
    expect(watch.inflatedMs, "a new one begins at nothing").to.equal(5 * SECOND);
  });

  it("SR-004: the self-test is no inflation, but the 15 s before the dead-man's limit count it", () => {
    for (const [limb, limitMs] of [
      ["arm", 15 * MINUTE],
      ["leg", 20 * MINUTE],
    ] as const) {
      const { situation, watch, count, untilOver } = watching(Mode.aerobic, limb);
      situation.testing = true;
      count(MINUTE);
      expect(watch.inflatedMs).to.equal(0);
      situation.testing = false;
      expect(untilOver()).to.equal(limitMs - MINUTE - 15 * SECOND);
    }
    const { situation, watch, count } = watching();
    count(SECOND);
    situation.testing = true;
    count(SECOND);
    expect(watch.inflatedMs, "once begun, everything counts").to.equal(2 * SECOND);
  });

  it("SR-004: after a minute open the dead-man's time begins anew too", () => {
    const { count, untilOver } = watching(Mode.aerobic);
    count(10 * MINUTE);
    count(MINUTE, false, true);
    expect(untilOver()).to.equal(14 * MINUTE);
  });

  it("SR-036: a minute before the cap is told, while anything is held", () => {
    const { situation, watch, count } = watching(Mode.resistance);
    count(9 * MINUTE - SECOND);
    expect(watch.warning).to.equal(Reason.none);
    count(SECOND);
    expect(watch.warning).to.equal(Reason.timeCapNear);
    situation.setpointMmhg = undefined;
    expect(watch.warning).to.equal(Reason.none);
  });

  it("SR-036: five minutes above 80 % LOP are enough, with or without a break below", () => {
    const { situation, judge } = watching(Mode.passive);
    situation.setpointMmhg = 120;
    expect(judge(20 * MINUTE)[0]).to.equal(Reason.none);
    situation.setpointMmhg = 120.1;
    expect(judge(4 * MINUTE)[0]).to.equal(Reason.none);
    situation.setpointMmhg = 100;
    judge(MINUTE);
    situation.setpointMmhg = 130;
    expect(judge(5 * MINUTE)).to.deep.equal([Reason.highPressureTimeCap, MINUTE]);
    situation.setpointMmhg = undefined;
    expect(judge(SECOND)[0]).to.equal(Reason.none);
    situation.setpointMmhg = 130;
    expect(judge(10 * MINUTE)).to.deep.equal([Reason.highPressureTimeCap, 5 * MINUTE]);
  });

  it("SR-036: a free hold nobody confirms for five minutes ends; half a minute before it asks", () => {
    const { situation, watch, judge } = watching();
    situation.confirmations = 7;
    situation.setpointMmhg = undefined;
    judge(SECOND);
    situation.setpointMmhg = 100;
    expect(judge(269 * SECOND)[0]).to.equal(Reason.none);
    expect(watch.warning).to.equal(Reason.none);
    judge(SECOND);
    expect(watch.warning).to.equal(Reason.confirmationDue);
    situation.confirmations++;
    expect(judge(5 * MINUTE)[0]).to.equal(Reason.none);
    expect(judge(SECOND)).to.deep.equal([Reason.holdUnconfirmed, SECOND]);
    situation.setpointMmhg = undefined;
    judge(SECOND);
    situation.setpointMmhg = 100;
    expect(judge(10 * MINUTE)).to.deep.equal([Reason.holdUnconfirmed, 5 * MINUTE]);
    situation.mode = Mode.passive;
    expect(watch.warning, "only free holds ask").to.equal(Reason.none);
    expect(judge(10 * MINUTE)[0]).to.equal(Reason.none);
  });
});
