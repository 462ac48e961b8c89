import { timeLimits } from "../../firmware/safety/limits";
import { Part } from "../../firmware/shared/training";
import type { Report, Rules, Watched } from "./monitor";

/** What a first session may have: half of LOP, or the lowest that is a hold; and 7 minutes, as the requirement says. */
const FIRST_SHARE = 0.5;
const LOWEST_HOLD_MMHG = 20;
const FIRST_MS = 7 * 60_000;
const SLACK_MS = 1500;

/** A training session fills the cuff when it may and only then, and stays within what was granted. */
export class SessionRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #wasHeld = false;
  #wasTraining = false;
  #openMs = 0;
  #tightMs = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  tick(): void {
    const { world } = this.#watched;
    const { output, board } = world;
    if (output === undefined) return;
    const { part } = output.training;
    const setpoint = output.setpointMmhg;
    const isHeld = setpoint !== undefined;
    const isTraining = part === Part.working || part === Part.resting || part === Part.released || part === Part.paused;
    if (!isTraining) this.#tightMs = 0;
    if (isTraining && isHeld) this.#watchPressure(setpoint);
    if (isHeld && (part === Part.paused || part === Part.released)) this.#report("held in an open rest or a pause");
    const goesOn = isTraining && this.#wasTraining;
    if (goesOn && isHeld && !this.#wasHeld) {
      if (!board.linked) this.#report("a session filled the cuff without the app");
      if (this.#openMs < timeLimits.reperfusion.value - SLACK_MS) this.#report("a session filled the cuff too soon");
    }
    this.#wasHeld = isHeld;
    this.#wasTraining = isTraining;
  }

  step(): void {
    const { board, output } = this.#watched.world;
    const isOpen = board.bleedCoilDuty === 0 && board.dumpCoilDuty === 0;
    this.#openMs = isOpen ? this.#openMs + 1 : 0;
    if (output?.setpointMmhg !== undefined) this.#tightMs++;
  }

  #watchPressure(setpointMmhg: number): void {
    const { board, output } = this.#watched.world;
    const { wantedMmhg, lop, training } = board;
    if (wantedMmhg !== undefined && setpointMmhg > wantedMmhg + 1e-6 && output?.reason === 0)
      this.#report("a session held more than was granted");
    if (training.sessionsBefore > 0) return;
    const most = Math.max(FIRST_SHARE * lop.mmhg, LOWEST_HOLD_MMHG);
    const { request } = training;
    // A person may ask for more.
    if (setpointMmhg > most + 1e-6 && request.sequence === 0) this.#report("a first session above half of LOP");
    if (this.#tightMs > FIRST_MS + SLACK_MS) this.#report("a first session longer than 7 minutes");
  }
}
