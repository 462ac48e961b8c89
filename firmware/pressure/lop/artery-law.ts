import { clamp, exp, log } from "../../shared/numbers";

/** Exponential law (Babbs 2012; parameters fitted to recordings in `npm run validate`, T3): collapse and stiffening, 1/mmHg. */
const COLLAPSE_PER_MMHG = 0.11;
const STIFFENING_PER_MMHG = 0.045;
/** Logistic law (Drzewiecki 1994): ln(aP + b) / (1 + e^(−cP)), with b as the least that keeps the area positive. */
const LOG_SLOPE_PER_MMHG = 0.03;
const LOG_OFFSET = 3.4;
const LOGISTIC_PER_MMHG = 0.09;
/** What is tabulated, in steps of 1 mmHg: below it the artery is shut. */
const LOWEST_MMHG = -80;
const HIGHEST_MMHG = 320;
const SIZE = HIGHEST_MMHG - LOWEST_MMHG + 1;

/**
 * Volume of an artery against transmural pressure, as a share of the volume at zero: the mean of two published laws.
 * Nobody knows which of them an artery follows. Each alone puts the occlusion pressure of the other's arteries 3 to 4
 * mmHg too low or too high; their mean misses by 1 to 2.
 */
export class ArteryLaw {
  readonly #slopes = new Float64Array(SIZE);
  readonly #volumes = new Float64Array(SIZE);
  /** Of the pressure looked up last. */
  volume = 0;
  slopePerMmhg = 0;

  constructor() {
    for (let i = 0; i < SIZE; i++) {
      const mmhg = LOWEST_MMHG + i;
      this.#slopes[i] = (exponentialSlope(mmhg) + logisticSlope(mmhg)) / 2;
      if (i > 0)
        this.#volumes[i] = (this.#volumes[i - 1] ?? 0) + ((this.#slopes[i - 1] ?? 0) + (this.#slopes[i] ?? 0)) / 2;
    }
  }

  /** Sets volume and slope for transmural pressure `mmhg`; outside the table the artery changes no more. */
  lookUp(mmhg: number): void {
    const place = clamp(mmhg, LOWEST_MMHG, HIGHEST_MMHG - 1) - LOWEST_MMHG;
    const index = Math.floor(place);
    const share = place - index;
    const slopes = this.#slopes;
    const slope = slopes[index] ?? 0;
    this.volume = (this.#volumes[index] ?? 0) + share * (slope + (share * ((slopes[index + 1] ?? 0) - slope)) / 2);
    const isInside = mmhg >= LOWEST_MMHG && mmhg < HIGHEST_MMHG - 1;
    this.slopePerMmhg = !isInside ? 0 : slope + share * ((slopes[index + 1] ?? 0) - slope);
  }
}

function exponentialSlope(mmhg: number): number {
  return COLLAPSE_PER_MMHG * exp(mmhg < 0 ? COLLAPSE_PER_MMHG * mmhg : -STIFFENING_PER_MMHG * mmhg);
}

function logisticSlope(mmhg: number): number {
  const area = LOG_SLOPE_PER_MMHG * mmhg + LOG_OFFSET;
  const open = 1 / (1 + exp(-LOGISTIC_PER_MMHG * mmhg));
  const growth = LOG_SLOPE_PER_MMHG / area;
  return (growth * open + log(area) * LOGISTIC_PER_MMHG * open * (1 - open)) / (log(LOG_OFFSET) / 2);
}
