import { Table } from "../table";

/** Volume of an artery against transmural pressure, relative to its volume at zero. */
export interface ArteryLaw {
  readonly name: string;
  relativeVolume(transmuralMmhg: number): number;
}

/** Exponential collapse below zero, exponential stiffening above, smooth at zero (Babbs 2012). */
function exponentialLaw(name: string, a: number, b: number): ArteryLaw {
  return Object.freeze({
    name,
    relativeVolume: (mmhg: number) => (mmhg < 0 ? Math.exp(a * mmhg) : 1 + (a / b) * (1 - Math.exp(-b * mmhg))),
  });
}

/** Drzewiecki 1994: A = d ln(aP + b) / (1 + e^(−cP)); b as the least that keeps the area positive down to −80 mmHg. */
function drzewieckiLaw(a: number, b: number, c: number): ArteryLaw {
  const area = (mmhg: number) => Math.log(Math.max(a * mmhg + b, 1)) / (1 + Math.exp(-c * mmhg));
  return Object.freeze({ name: "Drzewiecki", relativeVolume: (mmhg: number) => area(mmhg) / area(0) });
}

/**
 * `fitted` reproduces 11 recorded arm-cuff deflations (`npm run validate`, T3) in a cuff that stiffens with pressure,
 * and comes out where published arteries lie (0.11 and 0.03–0.045); the others keep estimators from being judged on
 * one model.
 */
export const arteryLaws = Object.freeze({
  fitted: exponentialLaw("exponential, fitted to recordings", 0.11, 0.045),
  babbs: exponentialLaw("Babbs, normal artery", 0.11, 0.03),
  drzewiecki: drzewieckiLaw(0.03, 3.4, 0.09),
});

export type ArteryLawName = keyof typeof arteryLaws;

const SEGMENTS = 15;
/** Share of the cuff's half-width over which its edge presses less and less (fitted to the recordings' plateau). */
const EDGE_TAPER = 0.345;

/** The artery under the cuff, in segments: the middle closes while the edges still beat, which leaves the plateau. */
export class Artery {
  readonly #volume: Table;
  /** Pressure transmission at one half of the symmetric segments, and the volume each stands for. */
  readonly #transmission: Float64Array;
  readonly #weights: Float64Array;

  /**
   * @param volumeMl volume of the artery under the cuff at zero transmural pressure
   * @param transmission share of the cuff pressure that reaches the artery under the middle of the cuff
   */
  constructor(law: ArteryLaw, volumeMl: number, transmission: number) {
    this.#volume = new Table(-500, 400, 0.25, (mmhg) => law.relativeVolume(mmhg));
    const half = (SEGMENTS + 1) / 2;
    this.#transmission = new Float64Array(half);
    this.#weights = new Float64Array(half);
    for (let i = 0; i < half; i++) {
      const fromEdge = 1 - (2 * i) / SEGMENTS;
      const press = fromEdge >= EDGE_TAPER ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * fromEdge) / EDGE_TAPER);
      this.#transmission[i] = transmission * press;
      this.#weights[i] = (volumeMl * (i === 0 ? 1 : 2)) / SEGMENTS;
    }
  }

  /** Blood under the cuff, ml, at arterial pressure `arterialMmhg` and cuff pressure `cuffMmhg`. */
  volumeMl(arterialMmhg: number, cuffMmhg: number): number {
    let sum = 0;
    for (let i = 0; i < this.#weights.length; i++) {
      const transmural = arterialMmhg - (this.#transmission[i] as number) * cuffMmhg;
      sum += (this.#weights[i] as number) * this.#volume.at(transmural);
    }
    return sum;
  }
}
