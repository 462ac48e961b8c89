import { expect } from "chai";
import fc from "fast-check";
import { type TransducerPart, transducers } from "../../firmware/parts/transducers";
import { PressureSense, STALE_MS } from "../../firmware/pressure/pressure-sense";
import { Zeroing } from "../../firmware/pressure/zeroing";
import { Reason } from "../../firmware/shared/reasons";
import { SampleQueue } from "../../firmware/shared/sample-queue";

function countsAt(part: TransducerPart, mmhg: number): number {
  const { lowCounts, lowMmhg, highCounts, highMmhg } = part;
  return Math.round(lowCounts + ((mmhg - lowMmhg) * (highCounts - lowCounts)) / (highMmhg - lowMmhg));
}

describe("pressure sense", () => {
  it("reads every transducer at the pressures of its data sheet", () => {
    // Counts from the transfer functions: ABP2 and MPR 10–90 % of 2^24, XGZP Pa = counts/64, MPX5050 90 mV/kPa at 187.5 µV.
    const cases: readonly [TransducerPart, number, number][] = [
      [transducers.abp2, 2 ** 24 * 0.5, 375.03],
      [transducers.mpr, 2 ** 24 * 0.5, 225.02],
      [transducers.xgzp, 26_664.5 * 64, 200],
      [transducers.mpx5050, (0.2 + 0.09 * 20) / 187.5e-6, 150.01],
    ];
    for (const [part, counts, mmhg] of cases) {
      const sense = new PressureSense(part, 1, 0);
      const samples = new SampleQueue();
      sense.sense(0, samples);
      samples.push(5, counts);
      sense.sense(10, samples);
      expect(sense.latestMmhg, part.name).to.be.closeTo(mmhg, 0.1);
    }
  });

  it("gives the same pressure for 25, 100 and 250 samples a second", () => {
    for (const intervalMs of [40, 10, 4]) {
      const sense = new PressureSense(transducers.abp2, 1, 0);
      const samples = new SampleQueue();
      let sampleMs = 0;
      for (let nowMs = 0; nowMs <= 2000; nowMs += 10) {
        for (; sampleMs <= nowMs; sampleMs += intervalMs)
          samples.push(sampleMs, countsAt(transducers.abp2, sampleMs / 10));
        sense.sense(nowMs, samples);
        expect(sense.doubt).to.equal(Reason.none);
      }
      expect(sense.pressureMmhg, `${intervalMs} ms`).to.be.closeTo(200 - 1.5, 2);
      expect(sense.slopeMmhgPerS, `${intervalMs} ms`).to.be.closeTo(100, 5);
    }
  });

  it("SR-003: doubts the pressure once the samples stop, and not before", () => {
    const sense = new PressureSense(transducers.abp2, 1, 0);
    const samples = new SampleQueue();
    samples.push(0, countsAt(transducers.abp2, 100));
    sense.sense(0, samples);
    sense.sense(STALE_MS, samples);
    expect(sense.doubt).to.equal(Reason.none);
    sense.sense(STALE_MS + 1, samples);
    expect(sense.doubt).to.equal(Reason.transducerStale);
  });

  it("SR-003: rejects impossible counts, keeps the last pressure, and says so when nothing else comes", () => {
    fc.assert(
      fc.property(fc.constantFrom(Number.NaN, 0, -1, 2 ** 24, Number.POSITIVE_INFINITY), (broken) => {
        const sense = new PressureSense(transducers.abp2, 1, 0);
        const samples = new SampleQueue();
        samples.push(0, countsAt(transducers.abp2, 100));
        sense.sense(0, samples);
        for (let nowMs = 10; nowMs <= 200; nowMs += 10) {
          samples.push(nowMs, broken);
          sense.sense(nowMs, samples);
        }
        expect(sense.latestMmhg).to.be.closeTo(100, 0.01);
        expect(sense.doubt).to.equal(Reason.transducerInvalid);
      }),
    );
  });

  it("works across the wrap of a 32-bit clock", () => {
    const sense = new PressureSense(transducers.abp2, 1, 0);
    const samples = new SampleQueue();
    for (let i = 0; i < 100; i++) {
      const nowMs = (2 ** 31 - 500 + i * 10) | 0;
      samples.push(nowMs, countsAt(transducers.abp2, 100));
      sense.sense(nowMs, samples);
      expect(sense.doubt).to.equal(Reason.none);
    }
    expect(sense.pressureMmhg).to.be.closeTo(100, 0.01);
  });
});

describe("sample queue", () => {
  it("drops the oldest when it is full and keeps the order", () => {
    const samples = new SampleQueue();
    for (let i = 0; i < 20; i++) samples.push(i, 100 + i);
    expect([...samples.atMs.slice(0, samples.length)]).to.deep.equal(Array.from({ length: 16 }, (_, i) => i + 4));
    expect(samples.counts[15]).to.equal(119);
  });
});

describe("zeroing", () => {
  const rules = { ventedMs: 5000, slopeMmhgPerS: 0.5, shiftMmhg: 3 };

  /** Opens the cuff for `seconds` with what `reading` gives at each of them; returns the zero found. */
  function zeroAfter(seconds: number, reading: (seconds: number) => number): number {
    const zeroing = new Zeroing(rules, 0);
    for (let i = 0; i < seconds * 100; i++) zeroing.update(reading(i / 100), 10);
    return zeroing.zeroMmhg;
  }

  it("SR-015: adopts a small steady offset, but not before five seconds open", () => {
    expect(zeroAfter(4.9, () => 1.2)).to.equal(0);
    expect(zeroAfter(6, () => 1.2)).to.be.closeTo(1.2, 1e-9);
  });

  it("SR-015: refuses while the pressure still moves by 0.5 mmHg/s or more", () => {
    expect(zeroAfter(7, (s) => 3 - 0.6 * s)).to.equal(0);
    expect(zeroAfter(7, (s) => 3 - 0.3 * s)).to.not.equal(0);
  });

  it("SR-015: refuses more than 3 mmHg from the stored zero, however long it stays", () => {
    expect(zeroAfter(60, () => 3.1)).to.equal(0);
    expect(zeroAfter(60, () => -3.1)).to.equal(0);
    expect(zeroAfter(60, (s) => 0.1 * s)).to.be.at.most(3);
  });
});
