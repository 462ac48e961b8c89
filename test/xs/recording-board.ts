import type { Board } from "../../firmware/control-loop";
import type { DeadMan } from "../../firmware/safety/dead-man";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";

/** Stands between a board and the control loop and writes down what every tick gets to see. */
export class RecordingBoard implements Board {
  readonly #board: Board;
  readonly #clock: () => number;
  readonly #seen = new TickInput();
  readonly ticks: number[][] = [];

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
    input.wantedMmhg = seen.wantedMmhg;
    input.buttonDown = seen.buttonDown;
    const samples: number[] = [];
    for (let i = 0; i < seen.samples.length; i++) {
      const atMs = seen.samples.atMs[i] as number;
      const counts = seen.samples.counts[i] as number;
      samples.push(atMs, counts);
      input.samples.push(atMs, counts);
    }
    seen.samples.clear();
    const flags = [input.buttonDown ? 1 : 0, input.deadManTripped ? 1 : 0];
    this.ticks.push([this.#clock(), input.wantedMmhg ?? Number.NaN, ...flags, samples.length / 2, ...samples]);
  }

  write(output: TickOutput): void {
    this.#board.write(output);
  }

  toggleRail(): void {
    this.#board.toggleRail();
  }
}
