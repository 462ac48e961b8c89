const LAMINAR_RATIO = 0.998;

/** An ISO 6358 orifice to the atmosphere, open both ways, with the slope an implicit step needs. */
export class Orifice {
  readonly #criticalRatio: number;
  readonly #laminarEdge: number;
  /** Throughput out, mmHg·ml/s, and its slope with the inside pressure, at the last `vent`. */
  throughput = 0;
  slope = 0;

  constructor(criticalRatio: number) {
    this.#criticalRatio = criticalRatio;
    this.#laminarEdge = Math.sqrt(1 - ((LAMINAR_RATIO - criticalRatio) / (1 - criticalRatio)) ** 2);
  }

  /** Flow from `insideMmhg` (absolute) through conductance C' [ml/s] to `atmosphereMmhg`, or back. */
  vent(conductanceMlPerS: number, insideMmhg: number, atmosphereMmhg: number): void {
    const outward = insideMmhg >= atmosphereMmhg;
    const ratio = outward ? atmosphereMmhg / insideMmhg : insideMmhg / atmosphereMmhg;
    const upstream = outward ? insideMmhg : atmosphereMmhg;
    if (conductanceMlPerS === 0) {
      this.throughput = 0;
      this.slope = 0;
    } else if (ratio > LAMINAR_RATIO) {
      const gain = (conductanceMlPerS * this.#laminarEdge) / (1 - LAMINAR_RATIO);
      this.throughput = gain * (insideMmhg - atmosphereMmhg);
      this.slope = gain;
    } else if (ratio <= this.#criticalRatio) {
      this.throughput = (outward ? 1 : -1) * conductanceMlPerS * upstream;
      this.slope = conductanceMlPerS;
    } else {
      const b = this.#criticalRatio;
      const share = (ratio - b) / (1 - b);
      const phi = Math.sqrt(1 - share * share);
      this.throughput = (outward ? 1 : -1) * conductanceMlPerS * upstream * phi;
      this.slope = conductanceMlPerS * (phi + (share * ratio) / ((1 - b) * phi));
    }
  }
}
