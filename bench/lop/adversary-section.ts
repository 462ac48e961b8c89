import { Reason } from "../../firmware/shared/reasons";
import { atMost, figureOf } from "../figure";
import { cell, type Section, verdictOf } from "../section";
import { adversaries, playAdversary } from "./adversaries";
import { outcomeCounts } from "./failures";
import { errorMmhg, isFalseSuccess, isFound, WRONG_MMHG } from "./search-trial";

/** So that each meets every combination of cuff, artery law, pump and transducer once. */
const TRIALS = 48;
/** Not that of the population, so that nobody is searched twice. */
const SEED = 2;

/** What becomes of a search that should not have been one. */
export function adversarySection(onProgress: (share: number) => void): Section {
  const rows = adversaries.map((adversary, i) => {
    const trials = Array.from({ length: TRIALS }, (_, trial) => {
      onProgress((i + trial / TRIALS) / adversaries.length);
      return playAdversary(adversary, trial, SEED);
    });
    const wrong = trials.filter(isFalseSuccess).length;
    const figure = figureOf(`found and wrong: ${adversary.name}`, wrong, `of ${TRIALS}`, atMost(0));
    const worst = Math.max(...trials.filter(isFound).map((trial) => Math.abs(errorMmhg(trial))));
    const cells = [
      adversary.name,
      `${wrong}`,
      verdictOf(figure),
      cell(worst),
      cell(Math.max(...trials.map(({ restrictedS }) => restrictedS)), 0),
      cell(Math.max(...trials.map(({ aboveLopS }) => aboveLopS)), 0),
      cell(Math.max(...trials.map(({ highestMmhg }) => highestMmhg)), 0),
      outcomeCounts(trials)
        .map(([name, count]) => `${name} ${count}`)
        .join(", "),
    ];
    return { figure, cells };
  });
  return {
    title: `What must not be found wrong, ${TRIALS} searches each`,
    table: {
      columns: ["", "wrong", "", "worst off", "s > 15 mmHg", "s ≥ LOP", "highest", "outcomes"],
      rows: rows.map(({ cells }) => cells),
    },
    notes: [
      `wrong: \`${nameOfFound}\` and more than ${WRONG_MMHG} mmHg off, or of something that has no LOP. worst off: of what was found.`,
      "Nothing but hands opens a cuff whose hose is kinked shut: its time above 15 mmHg ends with the bench's patience, a",
      "minute after the answer. s ≥ LOP is of the true LOP, which nobody knows where the pulse is hardly there.",
    ],
    tabled: rows.map(({ figure }) => figure),
    figures: [],
  };
}

const nameOfFound = Object.entries(Reason).find(([, code]) => code === Reason.lopFound)?.[0];
