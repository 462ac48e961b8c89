import { CuffService } from "../firmware/ble/cuff-service";
import { ServedBoard } from "../firmware/ble/served-board";
import { freshBoot } from "../firmware/boot";
import { type Board, ControlLoop, type Controller } from "../firmware/control-loop";
import { Cuff } from "../firmware/cuff";
import { Diary, noTimes } from "../firmware/diary";
import { Keeper } from "../firmware/keeper";
import { SessionShelf } from "../firmware/log/session-shelf";
import type { CuffConfig } from "../firmware/parts/config";
import { Mode } from "../firmware/shared/order";
import { Phase } from "../firmware/shared/phase";
import type { TickOutput } from "../firmware/shared/tick";
import { Part } from "../firmware/shared/training";
import { AirCircuit, type AirTruth } from "./air/circuit";
import { Attendant } from "./attendant";
import { SimulatedBoard } from "./hardware/board";
import type { SimulatedFlash } from "./hardware/flash";
import { Transducer, type TransducerTruth } from "./hardware/transducer";
import { CuedMuscle, type CuedPlan } from "./limb/cued-muscle";
import { Limb, type Person } from "./limb/limb";
import type { ExercisePlan } from "./limb/muscle";
import { RandomStream } from "./random";

/** No unit has this number. */
const UNIT_ID = 0x51_4d_55_4c;

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
  readonly exercise?: ExercisePlan | CuedPlan | undefined;
  /** What the person trains; a free hold where nothing is said. */
  readonly mode?: Mode;
  readonly seed: number;
  /** Where the firmware keeps what outlives a restart; without it nothing does. */
  readonly flash?: SimulatedFlash;
  /** Where the firmware writes its sessions down; without it none is. */
  readonly logFlash?: SimulatedFlash;
  /** The dead-man is broken: it never trips. */
  readonly deadManIsMute?: boolean;
  /** Puts something else than the whole cuff under test. */
  readonly controller?: (config: CuffConfig) => Controller;
  /** An app drives the cuff, over the protocol: then nobody helps. Needs both flashes. */
  readonly isServed?: boolean;
  /** Tells this cuff from others. */
  readonly unitId?: number;
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
  /** On a tube of its own at the cuff, where the build has one. */
  readonly second: Transducer | undefined;
  readonly attendant: Attendant;
  readonly #setup: WorldSetup;
  #loop: ControlLoop;
  #cuff: Cuff | undefined;
  #keeper: Keeper | undefined;
  #diary: Diary | undefined;
  #service: CuffService | undefined;
  #output: TickOutput | undefined;
  #tickedMs = 0;
  #nextTickMs = 0;
  #stalledUntilMs = 0;
  /** How much later than due a tick comes, ms; asked before every tick. */
  tickDelayMs: () => number = () => 0;
  /** What the firmware's clock shows beside the true time, ms: changed by faults. */
  clockSkewMs = 0;
  /** How often the chip has started anew. */
  restarts = 0;
  firmware: FirmwareHealth = "running";

  constructor(setup: WorldSetup) {
    const { config, air, transducer, person, exercise, seed } = setup;
    this.transducer = new Transducer(config.transducer, transducer, new RandomStream(seed, "transducer noise"));
    const { cuffTransducer } = config;
    this.second =
      cuffTransducer && new Transducer(cuffTransducer, transducer, new RandomStream(seed, "second transducer noise"));
    this.board = new SimulatedBoard(config, this.transducer, this.second);
    this.board.supply = air.supply;
    if (setup.deadManIsMute) this.board.deadMan.step = () => undefined;
    this.board.order.wearer.limb = config.cuff.limb;
    this.air = new AirCircuit(setup.parts ?? config, air);
    this.limb = new Limb(
      config.cuff,
      person,
      exercise,
      new RandomStream(seed, "heartbeat"),
      new RandomStream(seed, "movement"),
      (name) => new RandomStream(seed, name),
    );
    this.board.order.mode = setup.mode ?? Mode.free;
    this.attendant = new Attendant(this.board, this.limb.lopMmhg);
    this.attendant.helps = setup.controller === undefined && setup.isServed !== true;
    this.#setup = setup;
    this.#loop = this.#start(false);
  }

  /** The chip starts anew, whatever it was doing: people and air go on. @param wasAbnormal a panic, watchdog or brown-out */
  restart(wasAbnormal: boolean): void {
    this.board.restart();
    this.transducer.restart();
    this.second?.restart();
    this.restarts++;
    this.firmware = "running";
    this.#output = undefined;
    this.#nextTickMs = this.board.nowMs;
    this.#loop = this.#start(wasAbnormal);
  }

  #start(wasAbnormal: boolean): ControlLoop {
    const { config, flash, logFlash, controller, wrapBoard } = this.#setup;
    this.#keeper = flash && new Keeper(flash, config, wasAbnormal);
    this.#diary = logFlash && new Diary(new SessionShelf(logFlash), config, this.#keeper?.eraseWanted);
    this.board.isTidying = this.#isTidying;
    this.#cuff = controller
      ? undefined
      : new Cuff(this.#keeper?.calibrated(config) ?? config, {
          ...(this.#keeper?.boot ?? freshBoot),
          isDebugOnly: false,
        });
    this.#service = this.#newService();
    const wrapped = wrapBoard?.(this.board) ?? this.board;
    const board = this.#service === undefined ? wrapped : new ServedBoard(wrapped, this.#service);
    return new ControlLoop(this.#cuff ?? (controller as NonNullable<typeof controller>)(config), board);
  }

  #newService(): CuffService | undefined {
    const { isServed, config } = this.#setup;
    if (isServed !== true || !this.#cuff || !this.#keeper || !this.#diary) return undefined;
    const identity = { unitId: this.#setup.unitId ?? UNIT_ID, isDebugBuild: false, isBenchBuild: false };
    return new CuffService(this.#cuff, this.#keeper, this.#diary, config, identity);
  }

  /** The cuff as an app sees it; another one after every restart. */
  get service(): CuffService | undefined {
    return this.#service;
  }

  /** What outlives a restart is written between ticks, and holds both cores up while it is. */
  #keep(output: TickOutput, sinceMs: number): void {
    const { flash, logFlash } = this.#setup;
    const before = (flash?.stallMs ?? 0) + (logFlash?.stallMs ?? 0);
    if (this.#keeper !== undefined && this.#cuff !== undefined) {
      this.#keeper.turn(output, this.#loop.input, this.#cuff.account, sinceMs);
      if (this.#diary?.hasErased !== false) this.#keeper.noteErased(this.#cuff.account);
      this.board.canKeep = !this.#keeper.isFull;
    }
    this.#diary?.turn(output, this.#loop.input, this.#keeper ?? noTimes, sinceMs);
    this.#service?.turn(this.board.nowMs, output, this.#loop.input, sinceMs);
    this.board.isTidying = this.#isTidying;
    const stallMs = (flash?.stallMs ?? 0) + (logFlash?.stallMs ?? 0) - before;
    if (stallMs > 0) this.stall(stallMs);
  }

  get #isTidying(): boolean {
    return this.#keeper?.isTidying === true || this.#diary?.isTidying === true;
  }

  /** The sessions that were written down; `undefined` where none are. */
  get log(): SessionShelf | undefined {
    return this.#diary?.shelf;
  }

  /** Who trains by the cuff begins a set once it is tight. */
  #cue({ training, phase }: TickOutput): void {
    const { muscle } = this.limb;
    if (!(muscle instanceof CuedMuscle)) return;
    muscle.cue = training.part === Part.working && phase === Phase.holding;
    muscle.set = training.set;
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

  /** Both cores stand still for so long from now on, as in a flash erase, ms: what is hardware goes on. */
  stall(ms: number): void {
    this.#stalledUntilMs = Math.max(this.#stalledUntilMs, this.board.nowMs + ms);
  }

  /** The firmware carries out an order now. */
  get isHeld(): boolean {
    return this.firmware === "running" && this.#output?.setpointMmhg !== undefined;
  }

  /** One millisecond; every tenth one, unless it is late, the control loop turns first. Returns true when it did. */
  step(): boolean {
    const { nowMs } = this.board;
    const ticked = nowMs >= this.#nextTickMs && nowMs >= this.#stalledUntilMs && this.#turn();
    const { board, air } = this;
    board.step(STEP_MS);
    const growthMl = this.limb.step(board.nowMs / 1000, STEP_MS / 1000, air.cuffMmhg);
    air.step(STEP_MS, board.pumpDuty, board.bleedCoilDuty, board.dumpCoilDuty, growthMl);
    this.transducer.step(board.nowMs, STEP_MS, air.manifoldMmhg);
    this.second?.step(board.nowMs, STEP_MS, air.cuffMmhg);
    return ticked;
  }

  #turn(): boolean {
    this.#nextTickMs += TICK_MS;
    if (this.#nextTickMs <= this.board.nowMs) this.#nextTickMs = this.board.nowMs + TICK_MS;
    this.#nextTickMs += this.tickDelayMs();
    switch (this.firmware) {
      case "running":
        this.board.clockSkewMs = this.clockSkewMs;
        this.#output = this.#loop.turn(this.board.nowMs + this.clockSkewMs);
        this.#keep(this.#output, this.board.nowMs - this.#tickedMs);
        this.attendant.act(this.#output, this.board.nowMs - this.#tickedMs);
        this.#cue(this.#output);
        this.#tickedMs = this.board.nowMs;
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
