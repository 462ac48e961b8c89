/** A function of one variable, computed once on a grid and interpolated: the simulator's answer to a million exponentials. */
export class Table {
  readonly #values: Float64Array;
  readonly #from: number;
  readonly #perStep: number;

  constructor(from: number, to: number, step: number, f: (x: number) => number) {
    const entries = Math.ceil((to - from) / step) + 2;
    this.#values = Float64Array.from({ length: entries }, (_, i) => f(from + i * step));
    this.#from = from;
    this.#perStep = 1 / step;
  }

  /** f(x) by linear interpolation; the end values hold outside the grid. */
  at(x: number): number {
    const values = this.#values;
    const place = (x - this.#from) * this.#perStep;
    if (!(place > 0)) return values[0] as number;
    const index = place | 0;
    if (index >= values.length - 1) return values[values.length - 1] as number;
    const low = values[index] as number;
    return low + ((values[index + 1] as number) - low) * (place - index);
  }
}
