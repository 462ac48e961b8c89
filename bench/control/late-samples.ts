import type { Board } from "../../firmware/control-loop";
import type { TickInput, TickOutput } from "../../firmware/shared/tick";
import type { SimulatedBoard } from "../../sim/hardware/board";
import type { WorldSetup } from "../../sim/world";

interface Sample {
  readonly dueMs: number;
  readonly takenMs: number;
  readonly counts: number;
}

/**
 * Lets every transducer sample arrive `delayMs` later than it would, with its true stamp and none lost. (A longer
 * conversion time would not do: the simulated converter has room for eight samples, 80 ms, and drops the others.)
 */
export function withLateSamples(setup: WorldSetup, delayMs: number): WorldSetup {
  return {
    ...setup,
    wrapBoard: (board) => new LateBoard(board, setup.wrapBoard?.(board) ?? board, delayMs),
  };
}

class LateBoard implements Board {
  readonly #clock: SimulatedBoard;
  readonly #board: Board;
  readonly #delayMs: number;
  readonly #underway: Sample[] = [];

  constructor(clock: SimulatedBoard, board: Board, delayMs: number) {
    this.#clock = clock;
    this.#board = board;
    this.#delayMs = delayMs;
  }

  get deadMan(): Board["deadMan"] {
    return this.#board.deadMan;
  }

  read(input: TickInput): void {
    const { nowMs } = this.#clock;
    const { samples } = input;
    this.#board.read(input);
    for (let i = 0; i < samples.length; i++) {
      const takenMs = samples.atMs[i] ?? Number.NaN;
      this.#underway.push({ dueMs: nowMs + this.#delayMs, takenMs, counts: samples.counts[i] ?? Number.NaN });
    }
    samples.clear();
    for (let next = this.#underway[0]; next && next.dueMs <= nowMs; next = this.#underway[0]) {
      samples.push(next.takenMs, next.counts);
      this.#underway.shift();
    }
  }

  write(output: TickOutput): void {
    this.#board.write(output);
  }

  toggleRail(): void {
    this.#board.toggleRail();
  }
}
