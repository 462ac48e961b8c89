import { lines } from "../../firmware/parts/lines";
import type { Figure } from "../../sim/scenario/figures";
import type { WorldSetup } from "../../sim/world";
import { figureOf } from "../figure";
import { cell, type Section } from "../section";
import { measureStaticHolds } from "./margins";
import type { Protocol } from "./protocol";
import { type Disturb, runRegulated } from "./regulated";

/** What a unit may be like, or be built with. */
export interface Condition {
  readonly name: string;
  readonly disturb: Disturb;
}

export const conditions: readonly Condition[] = [
  { name: "nominal", disturb: (setup) => setup },
  {
    name: "transducer at 25 Hz",
    disturb: (setup) => {
      const transducer = { ...setup.config.transducer, intervalMs: 40 };
      return { ...setup, config: { ...setup.config, transducer } };
    },
  },
  {
    name: "transducer noise 1 mmHg rms",
    disturb: (setup) => ({ ...setup, transducer: { ...setup.transducer, noiseMmhg: 1 } }),
  },
  { name: "sticky valve, hysteresis 0.15", disturb: (setup) => withStickyValve(setup, 0.15) },
  { name: "weak battery, supply 0.8", disturb: (setup) => ({ ...setup, air: { ...setup.air, supply: 0.8 } }) },
  {
    name: "hose of 2.5 mm bore",
    disturb: (setup) => ({ ...setup, config: { ...setup.config, line: lines.hose25 } }),
  },
  {
    name: "hose of 2.5 mm bore, not known to the firmware",
    disturb: (setup) => ({ ...setup, parts: { ...(setup.parts ?? setup.config), line: lines.hose25 } }),
  },
];

function withStickyValve(setup: WorldSetup, hysteresis: number): WorldSetup {
  return { ...setup, air: { ...setup.air, valve: { ...setup.air.valve, hysteresis } } };
}

export interface RobustnessRow {
  readonly name: string;
  readonly exerciseInBandPercent: number;
  readonly restInBandPercent: number;
  /** Of static holds, the worst of several hearts. NaN where the target was never reached. */
  readonly overshootMmhg: number;
  readonly quietRmsMmhg: number;
  readonly correctionsPerMin: number;
}

/** The protocol's exercise, and static holds with the same parts, under one condition. */
export function measureCondition(protocol: Protocol, { name, disturb }: Condition): RobustnessRow {
  const { exerciseInBandPercent, restInBandPercent } = runRegulated(protocol, disturb);
  const holds = measureStaticHolds(protocol, disturb);
  return {
    name,
    exerciseInBandPercent,
    restInBandPercent,
    overshootMmhg: Math.max(...holds.map((hold) => hold.overshootMmhg)),
    quietRmsMmhg: Math.max(...holds.map((hold) => hold.beatErrorRmsMmhg)),
    correctionsPerMin: Math.max(...holds.map((hold) => hold.correctionsPerMin)),
  };
}

function rowFigures(row: RobustnessRow): Figure[] {
  return [
    figureOf(`${row.name}: exercise in band`, row.exerciseInBandPercent, "%"),
    figureOf(`${row.name}: rest in band`, row.restInBandPercent, "%"),
    figureOf(`${row.name}: overshoot of a static hold`, row.overshootMmhg, "mmHg"),
    figureOf(`${row.name}: RMS of the beat-averaged error`, row.quietRmsMmhg, "mmHg"),
    figureOf(`${row.name}: corrections of a static hold`, row.correctionsPerMin, "per minute"),
  ];
}

/** How much the loop can take of odd units. */
export function measureRobustness(protocol: Protocol, onProgress: (share: number) => void): RobustnessRow[] {
  return conditions.map((condition, i) => {
    onProgress(i / conditions.length);
    return measureCondition(protocol, condition);
  });
}

export function robustnessSection(rows: readonly RobustnessRow[], margins: readonly Figure[]): Section {
  return {
    title: "Robustness, big pump and proportional40 on thigh11",
    table: {
      columns: ["condition", "exercise ±10 %", "rest ±5 %", "overshoot", "quiet RMS", "corrections/min"],
      rows: rows.map((row) => [
        row.name,
        cell(row.exerciseInBandPercent),
        cell(row.restInBandPercent),
        cell(row.overshootMmhg),
        cell(row.quietRmsMmhg, 2),
        cell(row.correctionsPerMin),
      ]),
    },
    notes: [
      "Exercise in % of the time; overshoot (momentary, pulse included) and RMS of static holds, mmHg, worst of three hearts.",
    ],
    tabled: rows.flatMap(rowFigures),
    figures: margins,
  };
}
