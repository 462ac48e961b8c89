import { startLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { TickInput, TickOutput } from "../../firmware/shared/tick";
import { isReleased } from "../support/cuff-driver";

/** The firmware bridges contact bounce before it takes a press for ended, ms. */
const BOUNCE_MS = 50;
/** A cuff that is on its way from a passed self-test to an inflation, or further, shows one of these. */
const onward: readonly Phase[] = [Phase.releasing, Phase.armed, Phase.inflating, Phase.holding, Phase.searching];

/** What has to hold in every tick, judged from inputs and outputs alone. */
export class TickRules {
  #pressedMs = 0;
  #upMs = 0;
  #passed = false;
  #withdrawn = false;
  #hasFault = false;
  #phase: Phase = Phase.starting;
  #setpoint: number | undefined = undefined;
  readonly broken = new Set<string>();

  /** A press and a passed self-test have been seen since the last stop or restart. */
  get isProven(): boolean {
    return this.#passed;
  }

  /** The chip started anew. */
  restarted(): void {
    this.#passed = false;
    this.#withdrawn = false;
    this.#hasFault = false;
    this.#phase = Phase.starting;
    this.#setpoint = undefined;
    this.#pressedMs = 0;
    this.#upMs = 0;
  }

  look(input: TickInput, output: TickOutput, stepMs: number): void {
    this.#watchButton(input.buttonDown, output, stepMs);
    this.#watchFault(output);
    this.#watchOrder(input, output);
    this.#watchArming(input, output);
    this.#phase = output.phase;
    this.#setpoint = output.setpointMmhg;
  }

  #watchButton(isDown: boolean, output: TickOutput, stepMs: number): void {
    if (isDown && this.#upMs >= BOUNCE_MS) this.#pressedMs = 0;
    this.#upMs = isDown ? 0 : this.#upMs + stepMs;
    if (isDown) this.#pressedMs += stepMs;
    if (isDown && !isReleased(output)) this.#report("driven with the button down");
  }

  #watchFault(output: TickOutput): void {
    const isFaulted = output.phase === Phase.faulted;
    if (isFaulted && !isReleased(output)) this.#report("driven with a latched fault");
    if (isReleased(output) && output.railAlive) this.#report("rail alive with nothing driven");
    if (this.#hasFault && !isFaulted) this.#report("a fault was forgotten");
    if (isFaulted && output.reason === Reason.none) this.#report("faulted without a reason");
    this.#hasFault = isFaulted;
  }

  #watchOrder({ wantedMmhg }: TickInput, output: TickOutput): void {
    const { setpointMmhg, phase } = output;
    const isDriven = !isReleased(output);
    if (wantedMmhg === undefined && setpointMmhg !== undefined) this.#report("a withdrawn order is still followed");
    if (setpointMmhg === undefined && isDriven && phase !== Phase.testing) this.#report("driven without a set-point");
    // A search chooses its own, below what was asked for.
    const isAsked = phase === Phase.searching ? (setpointMmhg ?? 0) <= (wantedMmhg ?? 0) : setpointMmhg === wantedMmhg;
    if (setpointMmhg !== undefined && !isAsked) this.#report("another set-point than was asked for");
    if (this.#setpoint === undefined || setpointMmhg !== undefined) return;
    if (output.reason === Reason.none) this.#report("released without a reason");
    this.#withdrawn = false;
  }

  #watchArming({ wantedMmhg, buttonDown }: TickInput, { phase, setpointMmhg, reason }: TickOutput): void {
    if (phase === Phase.testing && this.#phase !== Phase.testing) {
      const isShort = this.#pressedMs > 0 && this.#pressedMs < startLimits.armPress.value;
      if (!isShort || buttonDown || this.#upMs > BOUNCE_MS) this.#report("a self-test without a short press");
    }
    const hasEnded = this.#phase === Phase.testing && phase !== Phase.testing;
    if (hasEnded) this.#passed = reason === Reason.none;
    if (!onward.includes(phase) || buttonDown) this.#passed = false;
    // A search that has come to its end leaves the cuff armed.
    const hasSearched = reason >= Reason.lopFound && phase !== Phase.faulted;
    if (this.#setpoint !== undefined && setpointMmhg === undefined && !hasSearched) this.#passed = false;
    if (buttonDown) this.#withdrawn = false;
    if (wantedMmhg === undefined) this.#withdrawn = true;
    if (setpointMmhg === undefined) return;
    if (!this.#passed) this.#report("inflates without press and self-test since the last stop or restart");
    if (!this.#withdrawn) this.#report("inflates although the stopped order was not withdrawn");
  }

  #report(rule: string): void {
    this.broken.add(rule);
  }
}
