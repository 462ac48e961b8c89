import { TRAITS } from "./envelope-model";

const WIDTH = TRAITS + 1;

/** A weighted least-squares problem of four unknowns, added up row by row, and its damped solution. */
export class NormalEquations {
  readonly #matrix = new Float64Array(TRAITS * TRAITS);
  readonly #right = new Float64Array(TRAITS);
  readonly #work = new Float64Array(TRAITS * WIDTH);
  #pivot = 0;
  /** Of the last solution. */
  readonly solution = new Float64Array(TRAITS);
  /** Sum of the weighted squares. */
  cost = 0;

  clear(): void {
    this.#matrix.fill(0);
    this.#right.fill(0);
    this.cost = 0;
  }

  /** Adds what is missing, `residual`, and how each unknown changes it. */
  add(residual: number, slopes: Float64Array, weight: number): void {
    this.cost += weight * residual * residual;
    for (let row = 0; row < TRAITS; row++) {
      const weighted = weight * (slopes[row] ?? 0);
      this.#right[row] = (this.#right[row] ?? 0) + weighted * residual;
      for (let column = 0; column < TRAITS; column++) {
        const at = row * TRAITS + column;
        this.#matrix[at] = (this.#matrix[at] ?? 0) + weighted * (slopes[column] ?? 0);
      }
    }
  }

  /** Adds a belief about one unknown: `residual` is the belief less its present value. */
  believe(trait: number, residual: number, weight: number): void {
    this.cost += weight * residual * residual;
    const at = trait * TRAITS + trait;
    this.#matrix[at] = (this.#matrix[at] ?? 0) + weight;
    this.#right[trait] = (this.#right[trait] ?? 0) + weight * residual;
  }

  copy(other: NormalEquations): void {
    this.#matrix.set(other.#matrix);
    this.#right.set(other.#right);
    this.cost = other.cost;
  }

  /** Begins to solve for the step towards the least cost; `damping` shortens it (Levenberg–Marquardt). */
  begin(damping: number): void {
    this.#load(damping, Number.NaN);
  }

  /**
   * Begins to solve for the column of the inverse that belongs to one unknown: its own place there is its variance,
   * where the weights are one over the squares of the errors.
   */
  beginInverse(trait: number): void {
    this.#load(0, trait);
  }

  /** One slice of the solution, by Gauss: the matrix is symmetric and positive, so that no pivot is looked for. */
  advance(): boolean {
    if (this.#pivot < TRAITS) {
      this.#eliminate(this.#pivot);
      this.#pivot++;
      return false;
    }
    this.#substitute();
    return true;
  }

  #load(damping: number, trait: number): void {
    const work = this.#work;
    this.#pivot = 0;
    for (let row = 0; row < TRAITS; row++) {
      for (let column = 0; column < TRAITS; column++) {
        const value = this.#matrix[row * TRAITS + column] ?? 0;
        work[row * WIDTH + column] = row === column ? value * (1 + damping) : value;
      }
      const unit = row === trait ? 1 : 0;
      work[row * WIDTH + TRAITS] = Number.isNaN(trait) ? (this.#right[row] ?? 0) : unit;
    }
  }

  #eliminate(pivot: number): void {
    const work = this.#work;
    const top = work[pivot * WIDTH + pivot] ?? 0;
    for (let row = pivot + 1; row < TRAITS; row++) {
      const factor = (work[row * WIDTH + pivot] ?? 0) / top;
      for (let column = pivot; column < WIDTH; column++) {
        const at = row * WIDTH + column;
        work[at] = (work[at] ?? 0) - factor * (work[pivot * WIDTH + column] ?? 0);
      }
    }
  }

  #substitute(): void {
    const work = this.#work;
    for (let row = TRAITS - 1; row >= 0; row--) {
      let value = work[row * WIDTH + TRAITS] ?? 0;
      for (let column = row + 1; column < TRAITS; column++)
        value -= (work[row * WIDTH + column] ?? 0) * (this.solution[column] ?? 0);
      this.solution[row] = value / (work[row * WIDTH + row] ?? 0);
    }
  }
}
