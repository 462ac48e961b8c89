import { Reason } from "../../firmware/shared/reasons";
import type { TickInput, TickOutput } from "../../firmware/shared/tick";
import type { SimulatedBoard } from "../../sim/hardware/board";

/** Shows on the board what the app wants, where the safety monitor looks for it: the cuff itself is told by its service. */
export class Twin {
  readonly #board: SimulatedBoard;
  #lopSequence = 0;

  constructor(board: SimulatedBoard) {
    this.#board = board;
  }

  /** Before every millisecond. */
  show(wants: TickInput, output: TickOutput | undefined): void {
    const board = this.#board;
    board.wantedMmhg = wants.wantedMmhg;
    board.linked = wants.linked;
    board.order.mode = wants.order.mode;
    board.order.confirmations = wants.order.confirmations;
    board.training.plan = wants.training.plan;
    board.training.sessionsBefore = wants.training.sessionsBefore;
    board.training.request.sequence = wants.training.request.sequence;
    if (output?.reason === Reason.lopFound) board.lop.mmhg = output.lopFoundMmhg;
    if (wants.lop.sequence === this.#lopSequence) return;
    this.#lopSequence = wants.lop.sequence;
    // One that comes to a cuff that is not armed does not count.
    if (output?.isArmed) board.lop.mmhg = wants.lop.mmhg;
  }
}
