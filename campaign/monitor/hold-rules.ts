import { absoluteLimitMs, deadManLimits, pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { Report, Rules, Watched } from "./monitor";

/** Ticks, turns of the slow checks, and the way from a decision to the gates, ms. */
const SLACK_MS = 1500;
/** How long the pressure goes on moving after a limb has stopped: creep, and the pump that makes up for it, ms. */
const AFTERMATH_MS = 6000;
/** As long as somebody may be away at a stretch, ms. */
const LINK_MS = timeLimits.linkLost.value + SLACK_MS;

const capMs: Readonly<Record<Mode, { arm: number; leg: number }>> = {
  [Mode.free]: { arm: timeLimits.freeHold.value, leg: timeLimits.freeHold.value },
  [Mode.resistance]: { arm: timeLimits.resistance.value, leg: timeLimits.resistance.value },
  [Mode.aerobic]: { arm: timeLimits.aerobicArm.value, leg: timeLimits.aerobicLeg.value },
  [Mode.passive]: { arm: timeLimits.aboveHighest.value, leg: timeLimits.aboveHighest.value },
  [Mode.search]: { arm: timeLimits.search.value, leg: timeLimits.search.value },
  [Mode.preconditioning]: { arm: timeLimits.aboveHighest.value, leg: timeLimits.aboveHighest.value },
};

/** Set-points within their limits; caps, link, confirmation and contraction keep their times. */
export class HoldRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #foundMmhg: number | undefined;
  #drivenMs = 0;
  #idleMs = 0;
  #heldMs = 0;
  #unlinkedMs = 0;
  #unconfirmedMs = 0;
  #confirmations = 0;
  #stillMs = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  tick(): void {
    const { world, parts } = this.#watched;
    this.#noteFound();
    const setpoint = world.output?.setpointMmhg;
    if (setpoint === undefined) return;
    const { order } = world.board;
    const lopMmhg = this.#lopMmhg;
    if (world.output?.phase === Phase.searching) {
      if (setpoint > pressureLimits.searchCeiling.value) this.#report("search above its ceiling");
      return;
    }
    const isOptIn = order.mode === Mode.passive || order.mode === Mode.preconditioning;
    const ofLimb = parts.cuff.limb === "arm" ? pressureLimits.setpointArm.value : pressureLimits.setpointLeg.value;
    const highest = isOptIn
      ? Math.min(lopMmhg, pressureLimits.setpointOptIn.value)
      : Math.min((pressureLimits.setpointHighest.value / 100) * lopMmhg, ofLimb);
    if (setpoint > highest + 1e-6) this.#report("set-point above its limit");
    if (setpoint < (pressureLimits.setpointLowest.value / 100) * lopMmhg - 1e-6)
      this.#report("set-point below 40 % LOP");
  }

  /** What a search has told since the cuff was armed. */
  #noteFound(): void {
    const { output } = this.#watched.world;
    if (output === undefined) return;
    if (output.reason === Reason.lopFound) this.#foundMmhg = output.lopFoundMmhg;
    else if (output.phase === Phase.vented || output.phase === Phase.testing) this.#foundMmhg = undefined;
  }

  get #lopMmhg(): number {
    return this.#foundMmhg ?? this.#watched.world.board.lop.mmhg;
  }

  step(): void {
    const { world, parts } = this.#watched;
    const { gates, order } = world.board;
    const isDriven = gates.pumpDuty > 0 || gates.bleedCoilDuty > 0 || gates.dumpCoilDuty > 0;
    this.#idleMs = isDriven ? 0 : this.#idleMs + 1;
    if (this.#idleMs >= deadManLimits.clearAfter.value) this.#drivenMs = 0;
    else if (isDriven || this.#drivenMs > 0) this.#drivenMs++;
    if (isDriven && this.#drivenMs > absoluteLimitMs(parts.cuff.limb) + SLACK_MS)
      this.#report("driven beyond the absolute limit");
    if (world.firmware !== "running") return;
    if (!world.isHeld) {
      this.#rest();
      return;
    }
    this.#heldMs++;
    const mode = world.output?.phase === Phase.searching ? Mode.search : order.mode;
    if (this.#heldMs > capMs[mode][parts.cuff.limb] + SLACK_MS) this.#report("held beyond the cap of its mode");
    this.#unlinkedMs = world.board.linked ? 0 : this.#unlinkedMs + 1;
    if (this.#unlinkedMs > LINK_MS) this.#report("held without a link for more than 30 s");
    this.#watchPerson(mode);
  }

  #watchPerson(mode: Mode): void {
    const { world } = this.#watched;
    const { order } = world.board;
    this.#unconfirmedMs = order.confirmations === this.#confirmations ? this.#unconfirmedMs + 1 : 0;
    this.#confirmations = order.confirmations;
    if (mode === Mode.free && this.#unconfirmedMs > timeLimits.freeHoldConfirm.value + SLACK_MS)
      this.#report("free hold without a confirmation for more than 5 min");
    const isExercise = mode === Mode.resistance || mode === Mode.aerobic;
    const moves = world.limb.muscle.contracting || world.limb.isSqueezed;
    this.#stillMs = moves || !isExercise ? 0 : this.#stillMs + 1;
    const longest = timeLimits.noContraction.value + timeLimits.noContractionAlarm.value;
    // The firmware sees a movement's end later than the muscle has it.
    if (this.#stillMs > longest + AFTERMATH_MS) this.#report("held on a limb that does not move");
  }

  #rest(): void {
    this.#heldMs = 0;
    this.#unlinkedMs = 0;
    this.#unconfirmedMs = 0;
    this.#stillMs = 0;
    this.#confirmations = this.#watched.world.board.order.confirmations;
  }
}
