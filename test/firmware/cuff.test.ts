import { expect } from "chai";
import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import { highestSetpointMmhg } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason, reasonTexts } from "../../firmware/shared/reasons";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";
import { possibleConfigs } from "../support/configs";
import { CuffDriver, isReleased, ZEROING_MS } from "../support/cuff-driver";

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

  it("SR-002: 300 mmHg for 1.5 s trips, shorter does not, 320 trips at once; the fault stays", () => {
    const short = new CuffDriver();
    short.holdAt(150);
    for (let i = 0; i < 140; i++) expect(short.tick(305).reason).to.equal(Reason.none);
    expect(short.glide(150, 3000).reason).to.equal(Reason.none);

    const dipping = new CuffDriver();
    dipping.holdAt(150);
    for (let i = 0; i < 250; i++) dipping.tick(i % 25 < 3 ? 295 : 310);
    expect(dipping.tick(310).reason).to.equal(Reason.overPressure);

    const long = new CuffDriver();
    long.holdAt(150);
    for (let i = 0; i < 170; i++) long.tick(305);
    expect(long.tick(305).reason).to.equal(Reason.overPressure);

    const sudden = new CuffDriver();
    sudden.holdAt(150);
    const output = sudden.tick(321);
    expect(output.reason).to.equal(Reason.overPressure);
    expect(isReleased(output)).to.equal(true);
    sudden.input.wantedMmhg = undefined;
    sudden.glide(0, 5000);
    sudden.input.wantedMmhg = 100;
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
    driver.holdAt(60);
    let output = driver.tick(60);
    while (output.phase !== Phase.releasing) {
      driver.input.wantedMmhg = driver.nowMs % 60_000 < 30_000 ? 60 : 63;
      output = driver.tick(60);
      expect(driver.nowMs).to.be.below(11 * 60_000);
    }
    expect(output.reason).to.equal(Reason.inflationTimeCap);
    expect(driver.nowMs).to.be.closeTo(600_000 + ZEROING_MS, 50);
  });

  it("SR-004: letting go for a moment gains no time; a minute open does", () => {
    const driver = new CuffDriver();
    const rest = (ms: number): void => {
      driver.input.wantedMmhg = undefined;
      driver.glide(0, 2000);
      driver.glide(0, ms);
    };
    driver.holdAt(60);
    driver.glide(60, 300_000);
    rest(50_000);
    expect(driver.holdAt(60).inflatedMs).to.be.above(350_000);
    rest(62_000);
    expect(driver.holdAt(60).inflatedMs).to.be.closeTo(5000, 100);
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

  it("SR-015: nothing is inflated before the open cuff has read a steady zero near the stored one", () => {
    for (const [offset, reason] of [
      [0, Reason.none],
      [2.5, Reason.none],
      [-10, Reason.notZeroed],
      [40, Reason.notZeroed],
    ] as const) {
      const cuff = new Cuff(firstBuild);
      const input = new TickInput();
      const tick = (nowMs: number): TickOutput => {
        input.samples.push(nowMs, 1_677_722 + offset * 17_895);
        return cuff.tick(nowMs, input);
      };
      for (let nowMs = 0; nowMs < ZEROING_MS; nowMs += 10) tick(nowMs);
      input.wantedMmhg = 80;
      const output = tick(ZEROING_MS);
      expect(output.reason, `${offset}`).to.equal(reason);
      expect(isReleased(output)).to.equal(reason !== Reason.none);
      // Open valves at 40 mmHg: air flows out through the hose, so the cuff must stand above what the manifold reads.
      const expected = reason === Reason.none ? 0 : offset === 40 ? 41.05 : offset;
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
    expect(driver.glide(20, 620_000).reason).to.equal(Reason.none);
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

  it("SR-012: after any stop nothing inflates again until the set-point was withdrawn", () => {
    const driver = new CuffDriver();
    driver.holdAt(100);
    driver.input.buttonDown = true;
    driver.tick(100);
    driver.input.buttonDown = false;
    expect(isReleased(driver.glide(0, 60_000))).to.equal(true);
    driver.input.wantedMmhg = 90;
    expect(isReleased(driver.glide(0, 1000))).to.equal(true);
    driver.input.wantedMmhg = undefined;
    driver.tick(0);
    driver.input.wantedMmhg = 90;
    expect(driver.tick(0).pumpDuty).to.be.above(0);
  });

  it("SR-013: the button releases at once in every phase, whatever the transducer says", () => {
    const phases: readonly [string, (driver: CuffDriver) => TickOutput][] = [
      ["vented", (driver) => driver.glide(0, 500)],
      ["inflating", (driver) => driver.glide(50, 500)],
      ["holding", (driver) => driver.holdAt(100)],
    ];
    for (const [name, enter] of phases) {
      for (const blind of [false, true]) {
        const driver = new CuffDriver();
        driver.input.wantedMmhg = name === "vented" ? undefined : 100;
        enter(driver);
        driver.input.wantedMmhg = 100;
        driver.input.buttonDown = true;
        const output = blind ? driver.tickBlind() : driver.tick(80);
        expect(isReleased(output), name).to.equal(true);
        expect(output.reason).to.equal(Reason.buttonPressed);
      }
    }
  });

  it("SR-014: refuses set-points above the limb's limit, below a hold, and what is no number", () => {
    for (const config of possibleConfigs) {
      const limit = highestSetpointMmhg(config.cuff.limb);
      expect(limit).to.equal(config.cuff.limb === "arm" ? 200 : 225);
      const cases: readonly [number, Reason][] = [
        [limit + 0.1, Reason.setpointTooHigh],
        [Number.POSITIVE_INFINITY, Reason.setpointTooHigh],
        [0, Reason.setpointTooLow],
        [-50, Reason.setpointTooLow],
        [Number.NaN, Reason.setpointNotANumber],
        [limit, Reason.none],
      ];
      for (const [wanted, reason] of cases) {
        const driver = new CuffDriver(config);
        driver.input.wantedMmhg = wanted;
        driver.tick(0);
        const output = driver.tick(0);
        expect(output.reason, `${wanted}`).to.equal(reason);
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
    expect(driver.tick(100, -10)).to.include({ proven: false, railAlive: false });
    expect(driver.tick(100, 10)).to.include({ proven: true, railAlive: true });
    expect(driver.tick(100, 201)).to.include({ proven: false });
    expect(driver.tick(330)).to.include({ proven: true, railAlive: false });
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
    for (const code of codes) expect(reasonTexts[code]).to.match(/^[A-Z].{10,}\.$/);
  });

  it("behaves alike at any time of the clock, its wrap included", () => {
    const run = (startMs: number): number[] => {
      const driver = new CuffDriver(firstBuild, startMs);
      driver.holdAt(100);
      return Array.from({ length: 400 }, (_, i) => driver.tick(100 - i / 40).pumpDuty);
    };
    const reference = run(0);
    expect(run(2 ** 31 - 5100 - ZEROING_MS)).to.deep.equal(reference);
    expect(reference.some((duty) => duty > 0)).to.equal(true);
  });
});
