import { expect } from "chai";
import fc from "fast-check";
import { Listening } from "../../firmware/pressure/lop/listening";
import { PulseSource, type ShutCuff } from "./pulse";

const SETTLES_MS = 700;
const LEAST_MS = SETTLES_MS + 3200;
const LONGEST_MS = SETTLES_MS + 7000;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Listens until there is a result; `act` may change what there is to hear. */
function heard(cuff: ShutCuff, { listening = new Listening(), act = (_: PulseSource, _ms: number): void => {} } = {}) {
  const source = new PulseSource(cuff);
  listening.begin();
  let ms = 0;
  for (let isDone = false; !isDone; ) {
    ms += 10;
    isDone = listening.update(source.after(10), 10);
    act(source, ms);
  }
  return { listening, ms };
}

/** The limb moves once, after `atMs`. */
const jump = (mmhg: number, atMs: number) => (source: PulseSource, ms: number) => {
  if (ms >= atMs) source.offsetMmhg = mmhg;
};

describe("listening", () => {
  const rest = fc.record({
    mmhg: between(40, 250),
    pulseMmhg: between(0.5, 4),
    beatsPerMin: between(45, 120),
    creepMmhg: between(0, 2),
    noiseMmhg: between(0, 0.03),
    seed: fc.integer(),
  });

  it("hears the pulse of a limb at rest in four beats and one breath", () => {
    fc.assert(
      fc.property(rest, (cuff) => {
        const { listening, ms } = heard(cuff);
        expect(ms).to.be.within(LEAST_MS, LONGEST_MS);
        expect(listening.moved).to.equal(false);
        expect(listening.foundBeats).to.be.at.least(4);
        expect(listening.cleanBeats).to.be.at.least(3);
        expect(listening.amplitudeMmhg).to.be.closeTo(cuff.pulseMmhg, 0.2 * cuff.pulseMmhg);
        expect(listening.intervalMs).to.be.closeTo(60_000 / cuff.beatsPerMin, 6000 / cuff.beatsPerMin);
        expect(listening.irregularity).to.be.below(0.12);
        expect(listening.pressureMmhg).to.be.closeTo(cuff.mmhg, 5);
      }),
    );
  });

  it("takes no longer than a breath where the heart is fast, and waits for a slow one", () => {
    expect(heard({ beatsPerMin: 120 }).ms).to.equal(LEAST_MS);
    const { listening, ms } = heard({ beatsPerMin: 45 });
    expect(ms).to.be.within(4 * 1333, LONGEST_MS - 1);
    expect(listening.foundBeats).to.equal(4);
  });

  it("gives up after seven seconds, and calls what the whole wave swings the pulse", () => {
    for (const pulseMmhg of [0, 1.5]) {
      const { listening, ms } = heard({ pulseMmhg, beatsPerMin: 20, noiseMmhg: 0.01 });
      expect(ms).to.equal(LONGEST_MS);
      expect(listening.cleanBeats).to.be.below(3);
      expect(listening.amplitudeMmhg).to.be.within(0.8 * pulseMmhg, 1.2 * pulseMmhg + 0.1);
    }
  });

  it("without a pulse there are no beats, no interval and no irregularity", () => {
    const { listening } = heard({ pulseMmhg: 0, noiseMmhg: 0.02 });
    expect(listening).to.include({ foundBeats: 0, cleanBeats: 0, intervalMs: 0, irregularity: 0, moved: false });
    expect(listening.amplitudeMmhg).to.be.within(0.01, 0.15);
  });

  it("a jump by 5 mmHg is a limb that moves, upwards and downwards", () => {
    for (const mmhg of [5, -5]) {
      for (const atMs of [1500, 3000]) {
        const { listening } = heard({ pulseMmhg: 1 }, { act: jump(mmhg, atMs) });
        expect(listening.moved, `${mmhg} after ${atMs}`).to.equal(true);
      }
    }
  });

  it("what moves more than the pulse heard before is not waited for to the end; then it listens anew", () => {
    const { listening } = heard({ pulseMmhg: 1 });
    const moved = heard({ pulseMmhg: 1 }, { listening, act: jump(5, 1500) });
    expect(listening.moved).to.equal(true);
    expect(moved.ms).to.be.within(1510, 1600);
    heard({ pulseMmhg: 1 }, { listening });
    expect(listening.moved).to.equal(false);
    expect(listening.amplitudeMmhg).to.be.closeTo(1, 0.2);
  });

  it("SR-055: a limb that only just comes to rest is no pulse, be it at the first step or later", () => {
    for (const before of [undefined, 1]) {
      const listening = new Listening();
      if (before !== undefined) heard({ pulseMmhg: before }, { listening });
      // It swings back and forth twice, as slowly as no heart beats.
      const sway = (source: PulseSource, ms: number) => {
        source.offsetMmhg = ms < 5000 ? 2 * Math.sin((2 * Math.PI * ms) / 2400) : 0;
      };
      heard({ pulseMmhg: 1 }, { listening, act: sway });
      expect(listening.moved, `after ${before}`).to.equal(true);
      heard({ pulseMmhg: 1 }, { listening });
      expect(listening).to.include({ moved: false, cleanBeats: 4 });
      expect(listening.amplitudeMmhg).to.be.closeTo(1, 0.2);
    }
  });

  it("what is in doubt twice and stays so counts: it is the heart", () => {
    const listening = new Listening();
    const moved = [1, 2, 3].map(
      () => heard({ pulseMmhg: 3, beatsPerMin: 70, isFibrillating: true, seed: 6 }, { listening }).listening.moved,
    );
    expect(moved).to.deep.equal([true, true, false]);
    heard({ pulseMmhg: 3, beatsPerMin: 70, isFibrillating: true, seed: 6 }, { listening });
    expect(listening.moved, "and is as usual from then on").to.equal(false);
  });

  it("a pulse that doubles or halves from step to step is no movement, and nobody is compared with somebody else", () => {
    const { listening } = heard({ pulseMmhg: 2 });
    for (const pulseMmhg of [1, 2, 4, 2, 1]) {
      heard({ pulseMmhg }, { listening });
      expect(listening.moved, `${pulseMmhg}`).to.equal(false);
    }
    listening.forget();
    heard({ pulseMmhg: 7 }, { listening });
    expect(listening.moved).to.equal(false);
  });

  it("tells an irregular heart from a regular one", () => {
    let [regular, irregular] = [0, 0];
    const STEPS = 200;
    for (let seed = 0; seed < STEPS; seed++) {
      const cuff = { seed, beatsPerMin: 80, pulseMmhg: 2 };
      regular += heard(cuff).listening.irregularity / STEPS;
      irregular += heard({ ...cuff, isFibrillating: true }).listening.irregularity / STEPS;
    }
    expect(regular).to.be.below(0.04);
    expect(irregular).to.be.above(0.12);
  });

  it("tells how fast the shut cuff falls by itself", () => {
    for (const fall of [0, 1, 2.5]) {
      const { listening } = heard({ pulseMmhg: 1, driftMmhgPerS: -fall });
      expect(listening.fallMmhgPerS).to.be.closeTo(fall, 0.35);
    }
  });
});
