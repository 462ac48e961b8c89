import { Mode, PERSON_SLOTS, type Wearer } from "../shared/order";
import { isOptIn } from "./caps";
import { releaseLimits } from "./limits";
import { Reperfusion } from "./reperfusion";
import { RestrictedTime } from "./restricted-time";

/** What a limb has had, and what it is owed. Outlives holds and restarts. */
export class LimbAccount {
  readonly restricted: RestrictedTime;
  readonly reperfusion: Reperfusion;
  /** Nothing but a search has restricted the limb since it last had its rest. */
  #isOwedToSearch = false;

  /**
   * @param reperfusionMs what was owed when the power went
   * @param restrictedMs `RestrictedTime.buckets` of then, or `undefined` for none
   */
  constructor(reperfusionMs: number, restrictedMs: ArrayLike<number> | undefined) {
    this.restricted = new RestrictedTime(restrictedMs);
    this.reperfusion = new Reperfusion(reperfusionMs);
  }

  /**
   * Every tick.
   * @param mmhg the highest pressure that is known; NaN counts as restricted
   * @param held the mode of the order that is being carried out, whose restriction has to be made good afterwards
   */
  note(wearer: Wearer, mmhg: number, valvesOpen: boolean, held: Mode | undefined, stepMs: number): void {
    this.restricted.advance(stepMs);
    if (!(mmhg <= releaseLimits.deflated.value)) {
      if (isKnown(wearer)) this.restricted.note(wearer.personSlot, wearer.side, stepMs);
      if (held !== undefined) this.#owe(held);
    }
    if (valvesOpen) this.reperfusion.rest(mmhg, stepMs);
  }

  /** The limb has to rest before it may be held in this mode. After a search alone it may be trained at once. */
  owesRestBefore(mode: Mode): boolean {
    return this.reperfusion.owedMs > 0 && (mode === Mode.search || !this.#isOwedToSearch);
  }

  #owe(held: Mode): void {
    if (held !== Mode.search) this.#isOwedToSearch = false;
    else if (this.reperfusion.owedMs === 0) this.#isOwedToSearch = true;
    this.reperfusion.restrict(isOptIn(held));
  }

  /** A cap has ended the hold: the longer rest is owed. */
  noteCap(): void {
    this.#isOwedToSearch = false;
    this.reperfusion.restrict(true);
  }

  /** The limb may not be restricted any more. */
  isUsedUp(wearer: Wearer): boolean {
    return this.restricted.isUsedUp(wearer.personSlot, wearer.side);
  }
}

/** True for a person slot and a side that exist. */
export function isKnown({ personSlot, side }: Wearer): boolean {
  return Number.isInteger(personSlot) && personSlot >= 0 && personSlot < PERSON_SLOTS && (side === 0 || side === 1);
}
