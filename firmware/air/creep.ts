import type { CuffPart } from "../parts/cuffs";

/** One element of a relaxing cuff: how much it gives in the end, as a share of V200 at 200 mmHg, and how slowly. */
interface CreepElement {
  readonly share: number;
  readonly tauS: number;
}

/** A closed bulb system fell 206 → 190 mmHg in 6 s (recordings of github.com/itsBelinda); these sizes do the same. */
const elements: readonly CreepElement[] = Object.freeze([
  Object.freeze({ share: 0.02, tauS: 2 }),
  Object.freeze({ share: 0.04, tauS: 25 }),
]);

/** Fabric and flesh give way under pressure, and shrink back without it, both slowly. */
export class Creep {
  readonly #volumesMl = new Float64Array(elements.length);
  readonly #scaleMl: number;

  constructor(cuff: CuffPart) {
    this.#scaleMl = cuff.volumeAt200Ml;
  }

  /** As after minutes at gauge pressure `mmhg`. */
  settle(mmhg: number): void {
    for (let i = 0; i < elements.length; i++) this.#volumesMl[i] = this.#endMl(i, mmhg);
  }

  /** Growth of the cuff during `dtS` at gauge pressure `mmhg`, ml. Implicit: any step is stable. */
  step(mmhg: number, dtS: number): number {
    let growthMl = 0;
    for (let i = 0; i < elements.length; i++) {
      const volumeMl = this.#volumesMl[i] ?? 0;
      const changeMl = ((this.#endMl(i, mmhg) - volumeMl) * dtS) / ((elements[i]?.tauS ?? 0) + dtS);
      this.#volumesMl[i] = volumeMl + changeMl;
      growthMl += changeMl;
    }
    return growthMl;
  }

  #endMl(element: number, mmhg: number): number {
    return ((elements[element]?.share ?? 0) * this.#scaleMl * mmhg) / 200;
  }
}
