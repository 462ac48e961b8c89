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

  it("SR-031: a quarter of the fall that was due is a fall, and less than 15 mmHg due is nothing", () => {
    for (const [stopsAt, mmhg, reason] of [
      [80, 95, Reason.none],
      [80, 95.1, Reason.ventBlocked],
      [85, 100, Reason.ventBlocked],
      [85.5, 100, Reason.none],
    ] as const) {
      const { fall } = opened(100, (at) => (at > stopsAt ? 50 : 0));
      fall(10, () => 100);
      expect(fall(5000, () => mmhg)[0], `${stopsAt} ${mmhg}`).to.equal(reason);
    }
  });

  it("SR-031: twice as long as it should take, and 2 s more, is a valve that sticks", () => {
    const { fall } = opened(100);
    expect(fall(10_000, (ms) => 100 - 0.015 * ms)).to.deep.equal([Reason.valveStuck, 5400]);
    const slow = opened(100);
    expect(slow.fall(10_000, (ms) => Math.max(0, 100 - 0.0251 * ms))[0], "slow, but there in time").to.equal(
      Reason.none,
    );
    expect(slow.watch.isVented).to.equal(true);
  });

  it("SR-030: late and not even 2 mmHg lower is a pump that does not stop", () => {
    for (const [end, reason] of [
      [58, Reason.valveStuck],
      [58.1, Reason.pumpStuckOn],
      [60, Reason.pumpStuckOn],
      [65, Reason.pumpStuckOn],
    ] as const) {
      const { fall } = opened(100);
      const at = (ms: number) => (ms <= 4000 ? Math.max(60, 100 - 0.015 * ms) : end);
      expect(fall(10_000, at), `${end}`).to.deep.equal([reason, 5400]);
    }
  });
});
