import { isFault, Reason } from "../shared/reasons";

/** Where the cuff stands. What it may do follows from it. */
export const Stage = Object.freeze({
  /** Power-on checks. */
  starting: 0,
  /** Disarmed: nothing is driven. */
  idle: 1,
  /** The self-test drives pump and valves. */
  testing: 2,
  /** Proven; an order is followed if nothing speaks against it. */
  armed: 3,
  /** An order is being carried out. */
  holding: 4,
  /** Until a restart. */
  faulted: 5,
} as const);

export type Stage = (typeof Stage)[keyof typeof Stage];

/** Who says no. */
export interface Permit {
  /** Why the button may not arm now, or `Reason.none`. */
  armObjection(): Reason;
  /** Why this set-point may not be begun or taken over now, or `Reason.none`. */
  orderObjection(wantedMmhg: number): Reason;
}

/** What happened since the last tick. */
export class Events {
  /** A latched fault, or another reason to let go now; `Reason.none` for neither. */
  stop: Reason = Reason.none;
  /** The power-on checks are complete. */
  started = false;
  /** The button was pressed to arm. */
  armPressed = false;
  /** The self-test has ended, and how. */
  testEnded = false;
  testFailure: Reason = Reason.none;
  /** What was ordered is complete, and how it ended; `Reason.none` while it goes on. */
  ended: Reason = Reason.none;
  /** … and with it what the cuff was armed for. */
  endsArming = false;
  /** Armed for too long without an order. */
  unused = false;
}

/**
 * From what is asked for to the set-point that counts: the one place where it is decided whether anything is driven.
 * A stop or a refusal stands until the order has been withdrawn, and a stop also disarms: nothing inflates again by itself.
 */
export class Lifecycle {
  readonly #permit: Permit;
  #granted: number | undefined = undefined;

  stage: Stage = Stage.starting;
  /** Why the order was stopped or refused, as long as it has not been withdrawn; `Reason.none` while none was. */
  standing: Reason = Reason.none;
  /** Why the cuff last let go or refused; `Reason.none` while it does what was asked. */
  reason: Reason = Reason.none;

  constructor(permit: Permit) {
    this.#permit = permit;
  }

  /** The set-point for this tick, mmHg, or `undefined`: release. */
  decide(wantedMmhg: number | undefined, events: Events): number | undefined {
    if (events.stop !== Reason.none) return this.#stop(events.stop, wantedMmhg);
    if (this.stage === Stage.starting && events.started) this.stage = Stage.idle;
    else if (this.stage === Stage.idle && events.armPressed) this.#arm();
    else if (this.stage === Stage.testing && events.testEnded) this.#endTest(events.testFailure);
    else if (this.stage === Stage.armed && events.unused) this.#disarm(Reason.armingUnused);
    // Before the withdrawal, which an app may send as soon as it hears of the end: that must not disarm.
    if (this.stage === Stage.holding && events.ended !== Reason.none) this.#complete(events.ended, events.endsArming);
    if (wantedMmhg === undefined) return this.#withdraw();
    if (wantedMmhg === this.#granted) return wantedMmhg;
    return this.standing === Reason.none ? this.#consider(wantedMmhg) : undefined;
  }

  #arm(): void {
    // An order that was stopped or refused and still stands would be ignored: its reason has to stay in sight.
    const objection = this.standing === Reason.none ? this.#permit.armObjection() : this.standing;
    if (objection === Reason.none) {
      this.stage = Stage.testing;
      this.reason = Reason.none;
    } else this.reason = objection;
  }

  #endTest(failure: Reason): void {
    if (failure === Reason.none) this.stage = Stage.armed;
    else this.#disarm(failure);
  }

  #disarm(reason: Reason): void {
    this.stage = Stage.idle;
    this.#granted = undefined;
    this.reason = reason;
  }

  #consider(wantedMmhg: number): number | undefined {
    const objection = this.#objection(wantedMmhg);
    if (objection !== Reason.none) {
      this.standing = objection;
      this.reason = objection;
      if (this.stage === Stage.holding) this.#disarm(objection);
      return undefined;
    }
    this.stage = Stage.holding;
    this.#granted = wantedMmhg;
    this.reason = Reason.none;
    return wantedMmhg;
  }

  /** Not armed is not armed, whatever the permit says. */
  #objection(wantedMmhg: number): Reason {
    const objection = this.#permit.orderObjection(wantedMmhg);
    const isArmed = this.stage === Stage.armed || this.stage === Stage.holding;
    return objection === Reason.none && !isArmed ? Reason.notArmed : objection;
  }

  #stop(reason: Reason, wantedMmhg: number | undefined): undefined {
    const hasFault = isFault(reason);
    // Where nothing was asked for or under way, only a fault is news.
    const isUnderWay = this.#granted !== undefined || this.stage === Stage.testing;
    const isNews = hasFault || wantedMmhg !== undefined || isUnderWay;
    // The first cause explains the release; what follows from it does not. A fault outranks the rest.
    const isFirst = this.standing === Reason.none || (hasFault && !isFault(this.standing));
    if (isNews && isFirst) {
      this.standing = reason;
      this.reason = reason;
    }
    this.#granted = undefined;
    if (hasFault) this.stage = Stage.faulted;
    if (this.stage === Stage.faulted) return undefined;
    if (this.stage !== Stage.starting) this.stage = Stage.idle;
    if (wantedMmhg === undefined) this.standing = Reason.none;
    return undefined;
  }

  /** What was ordered has come to its end, and that order is not begun again. After a search the cuff stays armed. */
  #complete(reason: Reason, endsArming: boolean): void {
    this.stage = endsArming ? Stage.idle : Stage.armed;
    this.#granted = undefined;
    this.standing = reason;
    this.reason = reason;
  }

  #withdraw(): undefined {
    if (this.#granted !== undefined) this.#disarm(Reason.setpointWithdrawn);
    if (this.stage !== Stage.faulted) this.standing = Reason.none;
    return undefined;
  }
}
