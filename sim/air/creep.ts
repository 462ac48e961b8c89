/** One Kelvin element of a relaxing cuff: how much it gives in the end, as a share of V200 at 200 mmHg, and how slowly. */
interface CreepElement {
  readonly share: number;
  readonly tauS: number;
}

/** Sized so that a sealed cuff falls as a closed bulb system did in recordings (206 → 190 mmHg in 6 s). */
const elements: readonly CreepElement[] = [
  { share: 0.02, tauS: 2 },
  { share: 0.04, tauS: 25 },
];

/** Fabric and flesh give way under pressure, and slowly: the cuff's volume grows. */
export class Creep {
  readonly #volumes = elements.map(() => 0);
  readonly #scaleMl: number;

  /** @param strength 1 for the measured creep, 0 for none */
  constructor(volumeAt200Ml: number, strength: number) {
    this.#scaleMl = volumeAt200Ml * strength;
  }

  /** Growth during one step of `dtS` at gauge pressure `mmhg`, ml. */
  step(dtS: number, mmhg: number): number {
    let growth = 0;
    for (let i = 0; i < elements.length; i++) {
      const { share, tauS } = elements[i] as CreepElement;
      const volume = this.#volumes[i] as number;
      const change = (share * this.#scaleMl * (mmhg / 200) - volume) * (dtS / tauS);
      this.#volumes[i] = volume + change;
      growth += change;
    }
    return growth;
  }
}
