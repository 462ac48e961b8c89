import type { Limb } from "../shared/limb";
import { Mode } from "../shared/order";
import { Reason } from "../shared/reasons";
import { longestInflationMs, type OwnLimits } from "./caps";
import { absoluteLimitMs, deadManLimits, holdLimits, pressureLimits, timeLimits } from "./limits";
import type { Situation } from "./situation";

const CLEAR_AFTER_MS = deadManLimits.clearAfter.value;
/** The firmware lets go this long before the dead-man would, which also counts the self-test, ms. */
const BEFORE_DEAD_MAN_MS = 15_000;
/** The shortest repetition takes this long; a knock, or a coarse valve that hunts, is over sooner, ms. */
const CONTRACTION_MS = 2000;
const WARN_MS = timeLimits.resistance.value - timeLimits.resistanceWarn.value;
const HIGH_SHARE = pressureLimits.setpointHighest.value / 100;
const CONFIRM_MS = timeLimits.freeHoldConfirm.value;

/** How long a limb may be restricted at a stretch, and whether anybody is still there. */
export class TimeWatch {
  readonly #situation: Situation;
  readonly #limb: Limb;
  readonly #own: OwnLimits;
  #deflatedMs = 0;
  #isTestAir = false;
  #drivenMs = 0;
  #highMs = 0;
  #unconfirmedMs = 0;
  #confirmations = 0;
  #stillMs = 0;
  #movedMs = 0;
  #repetitions = 0;

  /**
   * Time since the inflation began, ms, the self-test not counted. Like the dead-man's, it ends only after a minute
   * deflated with the valves open: letting go for a moment gains no time.
   */
  inflatedMs = 0;

  constructor(situation: Situation, limb: Limb, own: OwnLimits) {
    this.#situation = situation;
    this.#limb = limb;
    this.#own = own;
  }

  /**
   * Every `sinceMs`.
   * @param restricts the valves are shut, or the pressure is above the deflated threshold for all that is known
   * @param isVented the cuff is open, and proven empty
   */
  count(restricts: boolean, isVented: boolean, sinceMs: number): void {
    const { testing, isHolding } = this.#situation;
    // The self-test, and what follows it before an order, are no inflation.
    if (testing) this.#isTestAir = true;
    else if (isHolding) this.#isTestAir = false;
    if (restricts) this.#deflatedMs = 0;
    else if (this.#drivenMs === 0) return;
    else if (isVented) this.#deflatedMs += sinceMs;
    if (this.#deflatedMs >= CLEAR_AFTER_MS) {
      this.inflatedMs = 0;
      this.#drivenMs = 0;
      this.#isTestAir = false;
      return;
    }
    this.#drivenMs += sinceMs;
    if (this.inflatedMs > 0 || !this.#isTestAir) this.inflatedMs += sinceMs;
  }

  /** How long the cuff still has to be open and empty until the inflation has ended, ms; 0 where none goes on. */
  get restMs(): number {
    return this.inflatedMs > 0 ? CLEAR_AFTER_MS - this.#deflatedMs : 0;
  }

  /** The caps that no set-point extends. */
  get isOver(): boolean {
    if (this.#drivenMs >= absoluteLimitMs(this.#limb) - BEFORE_DEAD_MAN_MS) return true;
    return this.inflatedMs >= longestInflationMs(this.#situation.mode, this.#limb, this.#own);
  }

  /** Every `sinceMs`: why a hold has to end, or `Reason.none`. */
  judge(sinceMs: number): Reason {
    const { setpointMmhg, lopMmhg, mode, limbMoves, hasArrived } = this.#situation;
    if (setpointMmhg === undefined) {
      this.#highMs = 0;
      this.#unconfirmedMs = 0;
      this.#stillMs = 0;
      this.#movedMs = 0;
      this.#confirmations = this.#situation.confirmations;
      return Reason.none;
    }
    this.#highMs += setpointMmhg > HIGH_SHARE * lopMmhg ? sinceMs : 0;
    if (this.#highMs >= timeLimits.aboveHighest.value) return Reason.highPressureTimeCap;
    if (mode === Mode.free && this.#waitsForConfirmation(sinceMs) >= CONFIRM_MS) return Reason.holdUnconfirmed;
    if (!isExercise(mode)) return Reason.none;
    // On the way to a set-point a pump or valve that does nothing looks like a limb that moves.
    this.#movedMs = limbMoves && hasArrived ? this.#movedMs + sinceMs : 0;
    // Quick or small ones pass for a heart where the limb's movement is judged; the count knows the pulse.
    const hasRepeated = this.#situation.repetitions !== this.#repetitions;
    this.#repetitions = this.#situation.repetitions;
    this.#stillMs = this.#movedMs >= CONTRACTION_MS || hasRepeated ? 0 : this.#stillMs + sinceMs;
    const patience = this.#patienceMs + timeLimits.noContractionAlarm.value;
    return this.#stillMs >= patience ? Reason.noContraction : Reason.none;
  }

  /** What is due soon, or `Reason.none`. */
  get warning(): Reason {
    const { setpointMmhg, mode } = this.#situation;
    if (setpointMmhg === undefined) return Reason.none;
    if (isExercise(mode) && this.#stillMs >= this.#patienceMs) return Reason.noContractionAlarm;
    const longest = longestInflationMs(mode, this.#limb, this.#own);
    if (mode !== Mode.search && this.inflatedMs >= longest - WARN_MS) return Reason.timeCapNear;
    const isDue = mode === Mode.free && this.#unconfirmedMs >= CONFIRM_MS - holdLimits.confirmWarn.value;
    return isDue ? Reason.confirmationDue : Reason.none;
  }

  get #patienceMs(): number {
    const { plannedRestMs } = this.#situation;
    return plannedRestMs > 0 ? plannedRestMs + timeLimits.noContractionRest.value : timeLimits.noContraction.value;
  }

  #waitsForConfirmation(sinceMs: number): number {
    const { confirmations } = this.#situation;
    this.#unconfirmedMs = confirmations === this.#confirmations ? this.#unconfirmedMs + sinceMs : 0;
    this.#confirmations = confirmations;
    return this.#unconfirmedMs;
  }
}

function isExercise(mode: Mode): boolean {
  return mode === Mode.resistance || mode === Mode.aerobic;
}
