import { expect } from "chai";
import fc from "fast-check";
import { Reason } from "../../firmware/shared/reasons";
import { RandomStream } from "../../sim/random";
import { CEILING_MMHG, newSearch, SyntheticCuff, TICK_MS } from "./synthetic-cuff";

const LONGEST_MS = 160_000;
const LONGEST_ABOVE_MS = 60_000;
/** 24 passes over as many pressures as there can be. */
const LONGEST_FIT_MS = 24 * 33 * TICK_MS;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("search for the limb occlusion pressure", () => {
  const limbs = fc.record({
    ml: between(0.2, 0.5),
    lopMmhg: between(100, 230),
    pulseMmhg: between(36, 58),
    steepness: between(0.85, 1.2),
  });

  it("SR-054, SR-055: finds it within 6 mmHg, and stays within the time that is allowed above it", () => {
    const heart = fc.record({ beatsPerMin: between(50, 110), seed: fc.integer() });
    fc.assert(
      fc.property(limbs, heart, between(0.8, 1.15), (limb, pulse, miss) => {
        const cuff = new SyntheticCuff(limb, { pulse });
        expect(cuff.run(miss * limb.lopMmhg)).to.equal(Reason.lopFound);
        const { search } = cuff;
        expect(search.lopMmhg).to.be.closeTo(limb.lopMmhg, 6);
        expect(search.marginMmhg).to.be.within(3, 20);
        expect(search.isFromFlank).to.equal(false);
        expect(search.heartRatePerMin).to.be.closeTo(pulse.beatsPerMin, 0.05 * pulse.beatsPerMin);
        expect(cuff.elapsedMs).to.be.below(120_000);
        expect(cuff.aboveMs).to.be.below(LONGEST_ABOVE_MS);
        expect(Math.max(...cuff.targets)).to.be.below(limb.lopMmhg + 40);
      }),
      { numRuns: 50 },
    );
  });

  it("lets go before it fits, and when it has ended", () => {
    const cuff = new SyntheticCuff();
    cuff.begin();
    while (cuff.search.targetMmhg !== undefined) cuff.step();
    expect(cuff.search).to.include({ isRunning: true, isListening: false, outcome: Reason.none });
    while (cuff.search.isRunning) {
      cuff.step();
      expect(cuff.search.targetMmhg).to.equal(undefined);
    }
    expect(cuff.fittingTicks).to.be.above(10);
    expect(cuff.search.outcome).to.equal(Reason.lopFound);
  });

  it("goes nowhere before the first, and stops wherever it is told to", () => {
    const cuff = new SyntheticCuff();
    const { search } = cuff;
    expect(search).to.include({ isRunning: false, isListening: false, outcome: Reason.none, targetMmhg: undefined });
    for (const ms of [0, 2000, 20_000]) {
      cuff.begin();
      while (cuff.elapsedMs < ms) cuff.step();
      expect(search.targetMmhg).to.be.a("number");
      search.end();
      expect(search).to.include({ isRunning: false, isListening: false, outcome: Reason.none, targetMmhg: undefined });
      expect(search.lopMmhg).to.be.NaN;
    }
  });

  it("SR-054: ends after 160 s where the pressure never arrives", () => {
    const cuff = new SyntheticCuff({}, { neverArrives: true });
    expect(cuff.run()).to.equal(Reason.searchTimeOut);
    expect(cuff.elapsedMs).to.equal(LONGEST_MS);
    expect(cuff.targets).to.have.length(1);
  });

  it("SR-054: ends after 60 s above what seems to occlude, although no plateau was seen", () => {
    const mlAt = (mmhg: number) => (mmhg < 90 ? 0.5 : mmhg < 100 ? 0.4 : 0.27);
    const cuff = new SyntheticCuff({ lopMmhg: 100 }, { mlAt });
    expect(cuff.run()).to.equal(Reason.searchTimeOut);
    expect(cuff.aboveMs).to.be.within(LONGEST_ABOVE_MS, LONGEST_ABOVE_MS + 8000);
    expect(Math.max(...cuff.targets)).to.be.at.most(CEILING_MMHG);
  });

  it("SR-054, SR-055: goes up to the ceiling and no further, and says that the pulse was still there", () => {
    const cuff = new SyntheticCuff({ lopMmhg: 310 });
    expect(cuff.run(240)).to.equal(Reason.searchCeiling);
    expect(cuff.targets.at(-1)).to.equal(CEILING_MMHG);
    expect(Math.max(...cuff.targets)).to.equal(CEILING_MMHG);
  });

  it("SR-055: without any pulse says so, with noise and without", () => {
    for (const noiseMmhg of [0, 0.02]) {
      const cuff = new SyntheticCuff({}, { mlAt: () => 0, pulse: { noiseMmhg } });
      expect(cuff.run()).to.equal(Reason.searchWeakPulse);
      expect(cuff.search.lopMmhg).to.be.NaN;
      expect(cuff.search.heartRatePerMin).to.be.NaN;
    }
  });

  it("SR-055: a pulse that stays below 0.25 mmHg is too weak", () => {
    for (const [ml, outcome] of [
      [0.034, Reason.searchWeakPulse],
      [0.045, Reason.lopFound],
    ] as const) {
      const cuff = new SyntheticCuff({ ml }, { pulse: { noiseMmhg: 0.003 } });
      expect(cuff.run(), `${ml}`).to.equal(outcome);
      expect(cuff.search.strongestMmhg).to.be.closeTo(0.26, 0.05);
    }
  });

  it("SR-055: a shut cuff that falls by 2 mmHg/s leaks; one that falls by 1 creeps", () => {
    const leaking = new SyntheticCuff({}, { leakMmhgPerS: 2 });
    expect(leaking.run()).to.equal(Reason.searchLeak);
    expect(leaking.elapsedMs).to.be.below(40_000);
    expect(new SyntheticCuff({}, { leakMmhgPerS: 1 }).run()).to.equal(Reason.lopFound);
  });

  it("SR-055: a limb that does not keep still is no answer; one that moves now and then is listened to anew", () => {
    const shakes = (ms: number) => (ms > 15_000 ? 10 * Math.sin(ms / 150) : 0);
    expect(new SyntheticCuff({}, { movesMmhg: shakes }).run()).to.equal(Reason.searchMovement);
    const twitches = (ms: number) => (ms % 12_000 < 500 ? 8 : 0);
    const cuff = new SyntheticCuff({}, { movesMmhg: twitches });
    expect(cuff.run()).to.equal(Reason.lopFound);
    expect(cuff.search.lopMmhg).to.be.closeTo(cuff.limb.lopMmhg, 6);
  });

  it("SR-055: with an irregular heart says so", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const cuff = new SyntheticCuff({}, { pulse: { isFibrillating: true, beatsPerMin: 110, seed } });
      expect(cuff.run(), `${seed}`).to.equal(Reason.searchIrregular);
      expect(cuff.search.lopMmhg).to.be.NaN;
    }
  });

  it("SR-055: a limb with a strong pulse that is predicted too high is found on the way down (takes it for movement)", () => {
    for (const [lopMmhg, ml, predictedMmhg] of [
      [130, 0.5, 230],
      [120, 0.7, 200],
      [110, 0.9, 170],
    ] as const) {
      const cuff = new SyntheticCuff({ lopMmhg, ml });
      expect(cuff.run(predictedMmhg), `${lopMmhg}`).to.equal(Reason.lopFound);
    }
  });

  it("remembers nothing of the one before", () => {
    const cuff = new SyntheticCuff();
    cuff.run();
    const { lopMmhg, marginMmhg } = cuff.search;
    cuff.begin();
    expect(cuff.search).to.include({ outcome: Reason.none, isRunning: true, strongestMmhg: 0, isFromFlank: false });
    for (const value of [cuff.search.lopMmhg, cuff.search.marginMmhg, cuff.search.heartRatePerMin])
      expect(value).to.be.NaN;
    cuff.run();
    expect(cuff.search.lopMmhg).to.be.closeTo(lopMmhg, 3);
    expect(cuff.search.marginMmhg).to.be.closeTo(marginMmhg, 3);
  });

  it("SR-054: whatever the signal, it ends in time, and holds nothing above the ceiling", () => {
    const signal = fc.record({
      seed: fc.integer(),
      /** Of one tick, mmHg; and how often the pressure arrives. */
      stepMmhg: between(0, 1),
      strayMmhg: between(0, 20),
      arrives: between(0.01, 1),
      tickMs: fc.integer({ min: 5, max: 25 }),
      predictedMmhg: between(90, 260),
      ceilingMmhg: between(150, CEILING_MMHG),
    });
    fc.assert(
      fc.property(signal, ({ seed, stepMmhg, strayMmhg, arrives, tickMs, predictedMmhg, ceilingMmhg }) => {
        const random = new RandomStream(seed, "walk");
        const search = newSearch();
        search.begin(1.1, predictedMmhg, ceilingMmhg);
        let walk = 0;
        let ms = 0;
        for (; search.isRunning; ms += tickMs) {
          expect(ms).to.be.below(LONGEST_MS + LONGEST_FIT_MS * (tickMs / TICK_MS));
          const { targetMmhg } = search;
          if (targetMmhg !== undefined && !(targetMmhg <= ceilingMmhg && ms < LONGEST_MS)) expect.fail(`${targetMmhg}`);
          walk = Math.max(-strayMmhg, Math.min(strayMmhg, walk + stepMmhg * random.normal()));
          search.advance((targetMmhg ?? 0) + walk, random.uniform() < arrives, tickMs);
        }
        expect(search.outcome).to.be.at.least(Reason.lopFound);
        expect(search.targetMmhg).to.equal(undefined);
        expect(Number.isNaN(search.lopMmhg)).to.equal(search.outcome !== Reason.lopFound);
      }),
      { numRuns: 60 },
    );
  });

  it("SR-055: noise, seven times that of a transducer or less, is not found to have an occlusion pressure", () => {
    fc.assert(
      fc.property(fc.integer(), between(0, 0.2), between(90, 240), (seed, noiseMmhg, predictedMmhg) => {
        const cuff = new SyntheticCuff({}, { mlAt: () => 0, pulse: { noiseMmhg, seed } });
        expect(cuff.run(predictedMmhg)).to.not.equal(Reason.lopFound);
      }),
      { numRuns: 40 },
    );
  });
});
