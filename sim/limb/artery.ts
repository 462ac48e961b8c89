import { Table } from "../table";

/** Volume of an artery against transmural pressure, relative to its volume at zero. */
export interface ArteryLaw {
  readonly name: string;
  relativeVolume(transmuralMmhg: number): number;
}

/** How one person's artery differs from the law's own; all 1 but `edgeTaper` for no difference. */
export interface ArteryTraits {
  /** How steeply it collapses below zero transmural pressure, as a factor. */
  readonly steepness: number;
  /** How soon its wall is taut above zero, as a factor. */
  readonly stiffness: number;
  /** Share of the cuff's half-width over which its edge presses less and less. */
  readonly edgeTaper: number;
  /** Its volume under the cuff, as a factor. */
  readonly volumeFactor: number;
  /** How much of its beat comes through the flesh to the cuff, as a factor: less from a deep artery. */
  readonly depthFactor: number;
}

/** Fitted to the plateau of the recordings. */
const EDGE_TAPER = 0.345;

export const ordinaryArtery: ArteryTraits = Object.freeze({
  steepness: 1,
  stiffness: 1,
  edgeTaper: EDGE_TAPER,
  volumeFactor: 1,
  depthFactor: 1,
});

/** Makes a law for an artery with these traits. */
type LawMaker = (traits: ArteryTraits) => ArteryLaw;

/** Exponential collapse below zero, exponential stiffening above, smooth at zero (Babbs 2012). */
function exponentialLaw(name: string, collapse: number, stiffening: number): LawMaker {
  return ({ steepness, stiffness }) => {
    const a = collapse * steepness;
    const b = stiffening * stiffness;
    return Object.freeze({
      name,
      relativeVolume: (mmhg: number) => (mmhg < 0 ? Math.exp(a * mmhg) : 1 + (a / b) * (1 - Math.exp(-b * mmhg))),
    });
  };
}

/**
 * Drzewiecki 1994: A = d ln(aP + b) / (1 + e^(−cP)); b as the least that keeps the area positive down to −80 mmHg.
 * The area falls as e^(cP) below zero, so c is the steepness. Of the taut wall alone P = (e^(A/d) − b) / a, so that
 * dP/dA at any area goes with 1/a: a stiffer wall has the smaller a. A soft one's logarithm reaches zero above −80 mmHg,
 * where e^(cP) leaves less than two per cent of the area to lose.
 */
function drzewieckiLaw(softness: number, b: number, collapse: number): LawMaker {
  return ({ steepness, stiffness }) => {
    const a = softness / stiffness;
    const c = collapse * steepness;
    const area = (mmhg: number) => Math.log(Math.max(a * mmhg + b, 1)) / (1 + Math.exp(-c * mmhg));
    return Object.freeze({ name: "Drzewiecki", relativeVolume: (mmhg: number) => area(mmhg) / area(0) });
  };
}

const lawMakers = Object.freeze({
  fitted: exponentialLaw("exponential, fitted to recordings", 0.11, 0.045),
  babbs: exponentialLaw("Babbs, normal artery", 0.11, 0.03),
  drzewiecki: drzewieckiLaw(0.03, 3.4, 0.09),
});

export type ArteryLawName = keyof typeof lawMakers;

/** The law of one person's artery. */
export function arteryLaw(name: ArteryLawName, traits: ArteryTraits = ordinaryArtery): ArteryLaw {
  return lawMakers[name](traits);
}

/**
 * `fitted` reproduces 11 recorded arm-cuff deflations (`npm run validate`, T3) in a cuff that stiffens with pressure,
 * and comes out where published arteries lie (0.11 and 0.03–0.045); the others keep estimators from being judged on
 * one model.
 */
export const arteryLaws = Object.freeze({
  fitted: arteryLaw("fitted"),
  babbs: arteryLaw("babbs"),
  drzewiecki: arteryLaw("drzewiecki"),
});

const SEGMENTS = 15;

/** The artery under the cuff, in segments: the middle closes while the edges still beat, which leaves the plateau. */
export class Artery {
  readonly #volume: Table;
  /** Pressure transmission at one half of the symmetric segments, and the volume each stands for. */
  readonly #transmission: Float64Array;
  readonly #weights: Float64Array;

  /**
   * @param volumeMl volume of the artery under the cuff at zero transmural pressure
   * @param transmission share of the cuff pressure that reaches the artery under the middle of the cuff
   * @param edgeTaper share of the cuff's half-width over which its edge presses less and less
   */
  constructor(law: ArteryLaw, volumeMl: number, transmission: number, edgeTaper = EDGE_TAPER) {
    this.#volume = new Table(-500, 400, 0.25, (mmhg) => law.relativeVolume(mmhg));
    const half = (SEGMENTS + 1) / 2;
    this.#transmission = new Float64Array(half);
    this.#weights = new Float64Array(half);
    for (let i = 0; i < half; i++) {
      const fromEdge = 1 - (2 * i) / SEGMENTS;
      const press = fromEdge >= edgeTaper ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * fromEdge) / edgeTaper);
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
