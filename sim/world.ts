import { type Board, ControlLoop } from "../firmware/control-loop";
import { Cuff } from "../firmware/cuff";
import type { CuffConfig } from "../firmware/parts/config";
import type { TickOutput } from "../firmware/shared/tick";
import { AirCircuit, type AirTruth } from "./air/circuit";
import { SimulatedBoard } from "./hardware/board";
import { Transducer, type TransducerTruth } from "./hardware/transducer";
import { Limb, type Person } from "./limb/limb";
import type { ExercisePlan } from "./limb/muscle";
import { RandomStream } from "./random";

/** One plant step, ms: resolves the valves' delays. */
export const STEP_MS = 1;
/** One turn of the control loop, ms. */
export const TICK_MS = 10;

export interface WorldSetup {
  /** What the firmware believes it is connected to. */
  readonly config: CuffConfig;
  /** The parts it is really connected to, where they are not those. */
  readonly parts?: CuffConfig | undefined;
  /** How these units differ from their data sheets. */
  readonly air: AirTruth;
  readonly transducer: TransducerTruth;
  readonly person: Person;
  readonly exercise?: ExercisePlan | undefined;
  readonly seed: number;
  /** Puts something between the board and the control loop, such as a recorder. */
  readonly wrapBoard?: (board: SimulatedBoard) => Board;
}

/** What the firmware is doing: running, hung, or turning blindly while it feeds the dead-man. */
export type FirmwareHealth = "running" | "hung" | "babbling";

/** The whole simulated cuff: firmware, board, air and limb, stepped by the millisecond. */
export class World {
  readonly board: SimulatedBoard;
  readonly air: AirCircuit;
  readonly limb: Limb;
  readonly transducer: Transducer;
  readonly #loop: ControlLoop;
  #output: TickOutput | undefined;
  firmware: FirmwareHealth = "running";

  constructor(setup: WorldSetup) {
    const { config, air, transducer, person, exercise, seed } = setup;
    this.transducer = new Transducer(config.transducer, transducer, new RandomStream(seed, "transducer noise"));
    this.board = new SimulatedBoard(this.transducer);
    this.air = new AirCircuit(setup.parts ?? config, air);
    this.limb = new Limb(
      config.cuff,
      person,
      exercise,
      new RandomStream(seed, "heartbeat"),
      new RandomStream(seed, "movement"),
    );
    this.#loop = new ControlLoop(new Cuff(config), setup.wrapBoard?.(this.board) ?? this.board);
  }

  get nowMs(): number {
    return this.board.nowMs;
  }

  /** What the last tick said; undefined before the first. */
  get output(): TickOutput | undefined {
    return this.#output;
  }

  /** The dump valve is being kept shut: the firmware holds, and no hardware has overruled it. */
  get holding(): boolean {
    return this.board.dumpCoilDuty > 0;
  }

  /** One millisecond; every tenth one the control loop turns first. Returns true when it did. */
  step(): boolean {
    const ticked = this.board.nowMs % TICK_MS === 0 && this.#turn();
    const { board, air } = this;
    board.step(STEP_MS);
    const growthMl = this.limb.step(board.nowMs / 1000, STEP_MS / 1000, air.cuffMmhg);
    air.step(STEP_MS, board.pumpDuty, board.bleedCoilDuty, board.dumpCoilDuty, growthMl);
    this.transducer.step(board.nowMs, STEP_MS, air.manifoldMmhg);
    return ticked;
  }

  #turn(): boolean {
    switch (this.firmware) {
      case "running":
        this.#output = this.#loop.turn(this.board.nowMs);
        return true;
      case "hung":
        return false;
      case "babbling":
        // The worst software failure: the last outputs again and again, and the dead-man kept happy.
        if (this.#output) this.board.write(this.#output);
        this.board.toggleRail();
        this.board.deadMan.feed();
        return false;
      default:
        return this.firmware satisfies never;
    }
  }
}
