import { deadManLimits, startLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { Report, Rules, Watched } from "./monitor";

/** A press counts at the next tick; the firmware may be as late as its dead-man allows, ms. */
const BUTTON_MS = deadManLimits.safeAfterTick.value;
const SAFE_MS = deadManLimits.safeAfterTick.value;
const RAIL_MS = deadManLimits.rail.value + deadManLimits.safeAfterTick.value;
/** A press that arms, with what bounce and ticks may add, ms. */
const LONGEST_PRESS_MS = startLimits.armPress.value + 50;

/** Who may drive pump and valves, and who makes them stop: button, hang, fault, and no arming press. */
export class DriveRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #downMs = 0;
  #untickedMs = 0;
  #faultedMs = 0;
  #idleMs = 0;
  /** A short press with nothing driven has armed the cuff for one hold. */
  #mayHold = false;
  #wasHeld = false;
  #wasDriven = false;
  #restarts = 0;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  step(): void {
    const { world } = this.#watched;
    const { gates } = world.board;
    const isDriven = gates.pumpDuty > 0 || gates.bleedCoilDuty > 0 || gates.dumpCoilDuty > 0;
    this.#watchButton(isDriven);
    // What repeats itself is another rule's: it counts as if it ticked.
    this.#untickedMs = world.firmware === "babbling" ? 0 : this.#untickedMs + 1;
    if (isDriven && this.#untickedMs > SAFE_MS) this.#report("outputs driven 250 ms after the last tick");
    const isFaulted = world.output?.phase === Phase.faulted && world.firmware === "running";
    this.#faultedMs = isFaulted ? this.#faultedMs + 1 : 0;
    if (this.#faultedMs > SAFE_MS && isDriven) this.#report("driven with a latched fault");
    // Firmware that repeats itself goes on toggling the rail.
    const isBabbling = world.firmware === "babbling";
    this.#idleMs = isDriven || isBabbling ? 0 : this.#idleMs + 1;
    const isRailUp = world.board.rail.up && !isBabbling;
    if (this.#faultedMs > RAIL_MS && isRailUp) this.#report("rail up with a latched fault");
    if (this.#idleMs > RAIL_MS && isRailUp) this.#report("rail up with nothing driven");
  }

  tick(): void {
    const { world } = this.#watched;
    if (world.restarts !== this.#restarts) this.#forgetArming();
    this.#untickedMs = 0;
    const output = world.output;
    if (output === undefined) return;
    const isHeld = output.setpointMmhg !== undefined;
    if (isHeld && !this.#mayHold) this.#report("inflates without an arming press");
    if (this.#wasHeld && !isHeld) {
      // A search that has come to its end leaves the cuff armed.
      if (output.reason < Reason.lopFound) this.#mayHold = false;
      if (output.reason === Reason.none) this.#report("released without a reason");
    }
    this.#wasHeld = isHeld;
  }

  /** A restart forgets the arming. */
  #forgetArming(): void {
    this.#restarts = this.#watched.world.restarts;
    this.#mayHold = false;
    this.#wasHeld = false;
    this.#untickedMs = 0;
  }

  #watchButton(isDriven: boolean): void {
    const { world } = this.#watched;
    if (world.board.buttonDown) {
      this.#downMs++;
      this.#wasDriven = isDriven;
      if (this.#downMs > BUTTON_MS && isDriven && world.firmware === "running")
        this.#report("driven with the button down");
      return;
    }
    // A late tick may begin the self-test in the very millisecond in which the button comes up.
    if (this.#downMs > 0 && this.#downMs <= LONGEST_PRESS_MS && !this.#wasDriven) this.#mayHold = true;
    this.#downMs = 0;
    this.#wasDriven = isDriven;
  }
}
