import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import type { Figure } from "../../sim/scenario/figures";
import { atLeast, atMost, figureOf } from "../figure";
import type { Section } from "../section";
import { tallyOf } from "./agreement";
import type { LopSubject } from "./population";
import { repeatSd } from "./repeats";
import { errorMmhg, isFound, type SearchTrial, WRONG_MMHG } from "./search-trial";

/** A search has to succeed up to here on people at rest, mmHg; above it the ceiling leaves too little flank. */
const FINDABLE_MMHG = 240;
const SEARCH_S = timeLimits.search.value / 1000;
const ABOVE_LOP_S = timeLimits.searchAboveLop.value / 1000;

/** What the search is judged by. */
export function targetsSection(trials: readonly SearchTrial[], differences: readonly number[]): Section {
  return {
    title: "Targets",
    notes: [
      `The repeat is of ${differences.length} people who were found twice, with other heartbeats, noise and unrest.`,
    ],
    figures: [...agreement(trials, differences), ...success(trials), ...burden(trials)],
  };
}

function of(trials: readonly SearchTrial[], has: (subject: LopSubject) => boolean) {
  return tallyOf(trials.filter(({ subject }) => has(subject)));
}

function agreement(trials: readonly SearchTrial[], differences: readonly number[]): Figure[] {
  const all = tallyOf(trials);
  const limb = (name: "arm" | "leg") => of(trials, ({ config }) => config.cuff.limb === name).sd;
  const wrongPercent = (100 * all.wrong) / all.found;
  const within = trials.filter((trial) => isFound(trial) && Math.abs(errorMmhg(trial)) <= trial.marginMmhg).length;
  return [
    figureOf("bias, either way", Math.abs(all.bias), "mmHg", atMost(2), "Masri 2016: 1 arm, 0 leg; AirBands: 7, 4"),
    figureOf("SD, arm", limb("arm"), "mmHg", atMost(6), "Masri 2016: 8; AirBands: 13"),
    figureOf("SD, leg", limb("leg"), "mmHg", atMost(7), "Masri 2016: 15; AirBands: 13.8"),
    figureOf("SD of the difference to a repeat", repeatSd(differences), "mmHg", atMost(5), "ramp, repeated: 8.9"),
    figureOf(
      `of the found more than ${WRONG_MMHG} mmHg off`,
      wrongPercent,
      "%",
      atMost(0.5),
      "Masri 2016, leg: 18, if normal",
    ),
    figureOf("of the found within the margin that is told", (100 * within) / all.found, "%", null, "promised: 95"),
  ];
}

function success(trials: readonly SearchTrial[]): Figure[] {
  const percent = (has: (subject: LopSubject) => boolean) => of(trials, has).foundPercent;
  const atRest = percent(({ condition, trueLopMmhg }) => condition === "still" && trueLopMmhg <= FINDABLE_MMHG);
  const doing = (name: string) => percent(({ condition }) => condition === name);
  const delfi = "Delfi upright: 29–51";
  return [
    figureOf(`found, at rest, LOP at most ${FINDABLE_MMHG} mmHg`, atRest, "%", atLeast(95), delfi),
    figureOf("found, talking", doing("talking"), "%", atLeast(80)),
    figureOf("found, fidgeting", doing("fidgeting"), "%", atLeast(80)),
  ];
}

/** What the limb has to bear. */
function burden(trials: readonly SearchTrial[]): Figure[] {
  const longest = (of: (trial: SearchTrial) => number) => Math.max(...trials.map(of));
  const restrictedS = longest((trial) => trial.restrictedS);
  const aboveS = longest((trial) => trial.aboveLopS);
  return [
    figureOf("median duration, KPM27C or bigger", tallyOf(trials).medianS, "s", atMost(90), "ramp of 1 mmHg/s: 180"),
    figureOf("longest time above 15 mmHg", restrictedS, "s", atMost(SEARCH_S), timeLimits.search.source),
    figureOf(
      "longest time at or above the true LOP",
      aboveS,
      "s",
      atMost(ABOVE_LOP_S),
      timeLimits.searchAboveLop.source,
    ),
    figureOf(
      `highest pressure in the cuff, pulse and all; the ceiling is ${pressureLimits.searchCeiling.value}`,
      longest((trial) => trial.highestMmhg),
      "mmHg",
    ),
  ];
}
