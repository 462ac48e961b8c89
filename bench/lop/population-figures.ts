import { pressureLimits } from "../../firmware/safety/limits";
import type { Limb } from "../../firmware/shared/limb";
import type { Posture } from "../../sim/limb/occlusion";
import { lopOf } from "../../sim/limb/person";
import type { Figure } from "../../sim/scenario/figures";
import { hughes, occlusionStudies, type Spread } from "../../sim/validate/measured";
import { atLeast, atMost, figureOf } from "../figure";
import { cell, type Section, verdictOf } from "../section";
import { drawPopulation, type LopSubject } from "./population";

/** Published means for one cuff this narrow lie 40 % apart, and no cuff of the population is that narrow. */
const NARROW_CM = 6;
const SEED = 1;

/** A group in a published table. */
interface Group {
  readonly name: string;
  readonly limb: Limb;
  readonly widthCm: number;
  readonly posture: Posture;
  readonly lopMmhg: Spread;
}

const uprightGroups: readonly Group[] = (["seated", "standing"] as const).map((posture) => ({
  name: `${hughes.study}: leg, ${hughes.widthCm} cm, ${posture}`,
  limb: "leg",
  widthCm: hughes.widthCm,
  posture,
  lopMmhg: posture === "seated" ? hughes.seatedMmhg : hughes.standingMmhg,
}));

const groups: readonly Group[] = [
  ...occlusionStudies.map(({ study, limb, widthCm, lopMmhg }) => ({
    name: `${study}: ${limb}, ${widthCm} cm, supine`,
    limb,
    widthCm,
    posture: "supine" as const,
    lopMmhg,
  })),
  ...uprightGroups,
];

/** Holds the population's true LOP against published tables. */
export function populationFigures(subjects: readonly LopSubject[] = drawPopulation(SEED)): Section[] {
  return [againstStudies(subjects), asDrawn(subjects)];
}

/** Mean and standard deviation. */
function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, sd: Math.sqrt(square) };
}

/** True LOP of everybody with this limb, had they worn a cuff of this width in this posture, mmHg. */
function lopsIn(subjects: readonly LopSubject[], limb: Limb, widthCm: number, posture: Posture): Spread {
  const wearers = subjects.filter(({ config }) => config.cuff.limb === limb);
  return spreadOf(wearers.map(({ person }) => lopOf({ ...person, posture }, { limb, widthCm })));
}

/** The same people in each study's cuff and posture. */
function againstStudies(subjects: readonly LopSubject[]): Section {
  const rows = groups.map((group) => {
    const { name, limb, widthCm, posture, lopMmhg: published } = group;
    const found = lopsIn(subjects, limb, widthCm, posture);
    const offMmhg = found.mean - published.mean;
    const isJudged = widthCm > NARROW_CM;
    const anchor = `${published.mean} ± ${published.sd} mmHg`;
    const figures: Figure[] = [
      figureOf(`${name}: mean off by`, Math.abs(offMmhg) / published.sd, "SD", isJudged ? atMost(1) : null, anchor),
      figureOf(`${name}: SD over the study's`, found.sd / published.sd, "ratio", null, anchor),
    ];
    const verdict = figures[0] === undefined ? "" : verdictOf(figures[0]);
    const text = ({ mean, sd }: Spread) => `${cell(mean, 0)} ± ${cell(sd, 0)}`;
    const off = [cell(offMmhg), cell((100 * offMmhg) / published.mean), cell(offMmhg / published.sd, 2)];
    return { figures, cells: [name, text(published), text(found), ...off, cell(found.sd / published.sd, 2), verdict] };
  });
  return {
    title: "True LOP of the population in the studies' own cuffs and postures",
    table: {
      columns: ["study", "published", "population", "off, mmHg", "off, %", "off, SD", "SD ratio", ""],
      rows: rows.map(({ cells }) => cells),
    },
    notes: [
      "Judged: the mean, within one standard deviation of the study. Cuffs of 6 cm and less are shown only.",
      "The studies' own blood pressures and circumferences are not at hand: the population is an adult public with more",
      "spread in both than a group of athletes has, and its means lie 4 % higher than those of a 118 mmHg, 54 cm group.",
      "An SD holds people alone: a study's has its error of measurement in it too.",
    ],
    tabled: rows.flatMap(({ figures }) => figures),
    figures: [],
  };
}

const drawnPostures = ["supine", "seated", "standing"] as const satisfies readonly Posture[];
const drawnCuffs = ["arm", "thigh11", "thigh18"] as const;

/** Everybody in the cuff and posture they were drawn with, and which way the differences point. */
function asDrawn(subjects: readonly LopSubject[]): Section {
  const rows = drawnCuffs.flatMap((cuff) =>
    drawnPostures.map((posture) => {
      const lops = subjects
        .filter((subject) => subject.cuff === cuff && subject.person.posture === posture)
        .map(({ trueLopMmhg }) => trueLopMmhg);
      const { mean, sd } = spreadOf(lops);
      const range = [Math.min(...lops), Math.max(...lops)];
      return [`${cuff}, ${posture}`, `${lops.length}`, cell(mean), cell(sd), ...range.map((mmhg) => cell(mmhg, 0))];
    }),
  );
  const leg = (widthCm: number, posture: Posture = "supine") => lopsIn(subjects, "leg", widthCm, posture).mean;
  const above = (name: string, mmhg: number, anchor: string) => figureOf(name, mmhg, "mmHg", atLeast(0), anchor);
  const ceiling = pressureLimits.searchCeiling.value;
  const beyond = subjects.filter(({ trueLopMmhg }) => trueLopMmhg > ceiling).length;
  return {
    title: "True LOP as drawn",
    table: { columns: ["cuff, posture", "people", "mean", "SD", "lowest", "highest"], rows },
    notes: [
      `${beyond} of ${subjects.length} lie above the search ceiling of ${ceiling} mmHg: a search has to say that it found none.`,
      "Brown's 18 cm cuff stands 9 mmHg above the 13 cm one; the model has no width beyond 13.5 cm do anything.",
    ],
    figures: [
      above("leg, 5 cm above 13.5 cm", leg(5) - leg(13.5), "Loenneke 2012: 91"),
      above("leg, 11 cm above 18 cm", leg(11) - leg(18), "Hughes 2018 (11.5 cm) above Brown 2018 (18 cm): 17"),
      above("leg above arm, 13 cm", leg(13) - lopsIn(subjects, "arm", 13, "supine").mean, "Brown 2018: 28"),
      above("leg, seated above supine", leg(11.5, "seated") - leg(11.5), "Hughes 2018: 17"),
      above("leg, standing above seated", leg(11.5, "standing") - leg(11.5, "seated"), "Hughes 2018: 37.5"),
      figureOf("leg, 18 cm above 13 cm", leg(18) - leg(13), "mmHg", null, "Brown 2018: 9"),
      figureOf("true LOP above the search ceiling", (100 * beyond) / subjects.length, "%"),
    ],
  };
}
