import { Control } from "../firmware/control";
import type { Controller } from "../firmware/control-loop";
import type { CuffConfig } from "../firmware/parts/config";
import { releaseLimits } from "../firmware/safety/limits";
import type { Limb } from "../firmware/shared/limb";
import { Phase } from "../firmware/shared/phase";
import { type TickInput, TickOutput } from "../firmware/shared/tick";
import { elapsedMs } from "../firmware/shared/time";
import type { WorldSetup } from "../sim/world";

/**
 * The firmware's regulation without rules and permissions: a bench goes where the safety layer would not let it, to
 * parts four times as strong as believed and to seeds that never press a button. Follows every order once it has a zero.
 */
export class RegulationAlone implements Controller {
  readonly #output = new TickOutput();
  readonly #control: Control;
  #lastMs = 0;
  #isForgiven = false;
  readonly limb: Limb;

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
    if (setpoint === undefined) control.release(control.sense.cuffMmhg <= releaseLimits.deflated.value, stepMs);
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
}

/** `setup` with nothing but the regulation in command. */
export function regulationAlone(setup: WorldSetup): WorldSetup {
  return { ...setup, controller: (config) => new RegulationAlone(config) };
}
