import type { Figure } from "../../sim/scenario/figures";
import { atLeast, figureOf } from "../figure";
import { cell, type Section, verdictOf } from "../section";
import { type Build, everyBuild, isAccepted, LINE } from "./builds";
import { CADENCES_HZ } from "./leg-press";
import { type Protocol, usualMovement, usualProtocol } from "./protocol";
import { measureSessions, type Sessions, sessionFigures } from "./sessions";

const SEEDS = [11, 12];
/** Share of what any controller could do with a build's parts, %. */
const WANTED_SHARE = 95;
/** Where the optimum gains most by knowing every repetition's height beforehand, it is also told without any scatter. */
const WEAKEST_PUMP = "zr370";

export interface BuildRow {
  readonly build: Build;
  readonly sessions: Sessions;
  /** With repetitions that are all alike, % of the optimum. */
  readonly evenSharePercent: number | null;
}

/** The 21 % leg press with every build that the firmware accepts. */
export function measureEveryBuild(onProgress: (share: number) => void): BuildRow[] {
  const builds = everyBuild.filter(isAccepted);
  return builds.map((build, i) => {
    onProgress(i / builds.length);
    const even = build.pump === WEAKEST_PUMP && build.cuff !== "arm";
    return {
      build,
      sessions: measureSessions(protocolsFor(build, usualMovement.volumeScatter)),
      evenSharePercent: even ? measureSessions(protocolsFor(build, 0)).sharePercent : null,
    };
  });
}

function protocolsFor(build: Build, volumeScatter: number): Protocol[] {
  return CADENCES_HZ.flatMap((cadenceHz) =>
    SEEDS.map((seed) => ({
      ...usualProtocol,
      ...build,
      line: LINE,
      seed,
      movement: { ...usualMovement, cadenceHz, volumeScatter },
    })),
  );
}

export function everyBuildSection(rows: readonly BuildRow[]): Section {
  const refused = everyBuild.filter((build) => !isAccepted(build)).map(({ cuff, bleed }) => `${cuff} ${bleed}`);
  return {
    title: "The same with every cuff, pump and bleed valve: swing 21 %, both cadences",
    table: {
      columns: [
        "build",
        "ours ±10 %",
        "worst",
        "optimum",
        "share",
        "worst",
        "±0 % share",
        `≥ ${WANTED_SHARE} %`,
        "rest ±5 %",
        "peak",
        "valley",
        "highest",
        "starts",
        "mAh",
      ],
      rows: rows.map(tableRow),
    },
    notes: [
      `Share: of the optimum, which knows every repetition's ±20 % beforehand, in %; ±0 %: with repetitions all alike (${WEAKEST_PUMP} on thighs). Seeds ${SEEDS.join(", ")}.`,
      `refused: cannot meet the release rules: ${[...new Set(refused)].join(", ")}`,
    ],
    tabled: rows.flatMap(rowFigures),
    figures: [],
  };
}

function nameOf({ cuff, pump, bleed }: Build): string {
  return `${cuff} ${pump} ${bleed}`;
}

function shareFigure({ build, sessions }: BuildRow): Figure {
  const name = `every build, ${nameOf(build)}: exercise within ±10 %, share of the optimum`;
  return figureOf(name, sessions.sharePercent, "%", atLeast(WANTED_SHARE));
}

function tableRow(row: BuildRow): string[] {
  const { build, sessions, evenSharePercent } = row;
  return [
    nameOf(build),
    cell(sessions.exerciseInBandPercent),
    cell(sessions.worstInBandPercent),
    cell(sessions.optimumPercent),
    cell(sessions.sharePercent),
    cell(sessions.worstSharePercent),
    evenSharePercent === null ? "" : cell(evenSharePercent),
    verdictOf(shareFigure(row)),
    cell(sessions.restInBandPercent),
    cell(sessions.peakPercentLop),
    cell(sessions.valleyPercentLop),
    cell(sessions.highestPercentLop),
    cell(sessions.pumpStarts, 0),
    cell(sessions.chargeMah),
  ];
}

function rowFigures(row: BuildRow): Figure[] {
  const { build, sessions, evenSharePercent } = row;
  const about = `every build, ${nameOf(build)}`;
  const even = figureOf(`${about}: share of the optimum with repetitions all alike`, evenSharePercent, "%");
  return [
    shareFigure(row),
    figureOf(`${about}: share of the optimum, worst`, sessions.worstSharePercent, "%"),
    ...(evenSharePercent === null ? [] : [even]),
    ...sessionFigures(about, sessions),
  ];
}
