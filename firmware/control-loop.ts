import type { DeadMan } from "./safety/dead-man";
import type { Limb } from "./shared/limb";
import { Phase } from "./shared/phase";
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

/** What is turned: the whole cuff, or less of it on a bench. */
export interface Controller {
  readonly limb: Limb;
  tick(nowMs: number, input: TickInput): TickOutput;
}

/** The fixed order of one turn: read, tick, write, and only then prove it to the dead-man and the rail. */
export class ControlLoop {
  readonly #cuff: Controller;
  readonly #board: Board;
  /** What the last turn got to see. */
  readonly input = new TickInput();

  constructor(cuff: Controller, board: Board) {
    this.#cuff = cuff;
    this.#board = board;
  }

  /** One turn at `nowMs`. */
  turn(nowMs: number): TickOutput {
    const board = this.#board;
    this.input.deadManTripped = board.deadMan.tripped;
    board.read(this.input);
    const output = this.#cuff.tick(nowMs, this.input);
    if (output.clearTestTrip) board.deadMan.clearTestTrip();
    // Before the pump gate is first driven: from then on the dead-man no longer listens.
    if (output.phase === Phase.testing) board.deadMan.latchLimb(this.#cuff.limb);
    board.write(output);
    if (output.railAlive) board.toggleRail();
    if (output.proven) board.deadMan.feed();
    return output;
  }
}
