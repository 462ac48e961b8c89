import { RandomStream } from "../../sim/random";
import type { Figure } from "../../sim/scenario/figures";
import { atLeast, atMost, figureOf } from "../figure";
import { cell, type Section } from "../section";
import { type Group, groups, sessionOf } from "./plans";
import { playSession, type SetResult } from "./session";

/** 18 groups of sessions with four sets: 432 sets, or fewer where a misbelieved pump cannot fill the cuff. */
const SEEDS = [101, 102, 103, 104, 105, 106];
const LEAST_SETS = 400;
const RIGHT_PERCENT = 99;
const EXACT_PERCENT = 90;

/** How the sets of one group were counted. */
export interface RepsRow {
  readonly name: string;
  readonly sets: readonly SetResult[];
}

export function measureReps(onProgress: (share: number) => void): Section[] {
  const rows = groups.map((group, i): RepsRow => {
    onProgress(i / groups.length);
    return { name: nameOf(group), sets: setsOf(group, SEEDS) };
  });
  return [groupSection(rows), cadenceSection(rows), totalSection(rows.flatMap(({ sets }) => sets))];
}

/** Every set of the group's sessions with these seeds. */
export function setsOf(group: Group, seeds: readonly number[]): SetResult[] {
  return seeds.flatMap((seed) => playSession(sessionOf(group, seed), new RandomStream(seed, "sets")));
}

function nameOf({ cuff, pump, isSealed }: Group): string {
  return `${cuff} ${pump} ${isSealed ? "sealed" : "regulated"}`;
}

/** Everything that is told of some sets; judged only where `isJudged`. */
export function repsFigures(about: string, sets: readonly SetResult[], isJudged: boolean): Figure[] {
  const sum = (of: (set: SetResult) => number): number => sets.reduce((total, set) => total + of(set), 0);
  const percent = (part: number, of: number): number => (100 * part) / of;
  const repetitions = sum((set) => set.repetitions);
  const right = percent(
    sum((set) => set.right),
    repetitions,
  );
  const prompt = percent(
    sum((set) => set.prompt),
    repetitions,
  );
  const exact = percent(sets.filter((set) => set.counted === set.repetitions).length, sets.length);
  const worst = Math.max(...sets.map((set) => Math.abs(set.counted - set.repetitions)));
  const falses = sum((set) => set.falseAfter + set.falseBefore);
  return [
    figureOf(`${about}: repetitions right`, right, "%", isJudged ? atLeast(RIGHT_PERCENT) : null),
    figureOf(`${about}: repetitions counted while they lasted`, prompt, "%"),
    figureOf(`${about}: sets exact at their end`, exact, "%", isJudged ? atLeast(EXACT_PERCENT) : null),
    figureOf(`${about}: largest error of a set`, worst, "repetitions"),
    figureOf(`${about}: false repetitions in quiet rests`, falses, "count", isJudged ? atMost(0) : null),
    figureOf(
      `${about}: twitches counted`,
      percent(
        sum((set) => set.twitchesCounted),
        sum((set) => set.twitches),
      ),
      "%",
    ),
  ];
}

const FIGURE_COLUMNS = ["right %", "at once %", "exact %", "worst", "false", "twitches %"];

function tableRow(name: string, sets: readonly SetResult[]): string[] {
  return [name, `${sets.length}`, ...repsFigures(name, sets, false).map(({ value }) => cell(value))];
}

function groupSection(rows: readonly RepsRow[]): Section {
  return {
    title: "Repetitions counted, by build and by whether the cuff is regulated",
    table: {
      columns: ["build", "sets", ...FIGURE_COLUMNS],
      rows: rows.map(({ name, sets }) => tableRow(name, sets)),
    },
    notes: [
      "Right: the count is that of the repetitions done or one behind, less what is missing or too much at the end of the set.",
      "At once: it rises by one before 30 % of the next repetition. False: counted in half a minute of quiet before every set and a minute after it.",
      "Twitches are 5–25 % of the set's usual volume. Every second session has parts that err by ±30 % in everything.",
    ],
    tabled: rows.flatMap(({ name, sets }) => repsFigures(name, sets, false)),
    figures: [],
  };
}

function cadenceSection(rows: readonly RepsRow[]): Section {
  const all = rows.flatMap(({ sets }) => sets);
  const periods = [...new Set(all.map(({ periodS }) => periodS))].sort((a, b) => a - b);
  const byPeriod = periods.map((periodS) => ({
    name: `${periodS} s a repetition`,
    sets: all.filter((set) => set.periodS === periodS),
  }));
  return {
    title: "The same by cadence",
    table: {
      columns: ["cadence", "sets", ...FIGURE_COLUMNS],
      rows: byPeriod.map(({ name, sets }) => tableRow(name, sets)),
    },
    tabled: byPeriod.flatMap(({ name, sets }) => repsFigures(name, sets, false)),
    figures: [],
  };
}

function totalSection(sets: readonly SetResult[]): Section {
  const judged = repsFigures("all sets", sets, true);
  return {
    title: "All of them",
    figures: [figureOf("sets", sets.length, "count", atLeast(LEAST_SETS)), ...judged],
  };
}
