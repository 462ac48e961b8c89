import type { CuffConfig } from "../parts/config";
import { Mode } from "../shared/order";
import { Reason } from "../shared/reasons";
import { TickInput } from "../shared/tick";
import { highestSetpointMmhg, isOptIn, lowestSetpointMmhg, type OwnLimits } from "./caps";
import { fillTimeMs } from "./configuration";
import { isKnown, type LimbAccount } from "./limb-account";
import { pressureLimits, timeLimits } from "./limits";
import { Flaw, flawOf } from "./prescription-check";

/** The limb occlusion pressure on record. */
export interface KnownLop {
  readonly mmhg: number;
  objection(wearer: TickInput["order"]["wearer"]): Reason;
}

/** What the permit has to know of the cuff's present state. */
export interface Readiness {
  readonly isStarted: boolean;
  readonly hasZero: boolean;
  readonly isArmed: boolean;
  readonly isHolding: boolean;
  readonly isVented: boolean;
  readonly isBatteryLow: boolean;
  readonly isButtonStuck: boolean;
  readonly isLimbConfirmed: boolean;
  readonly isSeeking: boolean;
}

/** How long the inflation that has not ended yet has lasted: only a minute open and empty ends one. */
export interface Inflation {
  readonly inflatedMs: number;
}

/** What was settled before the cuff was switched on. */
export interface Terms {
  readonly own: OwnLimits;
  /** A debug build without the bench flag. */
  readonly isDebugOnly: boolean;
}

/** Who may start what: everything that speaks against an arming press or an order, most fundamental first. */
export class StartPermit {
  readonly #config: CuffConfig;
  readonly #terms: Terms;
  readonly #readiness: Readiness;
  readonly #lop: KnownLop;
  readonly #account: LimbAccount;
  readonly #inflation: Inflation;
  readonly #fillMs: number;
  /** What this tick gets to see. */
  input = new TickInput();

  constructor(
    config: CuffConfig,
    terms: Terms,
    readiness: Readiness,
    lop: KnownLop,
    account: LimbAccount,
    inflation: Inflation,
  ) {
    this.#inflation = inflation;
    this.#config = config;
    this.#terms = terms;
    this.#readiness = readiness;
    this.#lop = lop;
    this.#account = account;
    this.#fillMs = fillTimeMs(config, pressureLimits.searchFill.value);
  }

  armObjection(): Reason {
    const { hasZero, isVented, isBatteryLow, isButtonStuck } = this.#readiness;
    if (this.#terms.isDebugOnly) return Reason.debugBuild;
    if (isButtonStuck) return Reason.buttonStuck;
    if (!hasZero) return Reason.notZeroed;
    if (!isVented) return Reason.stillPressurised;
    if (!this.input.canKeep) return Reason.storeFull;
    // The self-test would break the minute that ends the last inflation, and the rest: the next one would go on with its time.
    if (this.#inflation.inflatedMs > 0 || this.#account.reperfusion.owedMs > 0) return Reason.reperfusionOwed;
    return isBatteryLow ? Reason.batteryLow : Reason.none;
  }

  orderObjection(wantedMmhg: number): Reason {
    const { isStarted, hasZero, isArmed, isHolding, isBatteryLow } = this.#readiness;
    if (this.#terms.isDebugOnly) return Reason.debugBuild;
    if (Number.isNaN(wantedMmhg)) return Reason.setpointNotANumber;
    if (!isArmed) return isStarted ? Reason.notArmed : hasZero ? Reason.stillStarting : Reason.notZeroed;
    const person = isHolding ? Reason.none : this.#personObjection();
    if (person !== Reason.none) return person;
    if (isBatteryLow && !isHolding) return Reason.batteryLow;
    if (!isHolding && this.#isPlanFlawed) return Reason.prescriptionImpossible;
    return this.#pressureObjection(wantedMmhg);
  }

  get #isPlanFlawed(): boolean {
    const { order, training } = this.input;
    const { plan } = training;
    // A search goes by no plan; what an earlier order trained by may still be there. But no plan is a search.
    if (plan === undefined || (order.mode === Mode.search && plan.mode !== Mode.search)) return false;
    return plan.mode !== order.mode || flawOf(plan, this.#config.cuff.limb) !== Flaw.none;
  }

  #personObjection(): Reason {
    const { order, screening, linked } = this.input;
    const { wearer } = order;
    if (!linked) return Reason.unlinked;
    if (!isKnown(wearer)) return Reason.personUnknown;
    if (wearer.limb !== this.#config.cuff.limb) return Reason.wrongLimb;
    if (!screening.isAdult) return Reason.notAdult;
    if (!(screening.ageMs <= timeLimits.screeningValid.value)) return Reason.screeningMissing;
    if (isOptIn(order.mode) && !order.optIn) return Reason.notOptedIn;
    if (this.#account.isUsedUp(wearer)) return Reason.restrictedTimeUsedUp;
    // A search counts toward the five minutes that such a bout may last: it has to have ended for good.
    if (isOptIn(order.mode) && this.#inflation.inflatedMs > 0) return Reason.reperfusionOwed;
    return this.#account.owesRestBefore(order.mode) ? Reason.reperfusionOwed : Reason.none;
  }

  #pressureObjection(wantedMmhg: number): Reason {
    const { order } = this.input;
    const { isHolding, isSeeking } = this.#readiness;
    const isSearch = order.mode === Mode.search;
    // The ceiling of a search must never become the set-point of a hold.
    if (isHolding && (isSearch || isSeeking)) return Reason.searchMixed;
    return isSearch ? this.#searchObjection(wantedMmhg) : this.#holdObjection(wantedMmhg);
  }

  #holdObjection(wantedMmhg: number): Reason {
    const { order } = this.input;
    const lop = this.#lop.objection(order.wearer);
    if (lop !== Reason.none) return lop;
    if (wantedMmhg > this.highestFor(order.mode)) return Reason.setpointTooHigh;
    return wantedMmhg < lowestSetpointMmhg(this.#lop.mmhg) ? Reason.setpointTooLow : Reason.none;
  }

  /** The highest set-point of this mode, or ceiling of a search, mmHg; NaN where no limb occlusion pressure counts. */
  highestFor(mode: Mode): number {
    if (mode === Mode.search) return pressureLimits.searchCeiling.value;
    const { limb } = this.#config.cuff;
    return highestSetpointMmhg(mode, limb, this.#readiness.isLimbConfirmed, this.#lop.mmhg, this.#terms.own);
  }

  /** Why a session may not fill the cuff again to this pressure now: everything that an order needs, anew. */
  resumeObjection(wantedMmhg: number): Reason {
    const person = this.#personObjection();
    if (person !== Reason.none) return person;
    return this.#readiness.isBatteryLow ? Reason.batteryLow : this.#holdObjection(wantedMmhg);
  }

  /** @param ceilingMmhg the highest pressure that the search may go to */
  #searchObjection(ceilingMmhg: number): Reason {
    if (this.#fillMs > timeLimits.searchFill.value) return Reason.searchPumpTooSlow;
    if (ceilingMmhg > pressureLimits.searchCeiling.value) return Reason.setpointTooHigh;
    return ceilingMmhg < pressureLimits.searchFill.value ? Reason.setpointTooLow : Reason.none;
  }
}
