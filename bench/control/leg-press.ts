import type { Figure } from "../../sim/scenario/figures";
import { type MeasuredDevice, regulatedCuff, unregulatedCuffs } from "../../sim/validate/measured";
import { atLeast, atMost, figureOf } from "../figure";
import { cell, type Section } from "../section";
import { type Movement, type Protocol, usualMovement, usualProtocol } from "./protocol";
import { runSealed } from "./sealed";
import { mean, measureSessions, type Sessions, sessionFigures } from "./sessions";

export const CADENCES_HZ = [1 / 3, 0.5];
/** The tuning has seen hearts and movements 1 to 3. */
const SEEDS = [11, 12, 13];
/** What the unregulated devices of Swain 2025 show, peak to peak, % LOP; and more than any of them. */
const JUDGED_SWINGS = [18, 21, 25];
const LARGE_SWING = 30;

interface Pattern {
  readonly name: string;
  readonly judged: boolean;
  readonly movement: Omit<Movement, "cadenceHz">;
}

const patterns: readonly Pattern[] = [
  ...[...JUDGED_SWINGS, LARGE_SWING].map((swingPercentLop) => ({
    name: `swing ${swingPercentLop} %`,
    judged: swingPercentLop !== LARGE_SWING,
    movement: { ...usualMovement, swingPercentLop },
  })),
  { name: "21 %, cadence scatter ±15 %", judged: false, movement: { ...usualMovement, cadenceScatter: 0.15 } },
  { name: "21 %, held for 30 %", judged: false, movement: { ...usualMovement, heldShare: 0.3 } },
];

/** One movement, in a sealed cuff and under the firmware. */
export interface LegPressRow {
  readonly name: string;
  readonly judged: boolean;
  readonly cadenceHz: number;
  readonly sealedPercent: number;
  readonly ours: Sessions;
}

/** The yardstick: a leg press at 80 % of LOP, big pump on the 11 cm thigh cuff. */
export function measureLegPress(onProgress: (share: number) => void): LegPressRow[] {
  const count = patterns.length * CADENCES_HZ.length;
  return patterns.flatMap(({ name, judged, movement }, i) =>
    CADENCES_HZ.map((cadenceHz, j) => {
      onProgress((i * CADENCES_HZ.length + j) / count);
      const protocols = SEEDS.map(
        (seed): Protocol => ({ ...usualProtocol, seed, movement: { ...movement, cadenceHz } }),
      );
      const sealedPercent = mean(protocols.map((protocol) => runSealed(protocol).exerciseInBandPercent));
      return { name, judged, cadenceHz, sealedPercent, ours: measureSessions(protocols) };
    }),
  );
}

export function legPressSection(rows: readonly LegPressRow[]): Section {
  return {
    title: "Leg press at 80 % LOP, big pump and proportional40 on thigh11, beside a sealed cuff and published devices",
    table: {
      columns: [
        "movement (swing of the sealed cuff, ±20 %)",
        "Hz",
        "sealed ±10 %",
        "ours ±10 %",
        "worst",
        "optimum",
        "rest ±5 %",
        "peak",
        "valley",
        "highest",
        "starts",
        "mAh",
      ],
      rows: [...rows.map(tableRow), ...[regulatedCuff, ...unregulatedCuffs].map(deviceRow)],
    },
    notes: [
      `Time in band in %, pressures in % LOP (mean of the repetitions), over seeds ${SEEDS.join(", ")}; optimum: the best with all of it known beforehand.`,
      "Swain 2025: medians of time in band; mean and SD of peaks and valleys, 15 people.",
    ],
    tabled: rows.flatMap(rowFigures),
    figures: judgedFigures(rows.filter((row) => row.judged).map(({ ours }) => ours)),
  };
}

function tableRow({ name, cadenceHz, sealedPercent, ours }: LegPressRow): string[] {
  return [
    name,
    cell(cadenceHz, 2),
    cell(sealedPercent),
    cell(ours.exerciseInBandPercent),
    cell(ours.worstInBandPercent),
    cell(ours.optimumPercent),
    cell(ours.restInBandPercent),
    cell(ours.peakPercentLop),
    cell(ours.valleyPercentLop),
    cell(ours.highestPercentLop),
    cell(ours.pumpStarts, 0),
    cell(ours.chargeMah),
  ];
}

function deviceRow(device: MeasuredDevice): string[] {
  return [
    `${device.name} (Swain 2025)`,
    "",
    "",
    `${device.exerciseInBandPercent}`,
    "",
    "",
    `${device.restInBandPercent}`,
    `${device.peakPercent}±${device.peakSd}`,
    `${device.valleyPercent}±${device.valleySd}`,
  ];
}

function rowFigures({ name, cadenceHz, sealedPercent, ours }: LegPressRow): Figure[] {
  const about = `leg press, ${name}, ${cadenceHz.toFixed(2)} Hz`;
  return [figureOf(`${about}: sealed cuff within ±10 %`, sealedPercent, "%"), ...sessionFigures(about, ours)];
}

function judgedFigures(all: readonly Sessions[]): Figure[] {
  const means = (of: (run: Sessions) => number): number => mean(all.map(of));
  const { name, exerciseInBandPercent, restInBandPercent, peakPercent, valleyPercent } = regulatedCuff;
  const swings = JUDGED_SWINGS.join(", ");
  const anchor = (value: number): string => `${name} ${value}`;
  const over = `mean of ${swings} % LOP at both cadences`;
  const highest = Math.max(...all.map((run) => run.highestPercentLop));
  const within = means((run) => run.exerciseInBandPercent);
  const rest = means((run) => run.restInBandPercent);
  return [
    figureOf(`exercise within ±10 %, ${over}`, within, "%", atLeast(99), anchor(exerciseInBandPercent)),
    figureOf(`rest within ±5 %, ${over}`, rest, "%", atLeast(99.5), anchor(restInBandPercent)),
    figureOf(
      `peak, ${over}`,
      means((run) => run.peakPercentLop),
      "% LOP",
      atMost(88),
      anchor(peakPercent),
    ),
    figureOf(
      `valley, ${over}`,
      means((run) => run.valleyPercentLop),
      "% LOP",
      atLeast(74),
      anchor(valleyPercent),
    ),
    figureOf("highest pressure of all these runs", highest, "% LOP", atMost(100), "some devices went above 100"),
  ];
}
