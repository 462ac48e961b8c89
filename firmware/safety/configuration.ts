import { Creep } from "../air/creep";
import { capacityMl } from "../air/cuff-volume";
import { flowFunction } from "../air/orifice";
import type { CuffConfig } from "../parts/config";
import type { ValvePart } from "../parts/valves";
import { pressureLimits, releaseLimits } from "./limits";

const STEP_MMHG = 5;

/** Calibration values outside these come from a broken store or a wrong part, never from a unit's scatter. */
const LOWEST_GAIN = 0.9;
const HIGHEST_GAIN = 1.1;
/** An uncalibrated MPX5050 reads up to 9.4 mmHg off; everything else is nearer, mmHg. */
const FURTHEST_ZERO_MMHG = 10;
/** Barometric pressure at 3,000 m and in a strong high, mmHg. */
const LOWEST_ATMOSPHERE_MMHG = 500;
const HIGHEST_ATMOSPHERE_MMHG = 800;

/** True for parts that together can meet the release rules and see the trips, calibrated within reason. */
export function isPossible(config: CuffConfig): boolean {
  const { bleed, dump, transducer, gain, storedZeroMmhg, atmosphereMmhg } = config;
  if (!(gain >= LOWEST_GAIN && gain <= HIGHEST_GAIN)) return false;
  if (!(storedZeroMmhg >= -FURTHEST_ZERO_MMHG && storedZeroMmhg <= FURTHEST_ZERO_MMHG)) return false;
  if (!(atmosphereMmhg >= LOWEST_ATMOSPHERE_MMHG && atmosphereMmhg <= HIGHEST_ATMOSPHERE_MMHG)) return false;
  if (transducer.highMmhg < pressureLimits.transducerRange.value) return false;
  const oneMs = releaseLimits.onePath.value;
  const worstMs = (paths: readonly ValvePart[]) =>
    releaseTimeMs(config, paths, pressureLimits.searchCeiling.value, true);
  if (worstMs([bleed]) > oneMs || worstMs([dump]) > oneMs) return false;
  return worstMs([bleed, dump]) <= releaseLimits.bothPaths.value;
}

/**
 * Time in which `paths`, fully open behind the hose, bring the cuff from `fromMmhg` (by default the search ceiling)
 * down to the deflated threshold, ms. Quasi-static: at these speeds the manifold follows within milliseconds.
 * @param settled the cuff has stood at `fromMmhg` for minutes: what it has crept shrinks back and has to be let out too
 */
export function releaseTimeMs(
  config: CuffConfig,
  paths: readonly ValvePart[],
  fromMmhg: number = pressureLimits.searchCeiling.value,
  settled = false,
): number {
  const { cuff, line, atmosphereMmhg } = config;
  const creep = new Creep(cuff);
  if (settled) creep.settle(fromMmhg);
  let seconds = 0;
  for (let top = fromMmhg; top > releaseLimits.deflated.value; top -= STEP_MMHG) {
    const bottom = Math.max(top - STEP_MMHG, releaseLimits.deflated.value);
    const mmhg = (top + bottom) / 2;
    const elastic = (top - bottom) * capacityMl(cuff, line.manifoldMl, mmhg, atmosphereMmhg);
    const out = throughput(config, paths, mmhg);
    const elasticS = elastic / out;
    const shrinksMlPerS = settled ? -creep.step(mmhg, elasticS) / elasticS : 0;
    seconds += elastic / (out - shrinksMlPerS * (mmhg + atmosphereMmhg));
  }
  return seconds * 1000;
}

/** Time in which the full pump fills the empty cuff to `toMmhg`, ms; infinite where it stalls before. */
export function fillTimeMs({ cuff, pump, line, atmosphereMmhg }: CuffConfig, toMmhg: number): number {
  if (toMmhg >= pump.stallMmhg) return Number.POSITIVE_INFINITY;
  let seconds = 0;
  for (let mmhg = STEP_MMHG / 2; mmhg < toMmhg; mmhg += STEP_MMHG) {
    const capacity = capacityMl(cuff, line.manifoldMl, mmhg, atmosphereMmhg);
    seconds += (STEP_MMHG * capacity) / (atmosphereMmhg * pump.freeFlowMlPerS * (1 - mmhg / pump.stallMmhg));
  }
  return seconds * 1000;
}

/** Throughput from the cuff through hose and open valves, mmHg·ml/s: found where hose and valves pass the same. */
function throughput(config: CuffConfig, paths: readonly ValvePart[], cuffMmhg: number): number {
  const atmosphere = config.atmosphereMmhg;
  let low = 0;
  let high = cuffMmhg;
  for (let i = 0; i < 20; i++) {
    const manifold = (low + high) / 2;
    const mean = atmosphere + (cuffMmhg + manifold) / 2;
    const hose = (mean * (cuffMmhg - manifold)) / config.line.resistanceMmhgSPerMl;
    if (valveThroughput(paths, manifold, atmosphere) < hose) low = manifold;
    else high = manifold;
  }
  return valveThroughput(paths, (low + high) / 2, atmosphere);
}

function valveThroughput(paths: readonly ValvePart[], mmhg: number, atmosphereMmhg: number): number {
  const upstream = mmhg + atmosphereMmhg;
  let sum = 0;
  for (const { conductanceMlPerS, criticalRatio } of paths) {
    sum += conductanceMlPerS * upstream * flowFunction(upstream, atmosphereMmhg, criticalRatio);
  }
  return sum;
}
