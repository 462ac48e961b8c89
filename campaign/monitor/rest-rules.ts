import { isOptIn } from "../../firmware/safety/caps";
import { releaseLimits, timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { Report, Rules, Watched } from "./monitor";

/** What the transducer may be off where the firmware counts rest, mmHg, and a second of ticks and averages, ms. */
const TOLERANCE_MMHG = 4;
const TOLERANCE_MS = 1000;

const capReasons: readonly Reason[] = [
  Reason.inflationTimeCap,
  Reason.highPressureTimeCap,
  Reason.restrictedTimeReached,
];

/** Rest between holds, and no more than 30 minutes in 12 hours. */
export class RestRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #restedMs = Number.POSITIVE_INFINITY;
  #neededMs = 0;
  #restrictedMs = 0;
  #wasHeld = false;
  #wasRestricted = false;
  #wasSearch = false;
  #isOwedToSearch = false;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  tick(): void {
    const { world } = this.#watched;
    const output = world.output;
    const isHeld = output?.setpointMmhg !== undefined;
    const isSearch = output?.phase === Phase.searching;
    // After a search alone a limb may be trained at once, but not searched again.
    const mayBegin = this.#isOwedToSearch && !isSearch;
    if (isHeld && !this.#wasHeld && !mayBegin && this.#restedMs < this.#neededMs - TOLERANCE_MS)
      this.#report("held again without the rest that was owed");
    // A hold that never got above 15 mmHg has restricted nothing.
    if (!isHeld && this.#wasHeld && this.#wasRestricted) {
      this.#isOwedToSearch = this.#wasSearch && (this.#isOwedToSearch || this.#restedMs >= this.#neededMs);
      const isLong =
        capReasons.some((reason) => reason === output?.reason) || (!this.#wasSearch && isOptIn(world.board.order.mode));
      this.#neededMs = isLong ? timeLimits.reperfusionLong.value : timeLimits.reperfusion.value;
      this.#restedMs = 0;
    }
    if (!isHeld) this.#wasRestricted = false;
    else this.#wasSearch = isSearch;
    this.#wasHeld = isHeld;
  }

  step(): void {
    const { world } = this.#watched;
    const { air, board } = world;
    if (this.#wasHeld && air.cuffMmhg > releaseLimits.deflated.value + TOLERANCE_MMHG) this.#wasRestricted = true;
    const isOpen = board.bleedCoilDuty === 0 && board.dumpCoilDuty === 0;
    if (isOpen && air.cuffMmhg < releaseLimits.reperfused.value + TOLERANCE_MMHG) this.#restedMs++;
    if (air.cuffMmhg > releaseLimits.deflated.value + TOLERANCE_MMHG) this.#restrictedMs++;
    if (this.#restrictedMs > timeLimits.restricted.value + 60_000 && world.isHeld && world.firmware === "running")
      this.#report("limb restricted for more than 30 minutes");
  }
}
