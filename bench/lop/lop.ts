import { OutFolder } from "../../sim/cli/out-folder";
import type { Section } from "../section";
import { adversarySection } from "./adversary-section";
import { failuresSection } from "./failures";
import { groupsSection } from "./groups";
import { drawPopulation, type LopSubject } from "./population";
import { populationFigures } from "./population-figures";
import { publishedSection } from "./published";
import { recordingSection } from "./recording-section";
import { repeatDifferences } from "./repeats";
import { lopPage } from "./report/page";
import { plotsOf } from "./report/plots";
import { playSearch } from "./search-trial";
import { targetsSection } from "./targets";

const OUT_FOLDER = "out/bench/lop";
const REPORT = "report.html";
const SEED = 1;
/** So many people are searched a second time. */
const REPEATS = 200;
/** Shares of the whole time that the parts take. */
const spent = { people: 0.5, repeats: 0.6 };

type OnProgress = (share: number) => void;

/** All that the search for the limb occlusion pressure is judged by; leaves a report with plots behind. */
export function measureLop(onProgress: OnProgress, people: readonly LopSubject[] = drawPopulation(SEED)): Section[] {
  const folder = new OutFolder(OUT_FOLDER, [REPORT]);
  const between =
    (from: number, to: number): OnProgress =>
    (share) =>
      onProgress(from + share * (to - from));
  const trials = people.map((subject, i) => {
    between(0, spent.people)(i / people.length);
    return playSearch(subject);
  });
  const differences = repeatDifferences(trials.slice(0, REPEATS), between(spent.people, spent.repeats));
  const sections = [
    groupsSection(trials),
    failuresSection(trials),
    publishedSection(trials),
    targetsSection(trials, differences),
    adversarySection(between(spent.repeats, 1)),
    recordingSection(),
    ...populationFigures(people).map(shownOnly),
  ];
  folder.write({ [REPORT]: lopPage(plotsOf(trials), sections) });
  return [...sections, { notes: [`Plots and tables: ${OUT_FOLDER}/${REPORT}`], figures: [] }];
}

/**
 * A section whose table keeps its verdicts, but which the bench is not failed by. How far the drawn people lie from a
 * study says how much a result on them is worth; no change of the search can mend it, and a bench that always fails
 * would hide the day on which the search does.
 */
function shownOnly(section: Section): Section {
  const { tabled = [], notes = [] } = section;
  if (tabled.length === 0) return section;
  const why = "These verdicts do not fail the bench: they are of the people, not of the search that is tried on them.";
  return { ...section, tabled: tabled.map((figure) => ({ ...figure, met: null })), notes: [...notes, why] };
}
