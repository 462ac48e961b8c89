import type { PersonBook } from "../person-book";
import { isKnown } from "../safety/limb-account";
import type { Limb } from "../shared/limb";
import { Mode, type Posture, type Side } from "../shared/order";
import { Phase } from "../shared/phase";
import type { Prescription } from "../shared/prescription";
import { Reason } from "../shared/reasons";
import type { TickOutput } from "../shared/tick";
import type { Later, Reply } from "./door";
import type { Wishes } from "./wishes";

/** The cuff decides in the tick that sees an order; a session takes a few more to come to a pressure. */
const LONGEST_DECISION_MS = 300;
/** The supervisor looks for a request to let go every tenth tick; three times that, ms. */
const QUIET_MS = 300;

/** What orders have to ask of the cuff. */
export interface Decider {
  readonly limb: Limb;
  readonly permit: {
    /** Why this pressure may not be asked for now, mmHg. */
    orderObjection(wantedMmhg: number): Reason;
    highestFor(mode: Mode): number;
  };
}

/** Whose limb. */
export interface Whose {
  readonly personSlot: number;
  readonly side: number;
  readonly posture: number;
}

/** Hands orders to the cuff, hears what it decides, and takes them back once they have come to their end. */
export class Orders implements Later {
  readonly #wishes: Wishes;
  readonly #people: PersonBook;
  readonly #cuff: Decider;
  #waitedMs = 0;
  #isDecided = false;
  #isAsked = false;
  #releases = 0;
  #quietMs = 0;
  #isEmptying = false;
  /** Where the pressure that a plan comes to goes, once it is known. */
  #adopt: (mmhg: number) => void = nowhere;

  constructor(wishes: Wishes, people: PersonBook, cuff: Decider) {
    this.#wishes = wishes;
    this.#people = people;
    this.#cuff = cuff;
  }

  /** Something was ordered, and has not come to its end. */
  get isUnderWay(): boolean {
    return this.#wishes.wantedMmhg !== undefined;
  }

  /** What the person stated, and what is known of them, for the next order. @param nowS s since 1970, 0 for unknown */
  present(whose: Whose, mode: Mode, isOptIn: boolean, nowS: number): Reason {
    if (this.isUnderWay) return Reason.otherUnderWay;
    if (this.#isQuiet) return Reason.releaseAsked;
    const { order, screening, known } = this.#wishes;
    // What the cuff still does to one limb must not be put down to another.
    if (this.#isEmptying && !isSameLimb(whose, order.wearer)) return Reason.stillPressurised;
    this.aim(whose, order.wearer);
    if (!isKnown(order.wearer)) return Reason.personUnknown;
    order.mode = mode;
    order.optIn = isOptIn;
    order.plannedRestMs = 0;
    order.confirmations++;
    this.#people.screening(whose.personSlot, nowS, screening);
    const person = this.#people.at(whose.personSlot);
    known.circumferenceCm = person?.circumferenceCm ?? Number.NaN;
    known.systolicMmhg = person?.systolicMmhg ?? Number.NaN;
    return Reason.none;
  }

  /** Somebody has asked for release, and the cuff may not have heard yet: what follows at once is not meant to fill it. */
  get #isQuiet(): boolean {
    return this.#quietMs > 0 || this.#wishes.releases !== this.#releases;
  }

  /** The person in this slot may not wear it any more. */
  endFor(personSlot: number): void {
    if (this.isUnderWay && this.#wishes.order.wearer.personSlot === personSlot) this.#wishes.release();
  }

  /** The cuff is made for one limb: nobody has to say which. */
  aim(whose: Whose, wearer: Wishes["order"]["wearer"]): void {
    wearer.limb = this.#cuff.limb;
    wearer.personSlot = whose.personSlot;
    wearer.side = whose.side as Side;
    wearer.posture = whose.posture as Posture;
  }

  /**
   * Asks the cuff; `reply` comes later.
   * @param mmhg the pressure of a hold; of a search or a session the highest that it may go to
   * @param adopt gets the pressure that a plan comes to
   */
  ask(mmhg: number, plan: Prescription | undefined, reply: Reply, adopt: (mmhg: number) => void): void {
    this.#wishes.training.plan = plan;
    this.#wishes.wantedMmhg = mmhg;
    this.#waitedMs = 0;
    this.#isDecided = false;
    this.#isAsked = true;
    this.#adopt = adopt;
    reply.later = this;
  }

  /** Another pressure for the hold that is under way: asked for only where the cuff would not let go instead. */
  adjust(mmhg: number, reply: Reply): void {
    const wishes = this.#wishes;
    const isHold = this.isUnderWay && wishes.training.plan === undefined && wishes.order.mode !== Mode.search;
    const objection = isHold ? this.#cuff.permit.orderObjection(mmhg) : Reason.deedImpossible;
    if (objection === Reason.none) wishes.wantedMmhg = mmhg;
    else reply.fail(objection);
  }

  advance(output: TickOutput, reply: Reply, stepMs: number): boolean {
    this.#waitedMs += stepMs;
    if (this.#isDecided) {
      this.#adopt(output.training.targetMmhg);
      return true;
    }
    const isLate = this.#waitedMs >= LONGEST_DECISION_MS;
    const isRefused = !this.isUnderWay || (isLate && !output.isOrdered);
    if (isRefused) {
      this.#wishes.wantedMmhg = undefined;
      reply.fail(output.reason === Reason.none ? Reason.undecided : output.reason);
    }
    return isRefused;
  }

  /** After every tick, before `advance`: an order that was refused or has ended is withdrawn, so that another may come. */
  watch(output: TickOutput, stepMs: number): void {
    this.#isEmptying = output.phase === Phase.releasing && output.inflatedMs > 0;
    if (this.#wishes.releases !== this.#releases) {
      this.#releases = this.#wishes.releases;
      this.#quietMs = QUIET_MS;
    } else if (this.#quietMs > 0) this.#quietMs -= stepMs;
    if (!this.isUnderWay) return;
    if (output.isOrdered) {
      // A session has its first pressure a moment later.
      if (output.setpointMmhg !== undefined) this.#isDecided = true;
      this.#isAsked = false;
    } else if (!this.#isAsked || output.reason !== Reason.none) this.#withdraw();
  }

  #withdraw(): void {
    this.#wishes.wantedMmhg = undefined;
    this.#isAsked = false;
  }
}

function isSameLimb(whose: Whose, { personSlot, side }: Wishes["order"]["wearer"]): boolean {
  return whose.personSlot === personSlot && whose.side === side;
}

function nowhere(): void {}
