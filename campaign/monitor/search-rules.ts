import { pressureLimits, releaseLimits, timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Report, Rules, Watched } from "./monitor";

/** Ticks, and what the cuff still has when a search lets go, ms. */
const SLACK_MS = 1500;
/**
 * The firmware does not know the true LOP before it has found it: it counts from where the pulse has fallen by 40 %, which
 * is up to two steps above, ms.
 */
const UNKNOWING_MS = 15_000;
/** What an overshoot, a pulse and a gain error add to the ceiling, mmHg. */
const ABOVE_MMHG = 8;

/** A search for LOP: no higher, no longer, and no longer above LOP than the rules allow. */
export class SearchRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #restrictedMs = 0;
  #aboveMs = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  step(): void {
    const { world } = this.#watched;
    const { air, board, limb, transducer } = world;
    if (world.output?.phase !== Phase.searching || world.firmware !== "running") {
      this.#restrictedMs = 0;
      this.#aboveMs = 0;
      return;
    }
    if (air.cuffMmhg > releaseLimits.deflated.value) this.#restrictedMs++;
    if (air.cuffMmhg >= limb.lopMmhg) this.#aboveMs++;
    if (this.#restrictedMs > timeLimits.search.value + SLACK_MS) this.#report("search longer than 160 s");
    if (this.#aboveMs > timeLimits.searchAboveLop.value + UNKNOWING_MS) this.#report("search too long above LOP");
    // A pump that does not stop is held against 330 mmHg.
    const isOwn =
      !board.wiring.pumpStuckOn &&
      !limb.isSqueezed &&
      !limb.muscle.contracting &&
      !transducer.isOff &&
      !air.isHoseBlocked;
    if (air.cuffMmhg > pressureLimits.searchCeiling.value + ABOVE_MMHG && isOwn && world.isHeld)
      this.#report("cuff above the ceiling of a search");
  }
}
