import { pressureLimits } from "../../firmware/safety/limits";
import { cell, type Section } from "../section";
import { tallyOf } from "./agreement";
import type { LopSubject } from "./population";
import { type SearchTrial, WRONG_MMHG } from "./search-trial";

/** People who have something in common. */
interface Group {
  readonly name: string;
  readonly has: (subject: LopSubject) => boolean;
}

const CEILING_MMHG = pressureLimits.searchCeiling.value;

export const groups: readonly Group[] = [
  { name: "all", has: () => true },
  { name: "arm", has: ({ cuff }) => cuff === "arm" },
  { name: "thigh, 11 cm", has: ({ cuff }) => cuff === "thigh11" },
  { name: "thigh, 18 cm", has: ({ cuff }) => cuff === "thigh18" },
  { name: "artery law fitted", has: ({ lawHalf }) => lawHalf === "fitted" },
  { name: "artery law drzewiecki", has: ({ lawHalf }) => lawHalf === "drzewiecki" },
  { name: "still", has: ({ condition }) => condition === "still" },
  { name: "talking", has: ({ condition }) => condition === "talking" },
  { name: "fidgeting", has: ({ condition }) => condition === "fidgeting" },
  { name: "ectopic beats", has: ({ condition }) => condition === "ectopic" },
  { name: "fibrillation", has: ({ condition }) => condition === "fibrillation" },
  { name: "leaking cuff", has: ({ condition }) => condition === "leaking" },
  { name: "supine", has: ({ person }) => person.posture === "supine" },
  { name: "seated", has: ({ person }) => person.posture === "seated" },
  { name: "standing", has: ({ person }) => person.posture === "standing" },
  { name: "blood pressure typed in", has: ({ givesBloodPressure }) => givesBloodPressure },
  { name: "blood pressure unknown", has: ({ givesBloodPressure }) => !givesBloodPressure },
  { name: "LOP 240 … 280 mmHg", has: ({ trueLopMmhg }) => trueLopMmhg > 240 && trueLopMmhg <= CEILING_MMHG },
  { name: "LOP above 280 mmHg", has: ({ trueLopMmhg }) => trueLopMmhg > CEILING_MMHG },
];

/** What the search found, group by group. */
export function groupsSection(trials: readonly SearchTrial[]): Section {
  const rows = groups.map(({ name, has }) => {
    const tally = tallyOf(trials.filter(({ subject }) => has(subject)));
    return [
      name,
      `${tally.count}`,
      cell(tally.foundPercent),
      cell(tally.bias),
      cell(tally.sd),
      cell(tally.lower),
      cell(tally.upper),
      `${tally.wrong}`,
      cell(tally.medianS, 0),
      cell(tally.medianAboveS, 0),
      cell(tally.longestAboveS, 0),
    ];
  });
  const columns = ["people", "n", "found %", "bias", "SD", "95 % from", "to", "wrong", "s", "s ≥ LOP", "longest"];
  return {
    title: "Found less true LOP, mmHg",
    table: { columns, rows },
    notes: [
      `wrong: found, but more than ${WRONG_MMHG} mmHg off. s: median duration to the answer; s ≥ LOP: median and longest time`,
      "at or above the true LOP. Times are of all searches, found or not.",
    ],
    figures: [],
  };
}
