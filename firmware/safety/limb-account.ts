import type { Wearer } from "../shared/order";
import { PERSON_SLOTS } from "../shared/order";
import { releaseLimits } from "./limits";
import { Reperfusion } from "./reperfusion";
import { RestrictedTime } from "./restricted-time";

/** What a limb has had, and what it is owed. Outlives holds and restarts. */
export class LimbAccount {
  readonly restricted: RestrictedTime;
  readonly reperfusion: Reperfusion;

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
   * @param isHeld an order is being carried out: what it restricts has to be made good afterwards
   */
  note(wearer: Wearer, mmhg: number, valvesOpen: boolean, isHeld: boolean, stepMs: number): void {
    this.restricted.advance(stepMs);
    if (!(mmhg <= releaseLimits.deflated.value)) {
      if (isKnown(wearer)) this.restricted.note(wearer.personSlot, wearer.side, stepMs);
      if (isHeld) this.reperfusion.restrict();
    }
    if (valvesOpen) this.reperfusion.rest(mmhg, stepMs);
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
