import type { CuffConfig } from "./parts/config";
import { PressureSense } from "./pressure/pressure-sense";
import { Regulator } from "./pressure/regulator";
import { Zeroing } from "./pressure/zeroing";
import { isPossible } from "./safety/configuration";
import { highestSetpointMmhg, pressureLimits, releaseLimits } from "./safety/limits";
import { Supervisor } from "./safety/supervisor";
import { HoldRequest } from "./session/hold-request";
import type { Limb } from "./shared/limb";
import { Phase } from "./shared/phase";
import { isFault, Reason } from "./shared/reasons";
import { type TickInput, TickOutput } from "./shared/tick";
import { elapsedMs } from "./shared/time";
import { SplitRange } from "./valve/split-range";

/** A hold has begun once the pressure has come this near to the set-point, mmHg. */
const REACHED_MMHG = 3;
/** Regulation runs at half the pace of the safety checks: pump and valves are slower than that anyway, ms. */
const REGULATE_EVERY_MS = 20;
/** After a tick as late as this the next may be late too: pump and bleed valve pause instead of overshooting, ms. */
const TOO_LATE_MS = 100;
const DEFLATED_MMHG = releaseLimits.deflated.value;

/**
 * The controller. `tick` is all there is: what was sensed goes in, what to do comes out. It knows no clock, no
 * hardware and no chance, and allocates nothing.
 */
export class Cuff {
  readonly #sense: PressureSense;
  readonly #zeroing: Zeroing;
  readonly #supervisor: Supervisor;
  readonly #request: HoldRequest;
  readonly #regulator: Regulator;
  readonly #actuators: SplitRange;
  readonly #output = new TickOutput();
  #lastMs: number | undefined = undefined;
  #unregulatedMs = 0;

  /** The limb that this cuff is made for. */
  readonly limb: Limb;

  constructor(config: CuffConfig) {
    this.#sense = new PressureSense(config.transducer, config.gain, config.storedZeroMmhg);
    this.#zeroing = new Zeroing(
      {
        ventedMs: pressureLimits.zeroVented.value,
        slopeMmhgPerS: pressureLimits.zeroSlope.value,
        shiftMmhg: pressureLimits.zeroShift.value,
      },
      config.storedZeroMmhg,
    );
    const initialFault = isPossible(config) ? Reason.none : Reason.configurationImpossible;
    this.#supervisor = new Supervisor(this.#sense, initialFault);
    this.#request = new HoldRequest(pressureLimits.setpointFloor.value, highestSetpointMmhg(config.cuff.limb));
    this.#request.inhibit = Reason.notZeroed;
    this.limb = config.cuff.limb;
    this.#actuators = new SplitRange(config, this.#output);
    this.#regulator = new Regulator(this.#sense, this.#actuators);
  }

  /**
   * One step, nominally every 10 ms; late and missed ticks only make the step longer.
   * @param clockMs a monotonic clock, which may wrap at 32 bits
   * @returns the same object every time, overwritten by the next tick
   */
  tick(clockMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    // Whole milliseconds, so that no fraction is lost in every tick.
    const nowMs = clockMs | 0;
    const dtMs = this.#lastMs === undefined ? 0 : elapsedMs(nowMs, this.#lastMs);
    const stepMs = dtMs < 0 ? 0 : dtMs;
    this.#lastMs = nowMs;

    this.#sense.sense(nowMs, input.samples);
    const stop = this.#supervisor.judge(stepMs, output.setpointMmhg !== undefined, input);
    const setpoint = this.#request.decide(input.wantedMmhg, stop);
    if (setpoint === undefined) this.#release(stepMs, output);
    else this.#regulate(setpoint, stepMs, output);
    this.#sense.hoseDropMmhg = this.#actuators.hoseDropMmhg;
    this.#supervisor.gate(stop, dtMs, output);
    this.#tell(setpoint, stop, output);
    return output;
  }

  #regulate(setpoint: number, stepMs: number, output: TickOutput): void {
    const sinceMs = this.#unregulatedMs + stepMs;
    this.#unregulatedMs = sinceMs;
    if (sinceMs < REGULATE_EVERY_MS && setpoint === output.setpointMmhg) return;
    this.#unregulatedMs = 0;
    if (output.phase === Phase.vented) this.#zeroing.restart();
    const actuators = this.#actuators;
    actuators.at(this.#sense.pressureMmhg);
    const rate = this.#regulator.rateFor(setpoint, sinceMs / 1000);
    output.rateMmhgPerS = sinceMs < TOO_LATE_MS ? rate : 0;
    actuators.drive(output.rateMmhgPerS, sinceMs);
  }

  #release(stepMs: number, output: TickOutput): void {
    if (output.setpointMmhg !== undefined) this.#regulator.restart();
    this.#unregulatedMs = 0;
    this.#actuators.at(this.#sense.pressureMmhg);
    this.#actuators.release(stepMs);
    output.rateMmhgPerS = 0;
    const sense = this.#sense;
    if (output.phase !== Phase.vented || sense.doubt !== Reason.none) return;
    if (!this.#zeroing.update(sense.latestMmhg + sense.zeroMmhg, stepMs)) return;
    sense.rezero(this.#zeroing.zeroMmhg);
    this.#request.inhibit = Reason.none;
  }

  #tell(setpoint: number | undefined, stop: Reason, output: TickOutput): void {
    const sense = this.#sense;
    const pressureMmhg = sense.cuffMmhg;
    if (setpoint === undefined) output.phase = openPhase(pressureMmhg, stop);
    else if (output.phase !== Phase.holding || setpoint !== output.setpointMmhg)
      output.phase = closedPhase(setpoint - pressureMmhg);
    output.reason = this.#request.reason;
    output.pressureMmhg = pressureMmhg;
    output.pressureValid = sense.doubt === Reason.none;
    output.setpointMmhg = setpoint;
    output.volumeFactor = this.#regulator.volumeFactor;
    output.driftMmhgPerS = setpoint === undefined ? 0 : this.#regulator.driftMmhgPerS;
    output.inflatedMs = this.#supervisor.inflatedMs;
  }
}

function openPhase(pressureMmhg: number, stop: Reason): Phase {
  if (isFault(stop)) return Phase.faulted;
  return pressureMmhg > DEFLATED_MMHG ? Phase.releasing : Phase.vented;
}

function closedPhase(errorMmhg: number): Phase {
  return errorMmhg < REACHED_MMHG && errorMmhg > -REACHED_MMHG ? Phase.holding : Phase.inflating;
}
