import type { CuffPart } from "../../firmware/parts/cuffs";
import { Table } from "../table";

const LOWEST_MMHG = -20;
const HIGHEST_MMHG = 900;
const GRID_MMHG = 0.5;
/** A bladder sucked flat keeps this share of its volume. */
const FLAT_SHARE = 0.05;

/** The cuff's bladder on the limb: air volume and its growth, against gauge pressure. */
export class Bladder {
  readonly #volume: Table;
  readonly #compliance: Table;

  /** @param snugness 0 loose … 1 tight: a loose cuff takes more air before it grips (the soft share × 1.4 … 0.6) */
  constructor(cuff: CuffPart, snugness: number) {
    const { base, softMmhg, firmShare, firmMmhg } = cuff.curve;
    const softShare = cuff.curve.softShare * (1.4 - 0.8 * snugness);
    const scale = cuff.volumeAt200Ml;
    const slope0 = scale * (softShare / softMmhg + firmShare / firmMmhg);
    const volume = (mmhg: number) =>
      mmhg < 0
        ? Math.max(scale * base + slope0 * mmhg, FLAT_SHARE * scale)
        : scale * (base + softShare * (1 - Math.exp(-mmhg / softMmhg)) + firmShare * (1 - Math.exp(-mmhg / firmMmhg)));
    const compliance = (mmhg: number) =>
      mmhg < 0
        ? slope0
        : scale *
          ((softShare / softMmhg) * Math.exp(-mmhg / softMmhg) + (firmShare / firmMmhg) * Math.exp(-mmhg / firmMmhg));
    this.#volume = new Table(LOWEST_MMHG, HIGHEST_MMHG, GRID_MMHG, volume);
    this.#compliance = new Table(LOWEST_MMHG, HIGHEST_MMHG, GRID_MMHG, compliance);
  }

  volumeMl(mmhg: number): number {
    return this.#volume.at(mmhg);
  }

  complianceMlPerMmhg(mmhg: number): number {
    return this.#compliance.at(mmhg);
  }
}
