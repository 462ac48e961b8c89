import { isOptIn } from "../../firmware/safety/caps";
import { releaseLimits, timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { World } from "../../sim/world";

const DEFLATED_MMHG = releaseLimits.deflated.value;
const REPERFUSED_MMHG = releaseLimits.reperfused.value;

const caps: readonly Reason[] = [Reason.inflationTimeCap, Reason.highPressureTimeCap, Reason.restrictedTimeReached];

/** What the limb has really had and is really owed, as the rules count it; the cuff may know more, never less. */
export class TrueAccount {
  /** Time above 15 mmHg, ms: in all, and at a stretch. */
  restrictedMs = 0;
  stretchMs = 0;
  longestStretchMs = 0;
  /** Rest that the last inflation asks for, and how much of it the limb has had, ms. */
  neededMs = 0;
  restedMs = 0;
  /** Time for which nothing has been driven, without a break, ms: a minute of it ends an inflation. */
  idleMs = 0;
  /** Nothing but a search has restricted the limb since. */
  isOfSearch = false;

  get owedMs(): number {
    return Math.max(0, this.neededMs - this.restedMs);
  }

  /** After every millisecond. */
  observe({ air, board, output, isHeld }: World): void {
    const isRestricted = air.cuffMmhg > DEFLATED_MMHG;
    this.stretchMs = isRestricted ? this.stretchMs + 1 : 0;
    if (isRestricted) this.restrictedMs++;
    if (this.stretchMs > this.longestStretchMs) this.longestStretchMs = this.stretchMs;
    if (isRestricted && isHeld) {
      const isSearch = output?.phase === Phase.searching;
      this.isOfSearch = isSearch && (this.isOfSearch || this.owedMs === 0);
      const isLong = !isSearch && isOptIn(board.order.mode);
      this.neededMs = isLong ? timeLimits.reperfusionLong.value : timeLimits.reperfusion.value;
      this.restedMs = 0;
    } else if (caps.some((cap) => cap === output?.reason) && this.restedMs === 0)
      this.neededMs = timeLimits.reperfusionLong.value;
    const isOpen = board.bleedCoilDuty === 0 && board.dumpCoilDuty === 0;
    this.idleMs = isOpen && board.pumpDuty === 0 ? this.idleMs + 1 : 0;
    if (isOpen && air.cuffMmhg < REPERFUSED_MMHG) this.restedMs++;
  }
}
