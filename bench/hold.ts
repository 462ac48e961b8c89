import { POLYTROPIC_EXPONENT } from "../firmware/air/cuff-volume";
import { Bladder } from "../sim/air/bladder";
import { ROOM_K, WARMING_TAU_S } from "../sim/air/circuit";
import { Creep } from "../sim/air/creep";
import { Orifice } from "../sim/air/orifice";
import { Director } from "../sim/scenario/director";
import type { Scenario } from "../sim/scenario/schema";
import { setupOf } from "../sim/scenario/setup";
import { World, type WorldSetup } from "../sim/world";
import { BeatErrors } from "./beat-errors";
import { regulationAlone } from "./regulation-alone";

/** Corrections smaller than this are not asked for: the dead band of the quiet hold, mmHg. */
const DEAD_BAND_MMHG = 1;
/** After the target is reached, the hold is measured from here on, s. */
const SETTLE_S = 5;
/** Most of the creep is over this long after the target is reached, s. */
const CREPT_S = 60;

export interface HoldMeasurement {
  readonly overshootMmhg: number;
  /** RMS over heartbeats of the mean error during each, mmHg. */
  readonly beatErrorRmsMmhg: number;
  /** The same of the first minute from the moment when the target is reached, and from then on. */
  readonly creepingRmsMmhg: number;
  readonly creptRmsMmhg: number;
  readonly correctionsPerMin: number;
  /** Natural drift at the target, divided by the dead band, per minute. */
  readonly neededPerMin: number;
  /** Place in the heartbeat, 0..1, of every pump or bleed edge. */
  readonly edgePhases: readonly number[];
}

/**
 * Plays a hold that starts with the scenario's first step and ends with the scenario, and measures it at the cuff.
 * @param disturb changes the world under the firmware's feet
 */
export function measureHold(
  scenario: Scenario,
  seed: number,
  disturb: (setup: WorldSetup) => WorldSetup = (setup) => setup,
): HoldMeasurement {
  const setup = disturb(setupOf(scenario, seed));
  const world = new World(regulationAlone(setup));
  const director = new Director(scenario, world);
  const beats = new BeatErrors();
  const edges = new Edges();
  let reachedMs = Number.POSITIVE_INFINITY;
  let overshoot = 0;
  let target = Number.NaN;
  while (world.nowMs < scenario.durationS * 1000) {
    director.act(() => undefined);
    world.step();
    target = world.board.wantedMmhg ?? Number.NaN;
    const error = world.air.cuffMmhg - target;
    if (reachedMs === Number.POSITIVE_INFINITY && Math.abs(error) < 1) reachedMs = world.nowMs;
    if (error > overshoot) overshoot = error;
    const sinceS = (world.nowMs - reachedMs) / 1000;
    edges.observe(world, sinceS > SETTLE_S);
    if (sinceS > 0) beats.observe(world.limb.heart.phase, error, sinceS);
  }
  const minutes = (world.nowMs - reachedMs - SETTLE_S * 1000) / 60_000;
  const holdS = (world.nowMs - reachedMs) / 1000;
  return {
    overshootMmhg: overshoot,
    beatErrorRmsMmhg: beats.rms(SETTLE_S),
    creepingRmsMmhg: beats.rms(0, CREPT_S),
    creptRmsMmhg: beats.rms(CREPT_S),
    correctionsPerMin: edges.corrections / minutes,
    neededPerMin: naturalDriftMmhg(setup, target, holdS) / DEAD_BAND_MMHG / minutes,
    edgePhases: edges.phases,
  };
}

class Edges {
  readonly phases: number[] = [];
  corrections = 0;
  #pumping = false;
  #bleeding = false;

  observe(world: World, counts: boolean): void {
    const { gates } = world.board;
    const pumping = gates.pumpDuty > 0;
    const bleeding = gates.dumpCoilDuty > 0 && gates.bleedCoilDuty < world.air.bleed.part.closedDuty;
    if (counts && (pumping !== this.#pumping || bleeding !== this.#bleeding)) {
      this.phases.push(world.limb.heart.phase);
      if ((pumping && !this.#pumping) || (bleeding && !this.#bleeding)) this.corrections++;
    }
    this.#pumping = pumping;
    this.#bleeding = bleeding;
  }
}

/** What creep, warming and leak would do to a pressure kept at `mmhg`, up and down added up, from `SETTLE_S` to `seconds`. */
function naturalDriftMmhg(setup: WorldSetup, mmhg: number, seconds: number): number {
  const { cuff, atmosphereMmhg } = setup.config;
  const bladder = new Bladder(cuff, setup.air.snugness);
  const creep = new Creep(cuff.volumeAt200Ml, setup.air.creep);
  const leak = new Orifice(0.3);
  const absolute = mmhg + atmosphereMmhg;
  const air = bladder.volumeMl(mmhg) / POLYTROPIC_EXPONENT;
  const capacity = air + absolute * bladder.complianceMlPerMmhg(mmhg);
  const seats = setup.air.valve.seatLeak * (setup.config.bleed.conductanceMlPerS + setup.config.dump.conductanceMlPerS);
  leak.vent(setup.air.leakMlPerS + seats, absolute, atmosphereMmhg);
  const dtS = 0.1;
  let warmK = 0;
  let drift = 0;
  for (let t = 0; t < seconds; t += dtS) {
    const warmed = (setup.air.warmingK - warmK) * (dtS / WARMING_TAU_S);
    warmK += warmed;
    const growth = absolute * ((air * warmed) / ROOM_K - creep.step(dtS, mmhg));
    if (t > SETTLE_S) drift += Math.abs(growth - dtS * leak.throughput) / capacity;
  }
  return drift;
}

/**
 * Rayleigh's test: the probability that phases (0..1) spread over the circle at random lie as close together as
 * these. Small means that they follow the heartbeat.
 */
export function rayleighProbability(phases: readonly number[]): number {
  const n = phases.length;
  const x = phases.reduce((sum, phase) => sum + Math.cos(2 * Math.PI * phase), 0);
  const y = phases.reduce((sum, phase) => sum + Math.sin(2 * Math.PI * phase), 0);
  return n === 0 ? 1 : Math.exp(-(x * x + y * y) / n);
}
