import type { Board } from "../control-loop";
import type { DeadMan } from "../safety/dead-man";
import type { TickInput, TickOutput } from "../shared/tick";

/** Who knows what is wanted. */
export interface Wanting {
  fill(input: TickInput): void;
}

/** A board whose ticks also get to see what an app wants. */
export class ServedBoard implements Board {
  readonly #board: Board;
  readonly #app: Wanting;

  constructor(board: Board, app: Wanting) {
    this.#board = board;
    this.#app = app;
  }

  get deadMan(): DeadMan {
    return this.#board.deadMan;
  }

  read(input: TickInput): void {
    this.#board.read(input);
    this.#app.fill(input);
  }

  write(output: TickOutput): void {
    this.#board.write(output);
  }

  toggleRail(): void {
    this.#board.toggleRail();
  }
}
