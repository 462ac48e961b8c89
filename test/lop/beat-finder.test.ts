import { expect } from "chai";
import fc from "fast-check";
import { BeatFinder } from "../../firmware/pressure/lop/beat-finder";
import { RandomStream } from "../../sim/random";
import { medianOf, PulseSource, type ShutCuff } from "./pulse";

const SECONDS = 20;
const NOISE_MMHG = 0.03;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** What is found in `seconds` of it, with steps as `stepMs` says. */
function found(cuff: ShutCuff, stepMs = (): number => 10, finder = new BeatFinder(), seconds = SECONDS) {
  const source = new PulseSource(cuff);
  const intervals: number[] = [];
  const amplitudes: number[] = [];
  for (let ms = 0, step = 0; ms < 1000 * seconds; ms += step) {
    step = stepMs();
    if (!finder.update(source.after(step), step)) continue;
    intervals.push(finder.intervalMs);
    amplitudes.push(finder.amplitudeMmhg);
  }
  return { count: intervals.length, beats: source.beats, ms: medianOf(intervals), mmhg: medianOf(amplitudes) };
}

/** Ticks that come when they like. */
function irregular(seed: number): () => number {
  const random = new RandomStream(seed, "ticks");
  return () => Math.floor(random.between(5, 26));
}

describe("beat finder", () => {
  const hearts = fc.record({
    beatsPerMin: between(45, 100),
    pulseMmhg: between(0.5, 4),
    driftMmhgPerS: between(-3, 3),
    creepMmhg: between(0, 3),
    noiseMmhg: fc.constant(NOISE_MMHG),
    seed: fc.integer(),
  });

  it("finds rate and height of the pulse, whatever the pressure does by itself", () => {
    fc.assert(
      fc.property(hearts, (heart) => {
        const { count, beats, ms, mmhg } = found(heart);
        expect(ms).to.be.closeTo(60_000 / heart.beatsPerMin, 3000 / heart.beatsPerMin);
        expect(mmhg).to.be.closeTo(heart.pulseMmhg, 0.1 * heart.pulseMmhg);
        // A sudden drift may hide those of the first seconds, or look like one.
        expect(count).to.be.within(beats - 5, beats + 1);
      }),
    );
  });

  it("misses no beat and finds none twice where the pressure only creeps", () => {
    for (const beatsPerMin of [45, 60, 75, 90, 120]) {
      const { count, beats, ms } = found({ beatsPerMin, creepMmhg: 2, noiseMmhg: NOISE_MMHG });
      expect(count, `${beatsPerMin}/min`).to.be.within(beats - 1, beats);
      expect(ms).to.be.closeTo(60_000 / beatsPerMin, 3000 / beatsPerMin);
    }
  });

  it("loses a seventh of a fast pulse at most", () => {
    for (const beatsPerMin of [100, 110, 120]) {
      const { mmhg } = found({ beatsPerMin, pulseMmhg: 2, noiseMmhg: NOISE_MMHG }, irregular(1));
      expect(mmhg).to.be.within(2 * 0.85, 2);
    }
  });

  it("is not harmed by ticks that come irregularly", () => {
    fc.assert(
      fc.property(hearts, fc.integer(), (heart, seed) => {
        const even = found(heart);
        const uneven = found(heart, irregular(seed));
        expect(uneven.ms).to.be.closeTo(even.ms, 0.1 * even.ms);
        expect(uneven.mmhg).to.be.closeTo(even.mmhg, 0.1 * even.mmhg);
        expect(Math.abs(uneven.count - even.count)).to.be.at.most(4);
      }),
    );
  });

  it("hears no beats in a flat line with noise, at rest or on the move", () => {
    const flat = fc.record({
      pulseMmhg: fc.constant(0),
      driftMmhgPerS: between(-3, 3),
      creepMmhg: between(0, 3),
      noiseMmhg: between(0, NOISE_MMHG),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(flat, (cuff) => {
        expect(found(cuff).count).to.equal(0);
      }),
    );
  });

  it("a beat that was interrupted by a restart is none", () => {
    const finder = new BeatFinder();
    const source = new PulseSource({ beatsPerMin: 60, pulseMmhg: 2 });
    const next = () => finder.update(source.after(10), 10);
    while (!next());
    for (let ms = 0; ms < 500; ms += 10) expect(next()).to.equal(false);
    finder.restart();
    source.offsetMmhg = 30;
    let waitedMs = 0;
    for (let isFound = false; !isFound; waitedMs += 10) isFound = next();
    expect(waitedMs, "one whole beat has passed since").to.be.above(1000);
    expect(finder.intervalMs).to.be.closeTo(1000, 200);
    expect(finder.amplitudeMmhg).to.be.closeTo(2, 0.4);
  });

  it("goes by what is usual until it is told to forget, or hears nothing for long", () => {
    const loud = { pulseMmhg: 4, beatsPerMin: 75 };
    const weak = { pulseMmhg: 0.5, beatsPerMin: 75 };
    const countAfter = (act: (finder: BeatFinder) => void, seconds: number) => {
      const finder = new BeatFinder();
      found(loud, undefined, finder);
      act(finder);
      return found(weak, undefined, finder, seconds).count;
    };
    expect(countAfter((finder) => finder.restart(), 3)).to.equal(0);
    expect(countAfter((finder) => finder.restart(), 20)).to.be.above(5);
    expect(countAfter((finder) => finder.forget(), 3)).to.be.at.least(2);
  });
});
