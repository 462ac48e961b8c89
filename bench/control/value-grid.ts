/** What an actuated quantity can become in one step, ml, from every cell of a grid. */
export interface Reach {
  readonly lowMl: Float64Array;
  readonly highMl: Float64Array;
}

/** Evenly spaced values of an actuated quantity and, step by step, what each is worth from there to the end. */
export class ValueGrid {
  readonly cells: number;
  readonly fromMl: number;
  readonly cellMl: number;
  readonly #stored: Float32Array;
  readonly #queue: Int32Array;

  constructor(fromMl: number, toMl: number, cellMl: number, steps: number) {
    this.cells = Math.ceil((toMl - fromMl) / cellMl) + 1;
    this.fromMl = fromMl;
    this.cellMl = cellMl;
    this.#stored = new Float32Array(this.cells * steps);
    this.#queue = new Int32Array(this.cells);
  }

  /** Keeps the worth of one step; only differences within a step matter, so single precision is enough. */
  keep(step: number, worth: Float64Array): void {
    let best = Number.NEGATIVE_INFINITY;
    for (const value of worth) if (value > best) best = value;
    for (let cell = 0; cell < this.cells; cell++) worth[cell] = (worth[cell] as number) - best;
    this.#stored.set(worth, step * this.cells);
  }

  /** The best of the values between `lowMl` and `highMl` at `step`. */
  bestWithin(step: number, lowMl: number, highMl: number): number {
    const row = this.#stored.subarray(step * this.cells, (step + 1) * this.cells);
    const low = this.#placeOf(lowMl);
    const high = this.#placeOf(highMl);
    let best = low;
    let worth = between(row, low);
    const consider = (place: number): void => {
      const value = between(row, place);
      if (value <= worth) return;
      worth = value;
      best = place;
    };
    for (let cell = Math.ceil(low); cell <= high; cell++) consider(cell);
    consider(high);
    // Off the grid no choice is better than another.
    return best === low ? lowMl : best === high ? highMl : this.fromMl + best * this.cellMl;
  }

  /**
   * Replaces the worth after a step by the worth before it: the best that lies within reach of each cell. A piecewise
   * linear function is highest at an end of the reach or at a cell within; a queue of falling values gives the latter.
   */
  stepBack(after: Float64Array, reach: Reach, before: Float64Array): void {
    const queue = this.#queue;
    let head = 0;
    let tail = 0;
    let entered = -1;
    for (let cell = 0; cell < this.cells; cell++) {
      const low = this.#placeOf(reach.lowMl[cell] as number);
      const high = this.#placeOf(reach.highMl[cell] as number);
      while (entered + 1 <= high) {
        const value = after[++entered] as number;
        while (tail > head && (after[queue[tail - 1] as number] as number) <= value) tail--;
        queue[tail++] = entered;
      }
      while (head < tail && (queue[head] as number) < low) head++;
      const ends = Math.max(between(after, low), between(after, high));
      const first = queue[head] as number;
      before[cell] = head < tail && first <= high ? Math.max(ends, after[first] as number) : ends;
    }
  }

  #placeOf(ml: number): number {
    return Math.min(this.cells - 1, Math.max(0, (ml - this.fromMl) / this.cellMl));
  }
}

function between(values: Float64Array | Float32Array, place: number): number {
  const cell = place | 0;
  const low = values[cell] as number;
  return cell === place ? low : low + ((values[cell + 1] as number) - low) * (place - cell);
}
