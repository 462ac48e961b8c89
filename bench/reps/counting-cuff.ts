import { Control } from "../../firmware/control";
import type { Controller } from "../../firmware/control-loop";
import type { CuffConfig } from "../../firmware/parts/config";
import { RepetitionCounter } from "../../firmware/pressure/repetitions";
import { releaseLimits } from "../../firmware/safety/limits";
import type { Limb } from "../../firmware/shared/limb";
import { Phase } from "../../firmware/shared/phase";
import { type TickInput, TickOutput } from "../../firmware/shared/tick";
import { elapsedMs } from "../../firmware/shared/time";

/** The firmware's regulation with the repetition counter beside it, and without rules and permissions. */
export class CountingCuff implements Controller {
  readonly counter = new RepetitionCounter();
  readonly limb: Limb;
  readonly #output = new TickOutput();
  readonly #control: Control;
  #lastMs = 0;
  #isForgiven = false;
  /** From now on the valves stay shut and the pump stands still. */
  isSealed = false;

  constructor(config: CuffConfig) {
    this.limb = config.cuff.limb;
    this.#control = new Control(config, this.#output);
  }

  tick(nowMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const control = this.#control;
    const stepMs = elapsedMs(nowMs, this.#lastMs);
    this.#lastMs = nowMs;
    control.take(nowMs, input.samples);
    const setpoint = control.hasZero ? input.wantedMmhg : undefined;
    if (setpoint !== undefined) this.#count(stepMs);
    if (setpoint === undefined) control.release(control.sense.cuffMmhg <= releaseLimits.deflated.value, stepMs);
    else if (this.isSealed) control.listen(stepMs);
    else control.regulate(setpoint, stepMs);
    control.tell();
    output.setpointMmhg = setpoint;
    output.phase = setpoint === undefined ? Phase.vented : Phase.holding;
    // Starved until the dead-man has had its test trip, as the whole firmware does it.
    output.clearTestTrip = input.deadManTripped;
    if (input.deadManTripped) this.#isForgiven = true;
    output.proven = this.#isForgiven && !input.deadManTripped;
    output.railAlive = output.proven;
    return output;
  }

  /** Before regulating: what pump and valve are reckoned to do still belongs to the time since the last tick. */
  #count(stepMs: number): void {
    const { sense, actuators } = this.#control;
    const { pumpedMmhgPerS, bledMmhgPerS } = actuators;
    const compliance = actuators.complianceAt(sense.cuffMmhg);
    this.counter.update(sense.cuffMmhg, pumpedMmhgPerS, bledMmhgPerS, compliance, stepMs / 1000);
  }
}
