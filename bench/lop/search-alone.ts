import { Control } from "../../firmware/control";
import type { Controller } from "../../firmware/control-loop";
import type { CuffConfig } from "../../firmware/parts/config";
import { releaseLimits } from "../../firmware/safety/limits";
import { Seeker } from "../../firmware/seeker";
import type { Limb } from "../../firmware/shared/limb";
import { Phase } from "../../firmware/shared/phase";
import { type TickInput, TickOutput } from "../../firmware/shared/tick";
import { elapsedMs } from "../../firmware/shared/time";

/** The firmware's search without rules and permissions, so that what it hears can be looked at. */
export class SearchAlone implements Controller {
  readonly #output = new TickOutput();
  readonly #control: Control;
  readonly #seeker: Seeker;
  #lastMs = 0;
  #isForgiven = false;
  readonly limb: Limb;

  constructor(config: CuffConfig) {
    this.limb = config.cuff.limb;
    this.#control = new Control(config, this.#output);
    this.#seeker = new Seeker(config, this.#control, { find: () => undefined });
  }

  get search(): Seeker["search"] {
    return this.#seeker.search;
  }

  tick(nowMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const control = this.#control;
    const stepMs = elapsedMs(nowMs, this.#lastMs);
    this.#lastMs = nowMs;
    control.take(nowMs, input.samples);
    const granted = control.hasZero ? input.wantedMmhg : undefined;
    const setpoint = this.#seeker.setpointFor(granted, input, stepMs);
    if (setpoint === undefined) control.release(control.sense.cuffMmhg <= releaseLimits.deflated.value, stepMs);
    else if (this.#seeker.isListening) control.listen(stepMs);
    else control.regulate(setpoint, stepMs);
    control.tell();
    output.setpointMmhg = setpoint;
    output.phase = setpoint === undefined ? Phase.vented : Phase.searching;
    // Starved until the dead-man has had its test trip, as the whole firmware does it.
    output.clearTestTrip = input.deadManTripped;
    if (input.deadManTripped) this.#isForgiven = true;
    output.proven = this.#isForgiven && !input.deadManTripped;
    output.railAlive = output.proven;
    return output;
  }
}
