import { Gesture } from "../shared/gesture";
import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";
import { startLimits } from "./limits";

/** Contacts bounce for up to 20 ms: up counts only after this long; down counts at once, ms. */
const BOUNCE_MS = 30;
const ARM_MS = startLimits.armPress.value;
const BOND_SHORTEST_MS = startLimits.bondPressShortest.value;
const BOND_LONGEST_MS = startLimits.bondPressLongest.value;
const FORGET_MS = startLimits.forgetPress.value;

/** The button on the cuff. Down is a stop, whatever else is the case; what letting go means depends on how long it was. */
export class Button {
  readonly #stuckDown = debounceOf(Reason.buttonStuck);
  #pressedMs = 0;
  #upMs = 0;
  #released = false;

  /** Held down, contact bounce bridged. */
  isDown = false;
  isStuck = false;
  /** What the press that just ended asked for; for one tick. */
  gesture: Gesture = Gesture.none;

  /**
   * Every tick.
   * @param down the contact is closed
   * @param releases something is held or being let out: a press that released something does nothing more
   */
  update(down: boolean, releases: boolean, stepMs: number): void {
    this.gesture = Gesture.none;
    if (!down && !this.isDown) return;
    if (down) {
      this.#upMs = 0;
      if (!this.isDown) this.#begin();
    } else if (this.isDown) {
      this.#upMs += stepMs;
      if (this.#upMs >= BOUNCE_MS) this.#end();
    }
    if (!this.isDown) return;
    if (releases) this.#released = true;
    this.#pressedMs += stepMs;
    this.isStuck = this.#stuckDown.update(true, stepMs);
  }

  #begin(): void {
    this.isDown = true;
    this.#pressedMs = 0;
    this.#released = false;
  }

  #end(): void {
    this.isDown = false;
    this.isStuck = false;
    this.#stuckDown.reset();
    if (!this.#released) this.gesture = gestureOf(this.#pressedMs - this.#upMs);
  }
}

function gestureOf(pressedMs: number): Gesture {
  if (pressedMs >= FORGET_MS) return Gesture.forgetBonds;
  if (pressedMs >= BOND_SHORTEST_MS && pressedMs <= BOND_LONGEST_MS) return Gesture.openBondingWindow;
  return pressedMs < ARM_MS ? Gesture.arm : Gesture.none;
}
