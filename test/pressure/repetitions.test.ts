import { expect } from "chai";
import fc from "fast-check";
import { RepetitionCounter } from "../../firmware/pressure/repetitions";

const STEP_S = 0.01;
const COMPLIANCE = 0.8;
const BASE_MMHG = 130;

/** One swelling of the limb, and the pause after it. */
interface Swing {
  readonly volumeMl: number;
  readonly lastsS: number;
  readonly pauseS: number;
}

/** What the cuff is like while the limb moves. */
interface Cuff {
  /** Share of every swelling that pump and valve take and give back, and by how much they are reckoned wrongly. */
  readonly levelled: number;
  readonly reckoned: number;
  readonly driftMmhgPerS: number;
  /** Heartbeat, peak to peak. */
  readonly pulseMmhg: number;
}

const sealed: Cuff = { levelled: 0, reckoned: 1, driftMmhgPerS: 0, pulseMmhg: 0 };
const regulated: Cuff = { ...sealed, levelled: 0.8 };

function same(count: number, volumeMl: number, lastsS: number, pauseS = 0): Swing[] {
  return Array.from({ length: count }, () => ({ volumeMl, lastsS, pauseS }));
}

/** Plays the swings after 5 s of quiet and lets `look` see the counter after each; ends with 5 s of quiet. */
function play(
  counter: RepetitionCounter,
  swings: readonly Swing[],
  cuff: Cuff,
  look?: (done: number) => void,
): RepetitionCounter {
  let timeS = 0;
  let lastRate = 0;
  let mmhg = BASE_MMHG;
  let limbMmhg = 0;
  const step = (volumeMl: number): void => {
    timeS += STEP_S;
    const before = limbMmhg;
    limbMmhg = volumeMl / COMPLIANCE;
    const actuated = -cuff.levelled * (limbMmhg - before);
    mmhg += limbMmhg - before + actuated + cuff.driftMmhgPerS * STEP_S;
    lastRate = (cuff.reckoned * actuated) / STEP_S;
    const beat = (cuff.pulseMmhg / 2) * Math.sin(2 * Math.PI * 1.2 * timeS);
    counter.update(mmhg + beat, Math.max(0, lastRate), Math.max(0, -lastRate), COMPLIANCE, STEP_S);
  };
  const rest = (seconds: number): void => {
    for (let i = 0; i * STEP_S < seconds; i++) step(0);
  };
  rest(5);
  swings.forEach(({ volumeMl, lastsS, pauseS }, i) => {
    const steps = Math.round(lastsS / STEP_S);
    for (let k = 1; k <= steps; k++) step((volumeMl / 2) * (1 - Math.cos((2 * Math.PI * k) / steps)));
    rest(pauseS);
    look?.(i + 1);
  });
  rest(5);
  return counter;
}

function counted(swings: readonly Swing[], cuff: Cuff): number {
  return play(new RepetitionCounter(), swings, cuff).count;
}

const repetition = fc.record({
  volumeMl: fc.double({ min: 20, max: 40, noNaN: true }),
  lastsS: fc.double({ min: 1, max: 4, noNaN: true }),
  pauseS: fc.double({ min: 0, max: 3, noNaN: true }),
});
const anySet = fc.array(repetition, { minLength: 1, maxLength: 40 });
const anyCuff = fc.record({
  levelled: fc.double({ min: 0, max: 0.9, noNaN: true }),
  reckoned: fc.double({ min: 0.7, max: 1.3, noNaN: true }),
  driftMmhgPerS: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  pulseMmhg: fc.double({ min: 0, max: 4, noNaN: true }),
});

describe("repetition counter", () => {
  it("counts every repetition of even sets, in a sealed cuff and under a regulator that levels most of them", () => {
    for (const cuff of [sealed, regulated]) {
      for (const lastsS of [1, 2, 4]) expect(counted(same(15, 25, lastsS), cuff), `${lastsS} s`).to.equal(15);
    }
  });

  it("counts uneven sets with any reckoning error, drift and pulse, and is at most one behind during them", () => {
    fc.assert(
      fc.property(anySet, anyCuff, (swings, cuff) => {
        const counter = new RepetitionCounter();
        play(counter, swings, cuff, (done) => expect(counter.count).to.be.within(done - 1, done));
        expect(counter.count).to.equal(swings.length);
      }),
      { numRuns: 60 },
    );
  });

  it("counts no twitch of a quarter of the usual volume, and takes one back that came before the first repetition", () => {
    const twitch = { volumeMl: 8, lastsS: 0.6, pauseS: 1 };
    const repetitions = same(8, 32, 2, 1);
    expect(counted([twitch, ...repetitions], sealed)).to.equal(8);
    expect(counted([...repetitions, twitch, twitch], sealed)).to.equal(8);
    expect(
      counted(
        repetitions.flatMap((swing) => [swing, twitch]),
        sealed,
      ),
    ).to.equal(8);
  });

  it("counts a weak repetition of half the usual volume among strong ones", () => {
    expect(counted([...same(5, 32, 2), ...same(1, 16, 2), ...same(5, 32, 2), ...same(1, 16, 2)], sealed)).to.equal(12);
  });

  it("counts on after one jolt that was many times as large as the repetitions", () => {
    const jolt = { volumeMl: 160, lastsS: 1, pauseS: 1 };
    expect(counted([jolt, ...same(12, 25, 2)], sealed)).to.be.within(12, 13);
    expect(counted([...same(6, 25, 2), jolt, ...same(6, 25, 2)], sealed)).to.equal(13);
  });

  it("counts on after jolts only, once they have been followed by silence", () => {
    const jolts = [...same(2, 160, 1), { volumeMl: 160, lastsS: 1, pauseS: 12 }];
    expect(counted([...jolts, ...same(12, 25, 2)], sealed)).to.be.within(12, 15);
  });

  it("takes a limb that swells slowly for no repetition", () => {
    const counter = new RepetitionCounter();
    for (let i = 0; i < 6000; i++) {
      counter.update(BASE_MMHG + 0.3 * i * STEP_S, 0, 0, COMPLIANCE, STEP_S);
      expect(counter.isInRepetition).to.equal(false);
    }
  });

  it("counts nothing in a quiet cuff, whatever heart, breath and drift do", () => {
    fc.assert(
      fc.property(anyCuff, (cuff) => {
        expect(counted([{ volumeMl: 0, lastsS: 1, pauseS: 60 }], cuff)).to.equal(0);
      }),
      { numRuns: 30 },
    );
  });

  it("does not count a limb that has swollen and stays so, nor one that shrinks again slowly", () => {
    const counter = new RepetitionCounter();
    const ramps: readonly [number, number][] = [
      [5, 0],
      [2, 20],
      [20, 0],
      [60, -0.7],
      [20, 0],
    ];
    let mmhg = BASE_MMHG;
    for (const [seconds, rate] of ramps) {
      for (let i = 0; i * STEP_S < seconds; i++) {
        mmhg += rate * STEP_S;
        counter.update(mmhg, 0, 0, COMPLIANCE, STEP_S);
      }
    }
    expect(counter.count).to.equal(0);
    expect(counter.isInRepetition).to.equal(false);
  });

  it("tells that a repetition is under way, and how large the last one was", () => {
    const counter = new RepetitionCounter();
    const seen: boolean[] = [];
    const update = counter.update.bind(counter);
    counter.update = (...reading) => {
      update(...reading);
      if (counter.isInRepetition !== (seen.at(-1) ?? false)) seen.push(counter.isInRepetition);
    };
    play(counter, same(2, 30, 3, 1), sealed);
    expect(seen).to.deep.equal([true, false, true, false]);
    expect(counter.lastVolumeMl).to.be.closeTo(30, 5);
  });

  it("forgets count and volumes when a set begins", () => {
    const counter = new RepetitionCounter();
    play(counter, same(6, 60, 2), sealed);
    counter.restart();
    expect(counter).to.include({ count: 0, isInRepetition: false, lastVolumeMl: 0 });
    expect(play(counter, same(7, 15, 2), sealed).count).to.equal(7);
  });

  it("keeps its count through a gap in time and through readings that are no numbers", () => {
    const counter = play(new RepetitionCounter(), same(5, 30, 2), sealed);
    counter.update(BASE_MMHG + 60, 0, 0, COMPLIANCE, 3);
    counter.update(Number.NaN, 0, 0, COMPLIANCE, STEP_S);
    counter.update(BASE_MMHG, Number.POSITIVE_INFINITY, 0, COMPLIANCE, STEP_S);
    expect(play(counter, same(5, 30, 2), sealed).count).to.equal(10);
  });

  it("counts a long set to its end, beyond what it remembers", () => {
    expect(counted(same(100, 25, 1.5), regulated)).to.equal(100);
  });
});
