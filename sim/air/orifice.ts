const LAMINAR_RATIO = 0.998;

/** An ISO 6358 orifice that vents to the atmosphere, with the slope an implicit step needs. */
export class Orifice {
  readonly #criticalRatio: number;
  readonly #laminarEdge: number;
  /** Throughput, mmHg·ml/s, and its slope with the upstream pressure, at the last `vent`. */
  throughput = 0;
  slope = 0;

  constructor(criticalRatio: number) {
    this.#criticalRatio = criticalRatio;
    this.#laminarEdge = Math.sqrt(1 - ((LAMINAR_RATIO - criticalRatio) / (1 - criticalRatio)) ** 2);
  }

  /** Flow from `upstreamMmhg` (absolute) through conductance C' [ml/s] into `atmosphereMmhg`; none flows back in. */
  vent(conductanceMlPerS: number, upstreamMmhg: number, atmosphereMmhg: number): void {
    const ratio = atmosphereMmhg / upstreamMmhg;
    if (ratio >= 1 || conductanceMlPerS === 0) {
      this.throughput = 0;
      this.slope = 0;
    } else if (ratio > LAMINAR_RATIO) {
      const gain = (conductanceMlPerS * this.#laminarEdge) / (1 - LAMINAR_RATIO);
      this.throughput = gain * (upstreamMmhg - atmosphereMmhg);
      this.slope = gain;
    } else if (ratio <= this.#criticalRatio) {
      this.throughput = conductanceMlPerS * upstreamMmhg;
      this.slope = conductanceMlPerS;
    } else {
      const b = this.#criticalRatio;
      const share = (ratio - b) / (1 - b);
      const phi = Math.sqrt(1 - share * share);
      this.throughput = conductanceMlPerS * upstreamMmhg * phi;
      this.slope = conductanceMlPerS * (phi + (share * ratio) / ((1 - b) * phi));
    }
  }
}
