import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";
import { FillGoals } from "./fill-goals";
import { knownFuture } from "./known-future";
import { meanBlood } from "./mean-blood";
import { OneStateCuff } from "./one-state-cuff";
import { type Protocol, scenarioOf } from "./protocol";
import type { Disturb } from "./regulated";
import { type SessionFigures, TrainingMeter } from "./training-meter";
import { ValueGrid } from "./value-grid";

/** The optimum starts at the target, this long before the first repetition. */
const START_BEFORE_S = 10;
/** Halving both changes no share of time in band by more than 0.2 points. */
const CELL_MMHG = 0.15;
const STEP_MS = 20;

/**
 * The best that any controller could do with this pump, valve, cuff and movement: a dynamic program over the whole
 * session, all of it known beforehand, for actuators without lags. What the firmware reaches is read as a share of it.
 * Exact to about half a point: played on the two-node air circuit, with pulse and creep at the true pressure, the same
 * plans came out between 0.5 points lower and 0.2 higher.
 */
export function foresightOptimum(
  protocol: Protocol,
  disturb: Disturb = (setup) => setup,
  stepMs: number = STEP_MS,
): SessionFigures {
  const scenario = scenarioOf(protocol);
  const setup = disturb(setupOf(scenario, protocol.seed));
  const { limb } = new World(setup);
  const target = (protocol.percentLop / 100) * limb.lopMmhg;
  const heldFromS = scenario.steps[0]?.atS ?? 0;
  const startMs = 1000 * ((scenario.exercise?.startS ?? 0) - START_BEFORE_S);
  const { repetitions } = limb.muscle;
  const session: Session = {
    cuff: new OneStateCuff(setup.parts ?? setup.config, setup.air, meanBlood(new World(setup).limb)),
    growthMl: knownFuture(setup, limb, target, heldFromS, scenario.durationS).subarray(startMs),
    startMs,
    stepMs,
  };
  const goals = new FillGoals(session.cuff, repetitions, target, limb.lopMmhg);
  const meter = new TrainingMeter(repetitions, target, limb.lopMmhg);
  play(session, goals, valued(session, goals, target), meter);
  return meter.figures;
}

interface Session {
  readonly cuff: OneStateCuff;
  /** Growth of the fill that no actuator has a hand in, every millisecond from `startMs` on. */
  readonly growthMl: Float64Array;
  readonly startMs: number;
  readonly stepMs: number;
}

/** Backwards in time: what every fill, less the growth that comes by itself, is worth at every step. */
function valued({ cuff, growthMl, startMs, stepMs }: Session, goals: FillGoals, targetMmhg: number): ValueGrid {
  const steps = Math.floor((growthMl.length - 1) / stepMs) + 1;
  // Lower or higher than this, the cuff would be out of its band at every moment.
  const lowest = goals.exercise.lowMl - growthMl.reduce((a, b) => Math.max(a, b));
  const highest = goals.exercise.highMl - growthMl.reduce((a, b) => Math.min(a, b));
  const cellMl = cuff.fillMl(targetMmhg + CELL_MMHG) - cuff.fillMl(targetMmhg);
  const grid = new ValueGrid(lowest, highest, cellMl, steps);
  const reach = { lowMl: new Float64Array(grid.cells), highMl: new Float64Array(grid.cells) };
  let worth = new Float64Array(grid.cells);
  let before = new Float64Array(grid.cells);
  for (let step = steps - 1; step > 0; step--) {
    const band = goals.bandAt((startMs + step * stepMs) / 1000);
    goals.addWorth(worth, band, grid.fromMl + (growthMl[step * stepMs] as number), cellMl, stepMs);
    grid.keep(step, worth);
    const earlier = growthMl[(step - 1) * stepMs] as number;
    for (let cell = 0; cell < grid.cells; cell++) {
      const ownMl = grid.fromMl + cell * cellMl;
      reach.lowMl[cell] = ownMl + cuff.lowering.at(ownMl + earlier) * (stepMs / 1000);
      reach.highMl[cell] = ownMl + cuff.raising.at(ownMl + earlier) * (stepMs / 1000);
    }
    grid.stepBack(worth, reach, before);
    [worth, before] = [before, worth];
  }
  return grid;
}

/** Forwards in time: always to the best value within reach, watched by the meter. */
function play(
  { cuff, growthMl, startMs, stepMs }: Session,
  goals: FillGoals,
  grid: ValueGrid,
  meter: TrainingMeter,
): void {
  let ownMl = goals.targetMl - (growthMl[0] as number);
  for (let ms = 0; ms + stepMs < growthMl.length; ms += stepMs) {
    const fillMl = ownMl + (growthMl[ms] as number);
    const lowMl = ownMl + cuff.lowering.at(fillMl) * (stepMs / 1000);
    const highMl = ownMl + cuff.raising.at(fillMl) * (stepMs / 1000);
    const change = grid.bestWithin(ms / stepMs + 1, lowMl, highMl) - ownMl;
    for (let part = 1; part <= stepMs; part++) {
      const partlyMl = ownMl + change * (part / stepMs);
      meter.observe((startMs + ms + part) / 1000, cuff.mmhg.at(partlyMl + (growthMl[ms + part] as number)));
    }
    ownMl += change;
  }
}
