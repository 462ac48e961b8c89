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
  #lastMs = 0;
  #isForgiven = false;
  readonly limb: Limb;
  protected readonly control: Control;
  protected readonly heldPhase: Phase = Phase.holding;

  constructor(config: CuffConfig) {
    this.limb = config.cuff.limb;
    this.control = new Control(config, this.#output);
  }

  /** What an order for `wantedMmhg` comes to in this tick, mmHg. */
  protected follow(wantedMmhg: number | undefined, _input: TickInput, _stepMs: number): number | undefined {
    return wantedMmhg;
  }

  protected hold(setpointMmhg: number, stepMs: number): void {
    this.control.regulate(setpointMmhg, stepMs);
  }

  tick(nowMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const { control } = this;
    const stepMs = elapsedMs(nowMs, this.#lastMs);
    this.#lastMs = nowMs;
    control.take(nowMs, input.samples);
    const setpoint = this.follow(control.hasZero ? input.wantedMmhg : undefined, input, stepMs);
    if (setpoint === undefined) control.release(control.sense.cuffMmhg <= releaseLimits.deflated.value, stepMs);
    else this.hold(setpoint, stepMs);
    control.tell();
    output.setpointMmhg = setpoint;
    output.phase = setpoint === undefined ? Phase.vented : this.heldPhase;
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
