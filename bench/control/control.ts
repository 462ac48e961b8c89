import { OutFolder } from "../../sim/cli/out-folder";
import type { Section } from "../section";
import { creptHoldFigures } from "./crept-hold";
import { everyBuildSection, measureEveryBuild } from "./every-build";
import { CADENCES_HZ, legPressSection, measureLegPress } from "./leg-press";
import { marginFigures } from "./margins";
import { measureMisbelief, misbeliefFigures } from "./misbelief";
import { type Protocol, usualProtocol } from "./protocol";
import { releaseRows } from "./release";
import { releaseSection } from "./release-section";
import { controlPage } from "./report/page";
import { measureRobustness, robustnessSection } from "./robustness";
import { shortfallSection } from "./shortfall";
import { transientFigures } from "./transient-figures";

const OUT_FOLDER = "out/control";
const REPORT = "report.html";
/** No heart or movement that the tuning has seen. */
const unseen: Protocol = { ...usualProtocol, seed: 11 };

type Step = (onProgress: (share: number) => void) => Section;

/** Sections in the order of the print, and about how many seconds each takes, for the progress bar. */
const steps: readonly { readonly seconds: number; readonly run: Step }[] = [
  { seconds: 50, run: (onProgress) => legPressSection(measureLegPress(onProgress)) },
  { seconds: 150, run: (onProgress) => everyBuildSection(measureEveryBuild(onProgress)) },
  { seconds: 20, run: shortfallSection },
  { seconds: 30, run: misbeliefSection },
  {
    seconds: 15,
    run: (onProgress) => ({
      title: "Transients at 80 % LOP, worst of three hearts",
      figures: transientFigures(onProgress),
    }),
  },
  {
    seconds: 10,
    run: (onProgress) => ({ title: "Quiet hold at 80 % LOP, five minutes", figures: creptHoldFigures(onProgress) }),
  },
  { seconds: 2, run: (onProgress) => releaseSection(releaseRows(onProgress)) },
  {
    seconds: 15,
    run: (onProgress) => robustnessSection(measureRobustness(unseen, onProgress), marginFigures(unseen)),
  },
];

function misbeliefSection(onProgress: (share: number) => void): Section {
  const figures = CADENCES_HZ.flatMap((cadenceHz, i) => {
    onProgress(i / CADENCES_HZ.length);
    const protocol = { ...unseen, movement: { ...unseen.movement, cadenceHz } };
    return misbeliefFigures(measureMisbelief(protocol), `${cadenceHz.toFixed(2)} Hz, `);
  });
  return { title: "Wrong beliefs, found out in the session: 21 %, big pump on thigh11", figures };
}

/** All that the regulation is judged by; leaves a report with a plot behind. */
export function measureControl(onProgress: (share: number) => void): Section[] {
  const folder = new OutFolder(OUT_FOLDER, [REPORT]);
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  let done = 0;
  const sections = steps.map(({ seconds, run }) => {
    const section = run((share) => onProgress((done + share * seconds) / total));
    done += seconds;
    onProgress(done / total);
    return section;
  });
  folder.write({ [REPORT]: controlPage(sections) });
  return [...sections, { notes: [`Plot and tables: ${OUT_FOLDER}/${REPORT}`], figures: [] }];
}
