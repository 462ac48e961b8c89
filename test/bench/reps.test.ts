import { expect } from "chai";
import { type Group, sessionOf } from "../../bench/reps/plans";
import { repsFigures, setsOf } from "../../bench/reps/reps";
import { UnevenSet } from "../../bench/reps/uneven-set";
import { RandomStream } from "../../sim/random";

const sample: readonly (readonly [Group, number])[] = [
  [{ cuff: "arm", pump: "kpm27c", isSealed: false }, 102],
  [{ cuff: "arm", pump: "zr370", isSealed: true }, 101],
  [{ cuff: "thigh11", pump: "big", isSealed: false }, 103],
  [{ cuff: "thigh18", pump: "zr370", isSealed: false }, 104],
  [{ cuff: "thigh18", pump: "kpm27c", isSealed: true }, 105],
];

describe("counting of repetitions, measured", () => {
  it("is right on a sample of twenty uneven sets, and counts nothing in the rests", () => {
    const sets = sample.flatMap(([group, seed]) => setsOf(group, [seed]));
    expect(sets).to.have.length(20);
    const figures = repsFigures("sample", sets, true);
    expect(figures.filter(({ met }) => met === false)).to.deep.equal([]);
  });

  it("plans the same session for the same seed, errs in every second one, and has long and short sets", () => {
    const group: Group = { cuff: "thigh11", pump: "big", isSealed: false };
    expect(sessionOf(group, 7)).to.deep.equal(sessionOf(group, 7));
    expect(sessionOf(group, 7).setup.parts).to.not.equal(undefined);
    expect(sessionOf(group, 8).setup.parts).to.equal(undefined);
    expect(new Set(sessionOf(group, 7).sets.map((set) => set.repetitions))).to.deep.equal(new Set([15, 30]));
  });
});

describe("an uneven set", () => {
  const plan = { repetitions: 30, periodS: 2, volumeMl: 20, hasTwitches: true };

  it("has as many repetitions as planned, of 1 to 4 s and at least 40 % of their median, and smaller twitches", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { swings } = new UnevenSet(plan, 10, new RandomStream(seed, "sets"));
      const volumes = swings.filter((swing) => !swing.isTwitch).map(({ volumeMl }) => volumeMl);
      const median = volumes.sort((a, b) => a - b)[15] ?? Number.NaN;
      expect(volumes).to.have.length(30);
      expect(volumes[0]).to.be.at.least(0.4 * median);
      for (const { isTwitch, startS, endS, volumeMl } of swings) {
        if (isTwitch) expect(volumeMl).to.be.at.most(0.25 * plan.volumeMl);
        else expect(endS - startS).to.be.within(1 - 1e-9, 4 + 1e-9);
      }
    }
  });

  it("swells the limb without a jump, and leaves a tenth of a repetition behind", () => {
    const set = new UnevenSet(plan, 1, new RandomStream(3, "sets"));
    let last = 0;
    for (let ms = 0; ms < 1000 * (set.endS + 1); ms++) {
      const volumeMl = set.volumeMlAt(ms / 1000);
      expect(Math.abs(volumeMl - last)).to.be.below(0.5);
      last = volumeMl;
    }
    expect(last).to.be.closeTo(2, 1e-9);
  });
});
