import { pressureLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Report, Rules, Watched } from "./monitor";

/** After the pump stood still for this long, what raises the pressure is not our own actuation, ms. */
const OWN_MS = 3000;
const HIGHEST_MMHG = pressureLimits.relief.value;
/** Beat-averaging of the slack rule, s, and what transducer and average may be off, mmHg. */
const MEAN_S = 2;
const TOLERANCE_MMHG = 4;
const SLACK_MS = pressureLimits.slackTime.value + 3000;

/** Never above 330 mmHg by our own doing; never slack for long while a hold is commanded. */
export class PressureRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #pumpedMs = 0;
  #calmMs = 0;
  #meanMmhg = 0;
  #slackMs = 0;
  #wasTight = false;
  /** The highest pressure in the cuff that was of our own doing, mmHg. */
  ownPeakMmhg = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  step(): void {
    const { world } = this.#watched;
    const { air, board } = world;
    this.#pumpedMs = board.pumpDuty > 0 ? 0 : this.#pumpedMs + 1;
    this.#calmMs = world.limb.isSqueezed || world.limb.muscle.contracting ? 0 : this.#calmMs + 1;
    const isOwn = this.#pumpedMs < OWN_MS && this.#calmMs > OWN_MS;
    if (isOwn && air.cuffMmhg > this.ownPeakMmhg) this.ownPeakMmhg = air.cuffMmhg;
    if (air.cuffMmhg > HIGHEST_MMHG && isOwn) this.#report("cuff above 330 mmHg by our own actuation");
    this.#meanMmhg += (air.cuffMmhg - this.#meanMmhg) / (1000 * MEAN_S);
    this.#watchSlack();
  }

  #watchSlack(): void {
    const { world } = this.#watched;
    const { air } = world;
    if (!world.isHeld) {
      this.#slackMs = 0;
      this.#wasTight = false;
      this.#meanMmhg = world.air.cuffMmhg;
      return;
    }
    if (world.air.cuffMmhg > pressureLimits.slackFrom.value + TOLERANCE_MMHG) this.#wasTight = true;
    // In a search nobody knows the LOP yet.
    const share = (pressureLimits.slackShare.value / 100) * world.board.lop.mmhg;
    const least = (world.output?.phase === Phase.searching ? pressureLimits.slack.value : share) - TOLERANCE_MMHG;
    // Nor does anybody, with one transducer at the manifold, know the cuff behind a kink before it shows.
    const isBlind = world.transducer.isOff || (air.isHoseBlocked && world.second === undefined);
    this.#slackMs = this.#wasTight && this.#meanMmhg < least && !isBlind ? this.#slackMs + 1 : 0;
    if (this.#slackMs > SLACK_MS) this.#report("slack cuff held for more than 30 s");
  }
}
