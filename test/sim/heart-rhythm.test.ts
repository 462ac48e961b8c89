import { expect } from "chai";
import { Breath } from "../../sim/limb/breath";
import { Heart } from "../../sim/limb/heart";
import { type Beat, type RhythmName, rhythmOf } from "../../sim/limb/rhythm";
import { RandomStream } from "../../sim/random";

const stream = (name: string, seed = 5) => new RandomStream(seed, name);

function beatsOf(rhythm: RhythmName, heartRatePerMin: number, count = 20_000, seed = 5): Beat[] {
  const chance = () => stream("rhythm", seed);
  const source = rhythmOf({ heartRatePerMin, rhythm }, stream("heartbeat", seed), chance);
  return Array.from({ length: count }, () => source.next());
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** Correlation of each value with the next. */
function memoryOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const products = values.slice(1).map((value, i) => (value - mean) * ((values[i] ?? mean) - mean));
  return meanOf(products) / sdOf(values) ** 2;
}

describe("heart rhythms", () => {
  it("a healthy heart keeps its rate from 45 to 120 beats a minute, with three per cent of scatter", () => {
    for (const rate of [45, 70, 120]) {
      const intervals = beatsOf("sinus", rate).map(({ intervalS }) => intervalS);
      expect(60 / meanOf(intervals)).to.be.closeTo(rate, 0.01 * rate);
      expect(sdOf(intervals) / meanOf(intervals)).to.be.closeTo(0.03, 0.002);
    }
  });

  it("a person's own scatter of the interval takes the place of the usual one", () => {
    const source = rhythmOf({ heartRatePerMin: 60, intervalSd: 0.05 }, stream("heartbeat"), () => stream("rhythm"));
    const intervals = Array.from({ length: 20_000 }, () => source.next().intervalS);
    expect(sdOf(intervals)).to.be.closeTo(0.05, 0.002);
  });

  it("in fibrillation intervals scatter by a fifth to a quarter, know nothing of one another and stay plausible", () => {
    for (const rate of [60, 75, 90]) {
      const intervals = beatsOf("fibrillation", rate).map(({ intervalS }) => intervalS);
      expect(60 / meanOf(intervals)).to.be.closeTo(rate, 0.02 * rate);
      expect(sdOf(intervals) / meanOf(intervals)).to.be.within(0.2, 0.25);
      expect(memoryOf(intervals)).to.be.closeTo(0, 0.03);
    }
    for (const rate of [45, 120]) {
      const intervals = beatsOf("fibrillation", rate).map(({ intervalS }) => intervalS);
      expect(Math.min(...intervals)).to.be.at.least(0.35);
      expect(Math.max(...intervals)).to.be.at.most(1.8);
      expect(60 / meanOf(intervals)).to.be.closeTo(rate, 0.03 * rate);
    }
  });

  it("in fibrillation a pulse is the higher the longer the interval before it", () => {
    const beats = beatsOf("fibrillation", 90, 2000);
    const pairs = beats.slice(1).map(({ height }, i) => ({ height, before: beats[i]?.intervalS ?? 0 }));
    pairs.sort((a, b) => a.before - b.before);
    for (let i = 1; i < pairs.length; i++) {
      expect(pairs[i]?.height).to.be.at.least(pairs[i - 1]?.height ?? 0);
    }
    expect(pairs[0]?.height).to.be.below(0.6);
    expect(pairs.at(-1)?.height).to.be.within(1, 1.2);
  });

  it("one beat in ten is ectopic: early, weak, never twice in a row, and made up for by its pause", () => {
    const beats = beatsOf("ectopic", 70);
    const isWeak = beats.map(({ height }) => height < 1);
    expect(isWeak.filter(Boolean).length / beats.length).to.be.closeTo(0.1, 0.01);
    beats.forEach((beat, i) => {
      const before = beats[i - 1];
      if (!isWeak[i] || before === undefined) return;
      expect(beat.height).to.be.within(0.5, 0.8);
      expect(isWeak[i - 1]).to.equal(false);
      expect(before.intervalS * (70 / 60)).to.be.within(0.5, 0.87);
      expect((before.intervalS + beat.intervalS) * (70 / 60)).to.be.closeTo(2, 0.4);
    });
    expect(60 / meanOf(beats.map(({ intervalS }) => intervalS))).to.be.closeTo(70, 0.7);
  });

  it("all but ectopic beats come as they would without any", () => {
    const sinus = beatsOf("sinus", 70, 200);
    const ectopic = beatsOf("ectopic", 70, 200);
    const normal = ectopic.filter(({ intervalS }, i) => intervalS === sinus[i]?.intervalS);
    expect(normal.length).to.be.within(140, 180);
  });

  it("repeat by seed", () => {
    for (const rhythm of ["ectopic", "fibrillation"] as const) {
      expect(beatsOf(rhythm, 70, 50, 1)).to.deep.equal(beatsOf(rhythm, 70, 50, 1));
      expect(beatsOf(rhythm, 70, 50, 1)).to.not.deep.equal(beatsOf(rhythm, 70, 50, 2));
    }
  });
});

describe("a heart", () => {
  /** Highest pressure of each beat over ten minutes, mmHg. */
  function peaksOf(heart: Heart): number[] {
    const peaks: number[] = [];
    for (let ms = 0, peak = 0, last = 0; ms < 600_000; ms++) {
      heart.step(0.001);
      if (heart.phase < last) {
        peaks.push(peak);
        peak = 0;
      }
      peak = Math.max(peak, heart.mmhg);
      last = heart.phase;
    }
    return peaks;
  }

  it("raises an ectopic pulse less high, and its pressure never jumps", () => {
    const rhythm = rhythmOf({ heartRatePerMin: 70, rhythm: "ectopic" }, stream("heartbeat"), () => stream("rhythm"));
    const heart = new Heart(120, 70, 70, stream("unused"), rhythm);
    const weak = peaksOf(heart).filter((mmhg) => mmhg < 70 + 0.8 * 50 + 3.1);
    expect(weak.length).to.be.within(50, 90);
    expect(Math.min(...weak)).to.be.at.least(70 + 0.5 * 50 - 3.1);
    for (let ms = 0, last = heart.mmhg; ms < 60_000; ms++) {
      heart.step(0.001);
      expect(Math.abs(heart.mmhg - last)).to.be.below(2.5);
      last = heart.mmhg;
    }
  });

  it("breathes evenly, or from one breath to the next as it comes while talking", () => {
    const depthsOf = (breath: Breath): number[] => {
      const depths: number[] = [];
      for (let ms = 0, top = 0, last = 0; ms < 300_000; ms++) {
        breath.step(0.001);
        if (breath.mmhg > 0 && last <= 0 && ms > 0) {
          depths.push(top);
          top = 0;
        }
        top = Math.max(top, breath.mmhg);
        last = breath.mmhg;
      }
      return depths.slice(1);
    };
    expect(sdOf(depthsOf(new Breath()))).to.be.below(0.01);
    const talking = depthsOf(new Breath(stream("breath")));
    expect(sdOf(talking)).to.be.within(0.5, 1.2);
    expect(Math.min(...talking)).to.be.at.least(1.49);
    expect(Math.max(...talking)).to.be.at.most(4.5);
  });
});
