import type { Cuff } from "./cuff";
import type { DeadMan } from "./safety/dead-man";
import { TickInput, type TickOutput } from "./shared/tick";

/** What the loop needs from a board, real or simulated. */
export interface Board {
  readonly deadMan: DeadMan;
  /** Fills in what was sensed since the last call. */
  read(input: TickInput): void;
  /** Puts the duties on the gates. */
  write(output: TickOutput): void;
  /** Toggles the monostable that holds up the actuator rail. */
  toggleRail(): void;
}

/** The fixed order of one turn: read, tick, write, and only then prove it to the dead-man and the rail. */
export class ControlLoop {
  readonly #cuff: Cuff;
  readonly #board: Board;
  readonly #input = new TickInput();

  constructor(cuff: Cuff, board: Board) {
    this.#cuff = cuff;
    this.#board = board;
    board.deadMan.latchLimb(cuff.limb);
  }

  /** One turn at `nowMs`. */
  turn(nowMs: number): TickOutput {
    const board = this.#board;
    this.#input.deadManTripped = board.deadMan.tripped;
    board.read(this.#input);
    const output = this.#cuff.tick(nowMs, this.#input);
    board.write(output);
    if (output.railAlive) board.toggleRail();
    if (output.proven) board.deadMan.feed();
    return output;
  }
}
