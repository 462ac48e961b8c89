import type { Board } from "../../firmware/control-loop";
import type { DeadMan } from "../../firmware/safety/dead-man";
import type { Prescription } from "../../firmware/shared/prescription";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";
import { fromNumbers, toNumbers } from "./recording";

/** Stands between a board and the control loop and writes down what every tick gets to see. */
export class RecordingBoard implements Board {
  readonly #board: Board;
  readonly #clock: () => number;
  readonly #seen = new TickInput();
  readonly ticks: number[][] = [];
  /** What was trained. */
  plan: Prescription | undefined;

  constructor(board: Board, clock: () => number) {
    this.#board = board;
    this.#clock = clock;
  }

  get deadMan(): DeadMan {
    return this.#board.deadMan;
  }

  read(input: TickInput): void {
    const seen = this.#seen;
    this.#board.read(seen);
    seen.deadManTripped = input.deadManTripped;
    const tick = toNumbers(this.#clock(), seen);
    this.plan = seen.training.plan ?? this.plan;
    fromNumbers(tick, 0, input, this.plan);
    Object.assign(input.order.wearer, seen.order.wearer);
    Object.assign(input.lop.wearer, seen.lop.wearer);
    Object.assign(input.screening, seen.screening);
    seen.samples.clear();
    seen.cuffSamples.clear();
    this.ticks.push(tick);
  }

  write(output: TickOutput): void {
    this.#board.write(output);
  }

  toggleRail(): void {
    this.#board.toggleRail();
  }
}
