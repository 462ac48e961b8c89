import type { CuffConfig } from "../../firmware/parts/config";
import { isPossible } from "../../firmware/safety/configuration";
import { RandomStream } from "../../sim/random";
import type { Figure } from "../../sim/scenario/figures";
import { setupOf } from "../../sim/scenario/setup";
import type { WorldSetup } from "../../sim/world";
import { atMost, figureOf } from "../figure";
import { foresightOptimum } from "./foresight";
import { type Protocol, scenarioOf } from "./protocol";
import { type Disturb, runRegulated } from "./regulated";
import { mean } from "./sessions";
import type { SessionFigures } from "./training-meter";

/** Error of every parameter of the plant, one way or the other. */
const ERROR = 0.3;
const DRAWS = 8;
/** No pump needs more than this to turn. */
const HIGHEST_DUTY = 0.95;

/** What the best controller could do in the protocol's exercise with the same real parts. */
export type Optimum = (protocol: Protocol, disturb: Disturb) => Pick<SessionFigures, "exerciseInBandPercent">;

/** Real parts each of whose parameters is 30 % more or 30 % less than the firmware believes: corners, not averages. */
export function misbelieved(setup: WorldSetup, rng: RandomStream): WorldSetup {
  const off = (value: number): number => value * (1 + (rng.uniform() < 0.5 ? -ERROR : ERROR));
  const { cuff, pump, bleed, line } = setup.config;
  // The curve's pressure scale: where it bends, not how much it holds.
  const bend = off(1);
  const stallDuty = Math.min(HIGHEST_DUTY, off(pump.stallDuty));
  const parts: CuffConfig = {
    ...setup.config,
    cuff: {
      ...cuff,
      volumeAt200Ml: off(cuff.volumeAt200Ml),
      curve: { ...cuff.curve, softMmhg: cuff.curve.softMmhg * bend, firmMmhg: cuff.curve.firmMmhg * bend },
    },
    pump: {
      ...pump,
      freeFlowMlPerS: off(pump.freeFlowMlPerS),
      stallMmhg: off(pump.stallMmhg),
      stallDuty,
      startDuty: Math.max(stallDuty, Math.min(HIGHEST_DUTY, off(pump.startDuty))),
      spinUpS: off(pump.spinUpS),
      spinDownS: off(pump.spinDownS),
    },
    bleed: { ...bleed, conductanceMlPerS: off(bleed.conductanceMlPerS) },
    line: { ...line, resistanceMmhgSPerMl: off(line.resistanceMmhgSPerMl) },
  };
  const { creep, leakMlPerS } = setup.air;
  return { ...setup, parts, air: { ...setup.air, creep: off(creep), leakMlPerS: off(leakMlPerS) } };
}

/** The same real parts, with the firmware told the truth about them. */
export function enlightened({ parts, ...setup }: WorldSetup): WorldSetup {
  return { ...setup, config: parts ?? setup.config };
}

/** One draw of errors in the protocol's exercise, % of it in band. */
export interface MisbeliefRow {
  readonly inBandPercent: number;
  /** The same parts under a firmware that knows them: no bound, since a wrong belief may happen to suit its tuning. */
  readonly enlightenedPercent: number;
  readonly optimumPercent: number;
}

/** Some wrong beliefs, the same ones for the same protocol seed. */
export function measureMisbelief(
  protocol: Protocol,
  draws: number = DRAWS,
  optimum: Optimum = foresightOptimum,
): MisbeliefRow[] {
  const rng = new RandomStream(protocol.seed, "misbelief");
  const believed = setupOf(scenarioOf(protocol), protocol.seed);
  return Array.from({ length: draws }, () => {
    const { parts, air } = possiblyMisbelieved(believed, rng);
    const disturb: Disturb = (setup) => ({ ...setup, parts, air });
    return {
      inBandPercent: runRegulated(protocol, disturb).exerciseInBandPercent,
      enlightenedPercent: runRegulated(protocol, (setup) => enlightened(disturb(setup))).exerciseInBandPercent,
      optimumPercent: optimum(protocol, disturb).exerciseInBandPercent,
    };
  });
}

/** Draws again while the release rules would forbid the real parts: such a cuff is broken, not misbelieved. */
function possiblyMisbelieved(setup: WorldSetup, rng: RandomStream): WorldSetup {
  for (;;) {
    const changed = misbelieved(setup, rng);
    if (isPossible(changed.parts ?? changed.config)) return changed;
  }
}

/** Points of exercise in band that the errors may cost. */
const MOST_POINTS_LOST = 2;

/** As shares of what was possible with each draw's parts, since some draws are hard for anybody. */
export function misbeliefFigures(rows: readonly MisbeliefRow[], about = ""): Figure[] {
  const name = `${about}±30 % error in every parameter, ${rows.length} draws: exercise in band`;
  const shares = rows.map((row) => (100 * row.inBandPercent) / row.optimumPercent);
  const lost = rows.map((row) => row.enlightenedPercent - row.inBandPercent);
  const beyond = rows.map((row) => row.optimumPercent - row.inBandPercent);
  const told = "against the same firmware told the truth";
  return [
    figureOf(`${name}, mean`, mean(shares), "% of the optimum with foresight"),
    figureOf(`${name}, worst`, Math.min(...shares), "% of the optimum with foresight"),
    figureOf(`${name}, lost against knowing the parts, mean`, mean(lost), "points", atMost(MOST_POINTS_LOST), told),
    figureOf(`${name}, lost against knowing the parts, worst`, Math.max(...lost), "points", null, told),
    figureOf(`${name}, lost to the optimum, mean`, mean(beyond), "points"),
    figureOf(`${name}, lost to the optimum, worst`, Math.max(...beyond), "points"),
  ];
}
