import { expect } from "chai";
import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import { Phase } from "../../firmware/shared/phase";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";
import { possibleConfigs } from "../support/configs";
import { CuffDriver, isReleased, STARTING_MS } from "../support/cuff-driver";

describe("cuff", () => {
  it("SR-001: a withdrawn set-point releases in the same tick, and says so", () => {
    const driver = new CuffDriver();
    expect(driver.holdAt(100).phase).to.equal(Phase.holding);
    driver.input.wantedMmhg = undefined;
    const output = driver.tick(100);
    expect(isReleased(output)).to.equal(true);
    expect(output.reason).to.equal(Reason.setpointWithdrawn);
    expect(output.phase).to.equal(Phase.releasing);
  });

  it("SR-002: 320 mmHg trips at once; the fault stays", () => {
    const sudden = new CuffDriver();
    sudden.holdAt(150);
    const output = sudden.tick(321);
    expect(output.reason).to.equal(Reason.overPressure);
    expect(isReleased(output)).to.equal(true);
    sudden.input.wantedMmhg = undefined;
    sudden.glide(0, 5000);
    sudden.input.wantedMmhg = 100;
    sudden.press();
    expect(sudden.tick(0).phase).to.equal(Phase.faulted);
  });

  it("SR-003: a transducer that falls silent or talks nonsense releases within 150 ms", () => {
    for (const broken of [undefined, Number.NaN, 0]) {
      const driver = new CuffDriver();
      driver.holdAt(100);
      let output: TickOutput | undefined;
      for (let i = 0; i < 15; i++) {
        if (broken !== undefined) driver.input.samples.push(driver.nowMs + 10, broken);
        output = driver.tickBlind();
      }
      expect(output && isReleased(output)).to.equal(true);
      expect(output?.reason).to.equal(broken === undefined ? Reason.transducerStale : Reason.transducerInvalid);
      expect(output?.proven).to.equal(false);
    }
  });

  it("SR-004: ten minutes are the longest inflation, whatever the set-point does meanwhile", () => {
    const driver = new CuffDriver();
    driver.arm();
    const startMs = driver.nowMs;
    driver.holdAt(60, 140);
    let output = driver.follow(10);
    while (output.phase !== Phase.releasing) {
      driver.input.wantedMmhg = driver.nowMs % 60_000 < 30_000 ? 60 : 90;
      if (driver.nowMs % 100_000 < 10) driver.input.order.confirmations++;
      output = driver.follow(10);
      expect(driver.nowMs).to.be.below(11 * 60_000);
    }
    expect(output.reason).to.equal(Reason.inflationTimeCap);
    expect(driver.nowMs - startMs).to.be.closeTo(600_000, 500);
  });

  it("SR-004: letting go for a moment gains no time; a minute open does", () => {
    const driver = new CuffDriver();
    const rest = (ms: number): TickOutput => {
      driver.input.wantedMmhg = undefined;
      driver.glide(0, 2000);
      return driver.glide(0, ms);
    };
    driver.holdAt(60);
    driver.follow(290_000);
    expect(rest(50_000).inflatedMs).to.be.above(340_000);
    expect(rest(12_000).inflatedMs).to.equal(0);
    expect(driver.holdAt(60).inflatedMs).to.be.closeTo(5000, 500);
  });

  it("SR-003: a sample from the future or without a time is none, and a clock put back makes the pressure stale", () => {
    for (const atMs of [3_600_000, Number.NaN, Number.POSITIVE_INFINITY]) {
      const driver = new CuffDriver();
      driver.holdAt(100);
      driver.input.samples.push(atMs, driver.countsAt(100));
      driver.tickBlind();
      expect(driver.tick(100).reason, "one broken stamp among good samples").to.equal(Reason.none);
      driver.input.samples.push(atMs, driver.countsAt(100));
      for (let i = 0; i < 20; i++) driver.tickBlind();
      expect(isReleased(driver.tickBlind()), `${atMs}`).to.equal(true);
    }
    const putBack = new CuffDriver(firstBuild, 4_000_000);
    putBack.holdAt(100);
    expect(isReleased(putBack.tickBlind(-3_600_000))).to.equal(true);
  });

  it("SR-015: nothing is armed or inflated before the open cuff has read a steady zero near the stored one", () => {
    for (const [offset, reason] of [
      [0, Reason.notArmed],
      [2.5, Reason.notArmed],
      [-10, Reason.notZeroed],
      [40, Reason.ventBlocked],
    ] as const) {
      const cuff = new Cuff(firstBuild);
      const input = new TickInput();
      input.deadManTripped = true;
      const tick = (nowMs: number): TickOutput => {
        input.samples.push(nowMs, 1_677_722 + offset * 17_895 + ((nowMs / 10) % 2));
        const output = cuff.tick(nowMs, input);
        if (output.clearTestTrip) input.deadManTripped = false;
        return output;
      };
      for (let nowMs = 0; nowMs < STARTING_MS; nowMs += 10) tick(nowMs);
      input.wantedMmhg = 80;
      const output = tick(STARTING_MS);
      expect(output.reason, `${offset}`).to.equal(reason);
      expect(isReleased(output)).to.equal(true);
      // Open valves at 40 mmHg: air flows out through the hose, so the cuff must stand above what the manifold reads.
      const expected = reason === Reason.notArmed ? 0 : offset === 40 ? 41.05 : offset;
      expect(output.pressureMmhg).to.be.closeTo(expected, 0.01);
    }
    const early = new Cuff(firstBuild);
    const input = new TickInput();
    input.wantedMmhg = 80;
    for (let nowMs = 0; nowMs < 1000; nowMs += 10) {
      input.samples.push(nowMs, 1_677_722);
      expect(isReleased(early.tick(nowMs, input))).to.equal(true);
    }
  });

  it("SR-018: before its first sample a cuff neither proves anything nor inflates", () => {
    const cuff = new Cuff(firstBuild);
    const input = new TickInput();
    input.wantedMmhg = 80;
    for (let nowMs = 0; nowMs < 500; nowMs += 10) {
      const output = cuff.tick(nowMs, input);
      expect(output.proven || output.railAlive).to.equal(false);
      expect(isReleased(output)).to.equal(true);
    }
  });

  it("SR-017: a button press or a squeeze of an idle cuff is no release of anything", () => {
    const driver = new CuffDriver();
    driver.input.buttonDown = true;
    expect(driver.tick(0).reason).to.equal(Reason.none);
    driver.input.buttonDown = false;
    driver.glide(20, 1000);
    expect(driver.glide(0, 1000).reason).to.equal(Reason.none);
  });

  it("SR-017: a fault outranks an earlier stop, and nothing overwrites the first stop", () => {
    const driver = new CuffDriver();
    driver.holdAt(100);
    driver.input.buttonDown = true;
    driver.tick(100);
    driver.input.buttonDown = false;
    driver.input.wantedMmhg = 500;
    expect(driver.tick(100).reason).to.equal(Reason.buttonPressed);
    expect(driver.tick(330).reason).to.equal(Reason.overPressure);
  });

  it("SR-012, SR-047: after any stop nothing inflates again until the order was withdrawn and the button pressed", () => {
    const driver = new CuffDriver();
    driver.holdAt(100);
    driver.input.buttonDown = true;
    driver.tick(100);
    driver.input.buttonDown = false;
    driver.glide(0, 2000);
    expect(isReleased(driver.glide(0, 70_000))).to.equal(true);
    driver.input.wantedMmhg = 90;
    expect(isReleased(driver.glide(0, 1000))).to.equal(true);
    driver.input.wantedMmhg = undefined;
    driver.tick(0);
    driver.input.wantedMmhg = 90;
    expect(driver.tick(0).reason).to.equal(Reason.notArmed);
    driver.input.wantedMmhg = undefined;
    expect(driver.arm().phase).to.equal(Phase.armed);
    driver.enterLop(150);
    driver.input.wantedMmhg = 90;
    expect(driver.tick(0).pumpDuty).to.be.above(0);
  });

  it("SR-013: the button releases at once in every phase, whatever the transducer says", () => {
    const phases: readonly [Phase, (driver: CuffDriver) => TickOutput][] = [
      [Phase.vented, (driver) => driver.follow(500)],
      [Phase.testing, (driver) => driver.press()],
      [Phase.armed, (driver) => driver.arm()],
      [
        Phase.inflating,
        (driver) => {
          driver.arm();
          driver.enterLop(150);
          driver.input.wantedMmhg = 90;
          return driver.follow(500);
        },
      ],
      [Phase.holding, (driver) => driver.holdAt(100)],
    ];
    for (const [phase, enter] of phases) {
      for (const blind of [false, true]) {
        const driver = new CuffDriver();
        expect(enter(driver).phase).to.equal(phase);
        driver.input.buttonDown = true;
        const output = blind ? driver.tickBlind() : driver.tick(driver.output.pressureMmhg);
        expect(isReleased(output), `${phase}`).to.equal(true);
        if (phase >= Phase.inflating && phase <= Phase.holding) expect(output.reason).to.equal(Reason.buttonPressed);
      }
    }
  });

  it("SR-014, SR-050: refuses set-points above the limit of limb or LOP, below a hold, and what is no number", () => {
    for (const config of possibleConfigs) {
      const limit = config.cuff.limb === "arm" ? 200 : 225;
      // 80 % of it is above the limb's limit, and 40 % of it is 125 mmHg.
      const lopMmhg = 312.5;
      const cases: readonly [number, number, Reason][] = [
        [limit + 0.1, lopMmhg, Reason.setpointTooHigh],
        [Number.POSITIVE_INFINITY, lopMmhg, Reason.setpointTooHigh],
        [120.1, 150, Reason.setpointTooHigh],
        [124.9, lopMmhg, Reason.setpointTooLow],
        [0, 60, Reason.setpointTooLow],
        [-50, 60, Reason.setpointTooLow],
        [Number.NaN, lopMmhg, Reason.setpointNotANumber],
        [limit, lopMmhg, Reason.none],
        [120, 150, Reason.none],
      ];
      for (const [wanted, lop, reason] of cases) {
        const driver = new CuffDriver(config);
        driver.arm();
        driver.enterLop(lop);
        driver.input.wantedMmhg = wanted;
        driver.tick(0);
        const output = driver.tick(0);
        expect(output.reason, `${wanted} at ${lop}`).to.equal(reason);
        expect(isReleased(output)).to.equal(reason !== Reason.none);
      }
    }
  });

  it("SR-010, SR-016: parts that cannot release in time or see the trips, or broken calibration, are never inflated", () => {
    const tooNarrow = { ...transducers.abp2, highMmhg: 300 };
    const slowBoth = {
      cuff: cuffs.thigh18,
      bleed: valves.proportional60,
      dump: { ...valves.dump97, conductanceMlPerS: 60 },
    };
    const broken = [Number.NaN, 0, -1, 0.5, 2].map((gain) => ({ gain }));
    const lost = [{ storedZeroMmhg: Number.NaN }, { storedZeroMmhg: 50 }, { atmosphereMmhg: 0 }];
    const parts = [{ bleed: valves.onOff6 }, { dump: valves.onOff6 }, { transducer: tooNarrow }, slowBoth];
    for (const change of [...parts, ...broken, ...lost]) {
      const driver = new CuffDriver({ ...firstBuild, ...change });
      driver.input.wantedMmhg = 80;
      const output = driver.glide(0, 500);
      expect(output.reason).to.equal(Reason.configurationImpossible);
      expect(isReleased(output)).to.equal(true);
      expect(output.railAlive).to.equal(false);
    }
  });

  it("SR-008, SR-018: a fault drops the rail; a late, frozen or backward clock proves nothing", () => {
    const driver = new CuffDriver();
    expect(driver.holdAt(100)).to.include({ railAlive: true, proven: true });
    expect(driver.tick(100, 0)).to.include({ proven: false });
    expect(driver.tick(100, 10)).to.include({ proven: true, railAlive: true });
    expect(driver.tick(100, 201)).to.include({ proven: false, railAlive: false });
    const backward = new CuffDriver();
    backward.holdAt(100);
    expect(backward.tick(100, -10)).to.include({ proven: false, railAlive: false });
    const faulted = new CuffDriver();
    faulted.holdAt(100);
    expect(faulted.tick(330)).to.include({ proven: true, railAlive: false });
  });

  it("SR-007: a tripped dead-man is a latched fault", () => {
    const driver = new CuffDriver();
    driver.holdAt(100);
    driver.input.deadManTripped = true;
    expect(driver.tick(100).reason).to.equal(Reason.deadManTripped);
    driver.input.deadManTripped = false;
    expect(driver.tick(100).phase).to.equal(Phase.faulted);
  });

  it("SR-017: every reason has a code of its own and a sentence for a person", () => {
    const codes = Object.values(Reason);
    expect(new Set(codes).size).to.equal(codes.length);
    for (const code of codes) expect(reasonTexts[code]).to.match(/^[A-Z].{10,}[.?]$/);
  });

  it("behaves alike at any time of the clock, its wrap included", () => {
    const run = (startMs: number): number[] => {
      const driver = new CuffDriver(firstBuild, startMs);
      driver.holdAt(100);
      return Array.from({ length: 400 }, (_, i) => driver.tick(100 - i / 40).pumpDuty);
    };
    const reference = run(0);
    expect(run(2 ** 31 - 5100 - STARTING_MS)).to.deep.equal(reference);
    expect(reference.some((duty) => duty > 0)).to.equal(true);
  });
});
