import { expect } from "chai";
import { adversaries, playAdversary } from "../../bench/lop/adversaries";
import { tallyOf } from "../../bench/lop/agreement";
import { outcomeName } from "../../bench/lop/failures";
import { drawPerson } from "../../bench/lop/population";
import { errorMmhg, isFalseSuccess, isFound, playSearch, type SearchTrial } from "../../bench/lop/search-trial";
import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { Reason } from "../../firmware/shared/reasons";

/** People that nothing has been tuned on. */
const SEED = 4242;
const PEOPLE = 30;
/** Has no factor in common with 48, so that cuffs, laws, pumps and transducers mix as in the whole population. */
const EVERY = 41;
/** Heartbeat and movement go on top of what the cuff was set to, mmHg; a thigh that fidgets does most. */
const ON_TOP_MMHG = 8;

const CEILING_MMHG = pressureLimits.searchCeiling.value;
const SEARCH_S = timeLimits.search.value / 1000;
const ABOVE_S = timeLimits.searchAboveLop.value / 1000;

describe("a search for the limb occlusion pressure", () => {
  let trials: readonly SearchTrial[] = [];

  before(() => {
    trials = Array.from({ length: PEOPLE }, (_, i) => playSearch(drawPerson(EVERY * i, SEED)));
  });

  it("finds it in nearly everybody at rest, and in most people whatever is the matter with them", () => {
    const still = trials.filter(({ subject }) => subject.condition === "still" && subject.trueLopMmhg <= 240);
    expect(still.length).to.be.at.least(12);
    expect(tallyOf(still).foundPercent).to.be.at.least(90);
    expect(tallyOf(trials).foundPercent).to.be.at.least(75);
  });

  it("SR-055: what it finds is true within a few mmHg, and within twice the margin that it states", () => {
    const { bias, sd, wrong } = tallyOf(trials);
    expect(Math.abs(bias)).to.be.at.most(3);
    expect(sd).to.be.at.most(8);
    expect(wrong).to.equal(0);
    for (const trial of trials.filter(isFound))
      expect(Math.abs(errorMmhg(trial)), `person ${trial.subject.index}`).to.be.below(2 * trial.marginMmhg);
  });

  it("finds it with transducers that are read 50 to 250 times a second", () => {
    const still = trials.filter(({ subject }) => subject.condition === "still").slice(0, 8);
    for (const intervalMs of [20, 10, 6, 4]) {
      const read = still.map(({ subject }) => {
        const { config } = subject;
        return playSearch({ ...subject, config: { ...config, transducer: { ...config.transducer, intervalMs } } });
      });
      const { sd, wrong, foundPercent } = tallyOf(read);
      expect(foundPercent, `${intervalMs} ms`).to.be.at.least(75);
      expect(sd, `${intervalMs} ms`).to.be.at.most(8);
      expect(wrong, `${intervalMs} ms`).to.equal(0);
    }
  });

  it("SR-055: says why where it has found nothing, and tells no number then", () => {
    for (const trial of trials.filter((one) => !isFound(one))) {
      expect(outcomeName(trial)).to.match(/^search/);
      expect(trial.lopMmhg).to.be.NaN;
    }
  });

  it("SR-054: is over in 160 s, the limb free again, has occluded it for less than 60 s, and has not gone beyond the ceiling", () => {
    for (const { subject, restrictedS, aboveLopS, highestMmhg } of trials) {
      const who = `person ${subject.index}`;
      expect(restrictedS, who).to.be.at.most(SEARCH_S);
      expect(aboveLopS, who).to.be.at.most(ABOVE_S);
      expect(highestMmhg, who).to.be.at.most(CEILING_MMHG + ON_TOP_MMHG);
    }
  });
});

describe("a search that should not have been one", () => {
  for (const adversary of adversaries) {
    it(`SR-055: ${adversary.name}: nothing wrong is found`, () => {
      for (const trial of [0, 1]) {
        const played = playAdversary(adversary, trial, SEED);
        expect(played.outcome, "an answer").to.not.equal(Reason.none);
        expect(isFalseSuccess(played), `${outcomeName(played)}, ${errorMmhg(played)} mmHg off`).to.equal(false);
      }
    });
  }
});
