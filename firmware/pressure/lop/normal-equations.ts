import { TRAITS } from "./envelope-model";

const WIDTH = TRAITS + 1;

/** A weighted least-squares problem of four unknowns, added up row by row, and its damped solution. */
export class NormalEquations {
  readonly #matrix = new Float64Array(TRAITS * TRAITS);
  readonly #right = new Float64Array(TRAITS);
  readonly #work = new Float64Array(TRAITS * WIDTH);
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

  /** Step towards the least cost; `damping` shortens it (Levenberg–Marquardt). */
  solve(damping: number): void {
    for (let row = 0; row < TRAITS; row++) this.#work[row * WIDTH + TRAITS] = this.#right[row] ?? 0;
    this.#eliminate(damping);
  }

  /** Variance of one unknown where the weights are one over the squares of the errors. */
  varianceOf(trait: number): number {
    for (let row = 0; row < TRAITS; row++) this.#work[row * WIDTH + TRAITS] = row === trait ? 1 : 0;
    this.#eliminate(0);
    return this.solution[trait] ?? Number.NaN;
  }

  /** Gauss: the matrix is symmetric and positive, so that no pivot has to be looked for. */
  #eliminate(damping: number): void {
    const work = this.#work;
    for (let row = 0; row < TRAITS; row++) {
      for (let column = 0; column < TRAITS; column++) {
        const value = this.#matrix[row * TRAITS + column] ?? 0;
        work[row * WIDTH + column] = row === column ? value * (1 + damping) : value;
      }
    }
    for (let pivot = 0; pivot < TRAITS; pivot++) {
      const top = work[pivot * WIDTH + pivot] ?? 0;
      for (let row = pivot + 1; row < TRAITS; row++) {
        const factor = (work[row * WIDTH + pivot] ?? 0) / top;
        for (let column = pivot; column < WIDTH; column++) {
          const at = row * WIDTH + column;
          work[at] = (work[at] ?? 0) - factor * (work[pivot * WIDTH + column] ?? 0);
        }
      }
    }
    for (let row = TRAITS - 1; row >= 0; row--) {
      let value = work[row * WIDTH + TRAITS] ?? 0;
      for (let column = row + 1; column < TRAITS; column++)
        value -= (work[row * WIDTH + column] ?? 0) * (this.solution[column] ?? 0);
      this.solution[row] = value / (work[row * WIDTH + row] ?? 0);
    }
  }
}
