import { highestSetpointMmhg, isOptIn, noOwnLimits } from "../firmware/safety/caps";
import { Mode, type Order } from "../firmware/shared/order";
import { Phase } from "../firmware/shared/phase";
import type { Prescription } from "../firmware/shared/prescription";
import { Reason } from "../firmware/shared/reasons";
import type { TickOutput } from "../firmware/shared/tick";
import type { SimulatedBoard } from "./hardware/board";

/** A short press. */
const PRESS_MS = 300;
/** Between two looks at what became of a press, ms. */
const PATIENCE_MS = 1000;
/** A test that failed is tried once more. */
const PRESSES = 2;
/** Somebody who is awake confirms this often, ms. */
const CONFIRM_EVERY_MS = 240_000;

/** A session that waits for its turn. */
interface Intent {
  readonly plan: Prescription;
  readonly sessionsBefore: number;
}

/**
 * The person with the app: when a hold is wanted, they wait until the cuff may be used, press its button, let it test
 * itself, enter the limb occlusion pressure and only then send the order. What was stopped they do not start again.
 */
export class Attendant {
  readonly #board: SimulatedBoard;
  #wishMmhg: number | undefined;
  #sent = false;
  #presses = 0;
  #isPressing = false;
  #waitMs = 0;
  #confirmedMs = 0;
  #entered = false;
  #next: Intent | undefined;
  /** What the cuff has found since it was armed, mmHg; it is not entered again. */
  #foundMmhg: number | undefined;

  /** Off: orders go to the cuff as they come, and nobody presses anything. */
  helps = true;
  /** Somebody is awake; hands reach the button; the app may send the order once the cuff is armed. */
  confirms = true;
  mayPress = true;
  sendsOrder = true;
  /** The LOP that the app enters, mmHg. */
  lopMmhg: number;
  /** All presses so far. */
  pressed = 0;

  constructor(board: SimulatedBoard, lopMmhg: number) {
    this.#board = board;
    this.lopMmhg = lopMmhg;
  }

  /** What is wanted: from now on they see to it. */
  get wishMmhg(): number | undefined {
    return this.#wishMmhg;
  }

  set wishMmhg(mmhg: number | undefined) {
    if (mmhg === undefined || this.#wishMmhg === undefined) {
      this.#sent = false;
      this.#presses = 0;
    }
    this.#wishMmhg = mmhg;
    this.#board.wantedMmhg = this.#sent || !this.helps ? mmhg : undefined;
  }

  /** Lets the cuff look for the limb occlusion pressure. */
  search(highestMmhg: number): void {
    this.#board.order.mode = Mode.search;
    this.wishMmhg = highestMmhg;
  }

  /** Has `plan` trained: at once, or by what is found, and then not before, where a search is under way. */
  train(plan: Prescription, sessionsBefore: number): void {
    this.#next = { plan, sessionsBefore };
  }

  /** After every tick, `sinceMs` after the last. */
  act(output: TickOutput, sinceMs: number): void {
    this.#waitMs -= sinceMs;
    this.#confirmedMs += sinceMs;
    this.#noteFound(output);
    if (this.#next !== undefined) this.#turnTo(this.#next);
    if (this.confirms && this.#confirmedMs >= CONFIRM_EVERY_MS) this.#confirm(this.#board.order);
    if (this.#isPressing && this.#waitMs <= PATIENCE_MS - PRESS_MS) {
      this.#isPressing = false;
      this.#board.buttonDown = !this.mayPress;
    }
    if (!this.helps || this.#wishMmhg === undefined || this.#sent || this.#waitMs > 0) return;
    if (output.phase === Phase.armed && this.sendsOrder) this.#orderInTime(output);
    else if (output.phase === Phase.vented && output.reperfusionMs === 0 && output.inflatedMs === 0) this.#press();
    else if (output.phase === Phase.faulted) this.#send();
  }

  #noteFound({ phase, reason, lopFoundMmhg }: TickOutput): void {
    if (reason === Reason.lopFound) this.#foundMmhg = lopFoundMmhg;
    else if (phase === Phase.vented || phase === Phase.testing) this.#foundMmhg = undefined;
  }

  #turnTo({ plan, sessionsBefore }: Intent): void {
    const { order, training } = this.#board;
    const isSearching = this.#wishMmhg !== undefined && order.mode === Mode.search;
    if (isSearching && this.#foundMmhg === undefined) return;
    if (this.#wishMmhg !== undefined) {
      // The cuff has to hear of the withdrawal first: that takes a tick.
      this.wishMmhg = undefined;
      return;
    }
    this.#next = undefined;
    order.mode = plan.mode;
    order.optIn = isOptIn(plan.mode);
    training.plan = plan;
    training.sessionsBefore = sessionsBefore;
    const lopMmhg = this.#foundMmhg ?? this.lopMmhg;
    this.wishMmhg = highestSetpointMmhg(plan.mode, order.wearer.limb, true, lopMmhg, noOwnLimits);
  }

  #press(): void {
    if (!this.mayPress) return;
    if (this.#presses >= PRESSES) {
      this.#send();
      return;
    }
    this.#presses++;
    this.pressed++;
    this.#waitMs = PATIENCE_MS;
    this.#isPressing = true;
    this.#board.buttonDown = true;
  }

  /** Before a bout without exercise a search has to have ended for good. */
  #orderInTime({ inflatedMs }: TickOutput): void {
    if (!isOptIn(this.#board.order.mode) || inflatedMs === 0) this.#order();
  }

  #order(): void {
    const { lop, order, training } = this.#board;
    // Who searches has nothing to enter, nor has who trains by what was found.
    const isKnown = order.mode === Mode.search || (training.plan !== undefined && this.#foundMmhg !== undefined);
    if (!this.#entered && !isKnown) {
      lop.mmhg = this.lopMmhg;
      Object.assign(lop.wearer, order.wearer);
      lop.sequence++;
      this.#entered = true;
      return;
    }
    this.#confirm(order);
    this.#send();
  }

  #send(): void {
    this.#sent = true;
    this.#entered = false;
    this.#board.wantedMmhg = this.#wishMmhg;
  }

  #confirm(order: Order): void {
    order.confirmations++;
    this.#confirmedMs = 0;
  }
}
