import { holdLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Report, Rules, Watched } from "./monitor";

/** What the transducer may be off, mmHg. */
const TOLERANCE_MMHG = 4;

/** No flash is erased above 15 mmHg or while armed: an erase stalls both cores. */
export class FlashRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #erases = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  step(): void {
    const { world, flash, logFlash } = this.#watched;
    const erases = (flash?.eraseCount ?? 0) + (logFlash?.eraseCount ?? 0);
    if (erases === this.#erases) return;
    this.#erases = erases;
    const phase = world.output?.phase;
    const isArmed = phase === Phase.armed || phase === Phase.testing || world.isHeld;
    if (isArmed) this.#report("flash erased while armed");
    const isBlind = world.transducer.isOff || world.air.isHoseBlocked;
    if (world.air.cuffMmhg > holdLimits.noErase.value + TOLERANCE_MMHG && !isBlind)
      this.#report("flash erased above 15 mmHg");
  }
}
