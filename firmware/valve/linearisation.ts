import { capacityMl } from "../air/cuff-volume";
import { flowFunction } from "../air/orifice";
import type { CuffConfig } from "../parts/config";
import { clamp } from "../shared/numbers";

const STEP_MMHG = 4;
const TOP_MMHG = 340;
const ENTRIES = TOP_MMHG / STEP_MMHG + 2;

/**
 * How fast the full pump and the fully open valves move the pressure, at every pressure. Dividing a wanted rate by
 * these makes all cuffs, pumps and valves look alike to the regulator: dP/dt = what was asked for.
 * Tables, made once, because a look-up costs the chip a tenth of the exponentials behind it.
 */
export class Linearisation {
  readonly #pumpRates = new Float64Array(ENTRIES);
  readonly #bleedRates = new Float64Array(ENTRIES);
  readonly #ventRates = new Float64Array(ENTRIES);
  readonly #hoseLags = new Float64Array(ENTRIES);
  readonly #compliances = new Float64Array(ENTRIES);
  /** Rate of the full pump at the pressure last looked up, mmHg/s. */
  pumpRateMmhgPerS = 0;
  /** Rate of the open bleed valve at the pressure last looked up, mmHg/s, positive. */
  bleedRateMmhgPerS = 0;
  /** Rate of bleed and dump valve open together, mmHg/s, positive. */
  ventRateMmhgPerS = 0;
  /** What the manifold reads above the cuff, mmHg, for each mmHg/s that it raises it: hose resistance × capacity. */
  hoseLagS = 0;

  constructor(config: CuffConfig) {
    const { cuff, pump, bleed, dump, line, atmosphereMmhg } = config;
    for (let i = 0; i < ENTRIES; i++) {
      const mmhg = i * STEP_MMHG;
      const capacity = capacityMl(cuff, line.manifoldMl, mmhg, atmosphereMmhg);
      const backPressure = clamp(1 - mmhg / pump.stallMmhg, 0, 1);
      const upstream = mmhg + atmosphereMmhg;
      const bled = bleed.conductanceMlPerS * flowFunction(upstream, atmosphereMmhg, bleed.criticalRatio);
      const dumped = dump.conductanceMlPerS * flowFunction(upstream, atmosphereMmhg, dump.criticalRatio);
      this.#pumpRates[i] = (atmosphereMmhg * pump.freeFlowMlPerS * backPressure) / capacity;
      this.#bleedRates[i] = (bled * upstream) / capacity;
      this.#ventRates[i] = ((bled + dumped) * upstream) / capacity;
      this.#compliances[i] = capacity / upstream;
      this.#hoseLags[i] = (line.resistanceMmhgSPerMl * capacity) / upstream;
    }
  }

  /** Sets all of them for gauge pressure `mmhg`; outside the table the nearest end counts. */
  lookUp(mmhg: number): void {
    const place = clamp(mmhg, 0, TOP_MMHG) / STEP_MMHG;
    const index = Math.floor(place);
    this.pumpRateMmhgPerS = between(this.#pumpRates, index, place - index);
    this.bleedRateMmhgPerS = between(this.#bleedRates, index, place - index);
    this.ventRateMmhgPerS = between(this.#ventRates, index, place - index);
    this.hoseLagS = between(this.#hoseLags, index, place - index);
  }

  /** What the limb gives to the shut cuff for each mmHg that the pressure rises at gauge pressure `mmhg`, ml/mmHg. */
  complianceAt(mmhg: number): number {
    const place = clamp(mmhg, 0, TOP_MMHG) / STEP_MMHG;
    const index = Math.floor(place);
    return between(this.#compliances, index, place - index);
  }

  /** Rate of bleed and dump valve open together at gauge pressure `mmhg`, mmHg/s, positive. */
  ventRateAt(mmhg: number): number {
    const place = clamp(mmhg, 0, TOP_MMHG) / STEP_MMHG;
    const index = Math.floor(place);
    return between(this.#ventRates, index, place - index);
  }
}

function between(table: Float64Array, index: number, share: number): number {
  const low = table[index] ?? 0;
  return low + ((table[index + 1] ?? 0) - low) * share;
}
