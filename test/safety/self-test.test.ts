import { expect } from "chai";
import { SelfTest } from "../../firmware/safety/self-test";
import { Reason } from "../../firmware/shared/reasons";
import { Scene } from "./scene";

/** What pump and valves do, mmHg/s, and what they are reckoned to do. */
const healthy = { from: 0, up: 10, bleed: 10, dump: 10, leak: 0, reckonedUp: 10, reckonedBleed: 10, reckonedDump: 10 };

/** A cuff of a few lines under test: pump raises, valves lower, all at constant rates. */
function tested(parts: Partial<typeof healthy> = {}, disturb: (ms: number, selfTest: SelfTest) => number = () => 0) {
  const { from, up, bleed, dump, leak, reckonedUp, reckonedBleed, reckonedDump } = { ...healthy, ...parts };
  const scene = new Scene();
  const selfTest = new SelfTest(scene.pressure, scene.actuation);
  let mmhg = from;
  scene.mmhg = mmhg;
  let [ms, highest] = [0, 0];
  const order: string[] = [];
  selfTest.begin();
  while (selfTest.isRunning && ms < 20_000) {
    const { pumpOn, bleedOpen, dumpOpen } = selfTest;
    const drives = `${pumpOn ? "pump" : ""}${bleedOpen ? "bleed" : ""}${dumpOpen ? "dump" : ""}`;
    if (order.at(-1) !== drives) order.push(drives);
    const rate = (pumpOn ? up : 0) - leak - (bleedOpen ? bleed : 0) - (dumpOpen ? dump : 0);
    mmhg = Math.max(0, mmhg + rate / 100);
    scene.actuation.pumpedMmhgPerS = pumpOn ? reckonedUp : 0;
    scene.actuation.bledMmhgPerS = (bleedOpen ? reckonedBleed : 0) + (dumpOpen ? reckonedDump : 0);
    scene.mmhg = mmhg + disturb(ms, selfTest);
    highest = Math.max(highest, mmhg);
    selfTest.advance(10);
    ms += 10;
  }
  return { selfTest, ms, highest, order, failure: selfTest.failure };
}

const drives = (test: SelfTest) => [test.isRunning, test.pumpOn, test.bleedOpen, test.dumpOpen];
const failureOf = (parts: Partial<typeof healthy>) => tested(parts).failure;

describe("self-test", () => {
  it("SR-045: passes with healthy parts, within 10 s and below 30 mmHg, one part after the other", () => {
    const { selfTest, ms, highest, order, failure } = tested();
    expect(failure).to.equal(Reason.none);
    expect(order).to.deep.equal(["pump", "", "bleed", "dump"]);
    expect(ms).to.be.below(10_000);
    expect(highest).to.be.within(24, 25);
    expect(selfTest.fallFactor).to.be.closeTo(0.978, 0.002);
    expect([selfTest.pumpOn, selfTest.bleedOpen, selfTest.dumpOpen]).to.deep.equal([false, true, true]);
  });

  it("SR-045: the weakest pump takes 5.6 s at most, and the whole test less than 10 s", () => {
    const slow = tested({ up: 0.5, reckonedUp: 0.5, bleed: 0.3, reckonedBleed: 0.3, dump: 0.3, reckonedDump: 0.3 });
    expect(slow.failure).to.equal(Reason.none);
    expect(slow.ms).to.equal(5600 + 1800 + 1200 + 1200);
    expect(slow.selfTest.fallFactor, "too little pressure to tell a volume by").to.be.NaN;
  });

  it("SR-028, SR-045: a pump that does not raise the pressure fails, at the end of its time", () => {
    expect(tested({ up: 0 })).to.deep.include({ failure: Reason.testNoRise, ms: 5600 });
    expect(failureOf({ from: 14, up: 0 }), "what was there before is no rise").to.equal(Reason.testNoRise);
    expect(failureOf({ up: 0.14, reckonedUp: 0.14 }), "under 0.8 mmHg").to.equal(Reason.testNoRise);
    const least = { up: 0.15, reckonedUp: 0.15, bleed: 0.1, reckonedBleed: 0.1, dump: 0.1, reckonedDump: 0.1 };
    expect(failureOf(least)).to.equal(Reason.none);
  });

  it("SR-045: a quarter of the rise that was due is enough, 3.5 times are not too much", () => {
    expect(failureOf({ up: 2.48 })).to.equal(Reason.testNoRise);
    expect(failureOf({ up: 2.52 })).to.not.equal(Reason.testNoRise);
    expect(failureOf({ up: 3.55, reckonedUp: 1 })).to.equal(Reason.testRisesTooFast);
    expect(failureOf({ up: 3.45, reckonedUp: 1 })).to.equal(Reason.none);
  });

  it("SR-029, SR-045: a blocked hose shows at once", () => {
    expect(tested({ up: 1000 })).to.deep.include({ failure: Reason.testRisesTooFast, ms: 20 });
    expect(tested({ up: 100 }).ms, "12 mmHg in 0.13 s, against 1.3 + 1 reckoned").to.equal(130);
    expect(tested({ up: 30, reckonedUp: 10 }).failure).to.equal(Reason.none);
  });

  it("SR-045: what the shut cuff may lose is 0.8 mmHg and 2 % in a second", () => {
    expect(failureOf({ leak: 1.1 })).to.equal(Reason.none);
    expect(failureOf({ leak: 1.4 })).to.equal(Reason.testLeaks);
    const low = { up: 1, reckonedUp: 1, bleed: 3, reckonedBleed: 3, dump: 3, reckonedDump: 3 };
    expect(failureOf({ ...low, leak: 0.75 })).to.not.equal(Reason.testLeaks);
    expect(failureOf({ ...low, up: 2, leak: 0.95 })).to.equal(Reason.testLeaks);
  });

  it("SR-045: a limb that raises the shut cuff by more than 4 mmHg moves too much", () => {
    for (const [by, failure] of [
      [3.9, Reason.none],
      [4.2, Reason.testRestless],
    ] as const) {
      const bump = (ms: number, { pumpOn, bleedOpen, dumpOpen }: SelfTest) =>
        !pumpOn && !bleedOpen && !dumpOpen && ms > 2400 + 900 && ms < 2400 + 1700 ? by : 0;
      expect(tested({}, bump).failure).to.equal(failure);
    }
    const early = (ms: number) => (ms > 2400 && ms < 2400 + 300 ? 8 : 0);
    expect(tested({}, early).failure, "while it settles").to.equal(Reason.none);
  });

  it("SR-030, SR-045: a pump that does not stop ends the test a few mmHg above 30, whatever is under way", () => {
    for (const during of ["", "bleed", "dump"]) {
      let pushed = 0;
      const push = (_: number, { pumpOn, bleedOpen, dumpOpen }: SelfTest) => {
        const drives = `${bleedOpen ? "bleed" : ""}${dumpOpen ? "dump" : ""}`;
        return !pumpOn && drives === during ? ++pushed : 0;
      };
      expect(tested({ bleed: 5, reckonedBleed: 5 }, push).failure, during).to.equal(Reason.testRestless);
      expect(pushed, during).to.be.within(10, 60);
    }
    expect(tested({ from: 33, bleed: 0 }).failure).to.equal(Reason.testNoRise);
    expect(tested({ from: 35 })).to.deep.include({ failure: Reason.testRestless, ms: 10 });
  });

  it("SR-031, SR-045: each valve alone has to let at least a quarter of its fall out", () => {
    expect(failureOf({ bleed: 0 })).to.equal(Reason.testBleedStuck);
    expect(failureOf({ dump: 0 })).to.equal(Reason.testDumpStuck);
    expect(failureOf({ bleed: 2.35 })).to.equal(Reason.testBleedStuck);
    expect(failureOf({ bleed: 2.65 })).to.equal(Reason.none);
    expect(failureOf({ dump: 2.1 })).to.equal(Reason.testDumpStuck);
    expect(failureOf({ dump: 2.65 })).to.equal(Reason.none);
  });

  it("SR-034: a volume that pump and valves alike see too large or too small is refused", () => {
    for (const [pump, valves, failure] of [
      [0.47, 0.47, Reason.volumeOutsidePreset],
      [0.47, 0.56, Reason.none],
      [0.53, 0.45, Reason.none],
      [2.7, 2.8, Reason.volumeOutsidePreset],
      [2.7, 2.4, Reason.none],
      [2.5, 2.8, Reason.none],
    ] as const) {
      const parts = { up: 5 * pump, reckonedUp: 5, bleed: 3 * valves, dump: 3 * valves };
      const found = failureOf({ ...parts, reckonedBleed: 3, reckonedDump: 3 });
      expect(found, `${pump} ${valves}`).to.equal(failure);
    }
  });

  it("SR-034: less than 8 mmHg tell no volume, and nothing is refused for it", () => {
    const far = { reckonedUp: 10, bleed: 1.3, dump: 1.3, reckonedBleed: 3, reckonedDump: 3 };
    expect(failureOf({ ...far, up: 1.4 * 3, reckonedUp: 1.4 * 7 })).to.equal(Reason.volumeOutsidePreset);
    const weak = tested({ ...far, up: 1.4, reckonedUp: 3 });
    expect(weak.failure).to.equal(Reason.none);
    expect(weak.selfTest.fallFactor).to.be.NaN;
  });

  it("SR-034: tells the volume by the mean of both valves", () => {
    const { selfTest } = tested({ bleed: 8, dump: 14 });
    expect(selfTest.fallFactor).to.be.closeTo(1.053, 0.002);
  });

  it("SR-045: can be ended at any time, and begun again", () => {
    const scene = new Scene();
    const selfTest = new SelfTest(scene.pressure, scene.actuation);
    expect([selfTest.isRunning, selfTest.fallFactor]).to.deep.equal([false, Number.NaN]);
    expect([selfTest.pumpOn, selfTest.bleedOpen, selfTest.dumpOpen]).to.deep.equal([false, true, true]);
    selfTest.advance(10);
    expect(selfTest.isRunning, "idle stays idle").to.equal(false);
    selfTest.begin();
    expect(drives(selfTest)).to.deep.equal([true, true, false, false]);
    selfTest.end();
    expect(drives(selfTest)).to.deep.equal([false, false, true, true]);
    const { selfTest: failed } = tested({ up: 0 });
    failed.begin();
    expect(failed.failure).to.equal(Reason.none);
  });
});
