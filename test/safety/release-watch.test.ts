import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { opened } from "./opened";

describe("release watch", () => {
  it("SR-031: released is told once the cuff was empty for 0.3 s", () => {
    const { watch, fall } = opened(100);
    expect(fall(1980, (ms) => 100 - ms / 20)[0]).to.equal(Reason.none);
    expect(watch.isVented).to.equal(false);
    fall(10, (ms) => 100 - ms / 20);
    expect(watch.isVented).to.equal(true);
  });

  it("SR-031: 15 mmHg is empty, and more is not; a touch in between starts it anew", () => {
    for (const [mmhg, isVented] of [
      [15, true],
      [15.1, false],
    ] as const) {
      const { watch, fall } = opened(mmhg);
      fall(300, () => mmhg);
      expect(watch.isVented).to.equal(isVented);
    }
    const touched = opened(0);
    touched.fall(290, () => 0);
    touched.fall(10, () => 16);
    touched.fall(290, () => 0);
    expect(touched.watch.isVented).to.equal(false);
    touched.fall(10, () => 0);
    expect(touched.watch.isVented).to.equal(true);
  });

  it("SR-029: below a fifth of what should still be there is a blocked hose, and never vented", () => {
    for (const [from, mmhg, reason] of [
      [100, 20, Reason.none],
      [100, 19.9, Reason.hoseBlocked],
      [30, 5.9, Reason.hoseBlocked],
      [29.9, 0, Reason.none],
    ] as const) {
      const { watch, fall } = opened(from, () => 0);
      fall(10, () => from);
      expect(fall(10, () => mmhg)[0], `${from} ${mmhg}`).to.equal(reason);
      expect(watch.isVented).to.equal(false);
    }
  });

  it("SR-029: what should be there follows from the volume, step by step", () => {
    // Half of itself in a second, looked up anew in every step, from what the first tick found.
    const reckoned = 99.5 * 0.995 ** 100;
    for (const [margin, reason] of [
      [0.01, Reason.none],
      [-0.01, Reason.hoseBlocked],
    ] as const) {
      const { fall } = opened(100, (mmhg) => mmhg / 2);
      expect(fall(990, (ms) => 100 - ms / 20)[0]).to.equal(Reason.none);
      expect(fall(10, () => 0.2 * reckoned + margin)[0]).to.equal(reason);
    }
  });

  it("SR-031: no fall for 1 s after 15 mmHg were due is a blocked vent", () => {
    expect(opened(100).fall(5000, () => 100)).to.deep.equal([Reason.ventBlocked, 1290]);
  });

  it("SR-031: 3.75 mmHg lower than it stood is a fall, and less than 15 mmHg due is nothing", () => {
    for (const [stopsAt, mmhg, reason] of [
      [80, 96.3, Reason.ventBlocked],
      [80, 96.25, Reason.pumpStuckOn],
      [100, 100, Reason.none],
    ] as const) {
      const { fall } = opened(100, (at) => (at > stopsAt ? 50 : 0));
      fall(10, () => 100);
      expect(fall(5000, () => mmhg)[0], `${stopsAt} ${mmhg}`).to.equal(reason);
    }
    for (const [rate, reason] of [
      [1.49, Reason.none],
      [1.51, Reason.ventBlocked],
    ] as const) {
      const { fall } = opened(100, () => rate);
      expect(fall(11_000, () => 100)[0], `${rate}`).to.equal(reason);
    }
  });

  it("SR-031: twice as long as it should take, and 2 s more, is a valve that sticks", () => {
    const { fall } = opened(100);
    expect(fall(10_000, (ms) => 100 - 0.0151 * ms)).to.deep.equal([Reason.valveStuck, 5400]);
    const slow = opened(100);
    expect(slow.fall(10_000, (ms) => Math.max(0, 100 - 0.0251 * ms))[0], "slow, but there in time").to.equal(
      Reason.none,
    );
    expect(slow.watch.isVented).to.equal(true);
  });

  it("SR-030, SR-031: what falls and then stands is told 1 s after 15 mmHg were due there, however far it fell", () => {
    for (const end of [95, 60, 16]) {
      const { fall } = opened(100);
      const at = (ms: number) => Math.max(end, 100 - ms / 20);
      const [reason, ms] = fall(10_000, at);
      expect(reason, `${end}`).to.equal(Reason.pumpStuckOn);
      expect(ms - 20 * (100 - end), `${end}`).to.be.within(1210, 1310);
    }
  });

  it("SR-030, SR-053: a fall counts from where a limb has pressed it up to, not from where it began", () => {
    const pressed = (ms: number) => (ms < 500 ? 100 : ms < 600 ? 130 : 120);
    const [reason, atMs] = opened(100).fall(5000, pressed);
    expect(reason).to.equal(Reason.pumpStuckOn);
    expect(atMs, "1 s after 15 mmHg were due from 600 ms on").to.be.within(1850, 1950);
  });

  it("SR-053: a limb that contracts again and again in a slow release is no standstill", () => {
    for (const [perS, reason] of [
      [0.3, Reason.none],
      [0.15, Reason.valveStuck],
    ] as const) {
      const { watch, fall } = opened(200, (mmhg) => mmhg / 2);
      const swing = (ms: number) => 25 * Math.max(0, Math.sin((ms * 2 * Math.PI) / 2500));
      expect(fall(25_000, (ms) => 200 * Math.exp((-perS * ms) / 1000) + (ms < 7500 ? swing(ms) : 0))[0]).to.equal(
        reason,
      );
      expect(watch.isVented).to.equal(reason === Reason.none);
    }
  });
});
