import type { CuffConfig } from "./parts/config";
import { PressureSense, Validity } from "./pressure/pressure-sense";
import { Regulator } from "./pressure/regulator";
import { Zeroing } from "./pressure/zeroing";
import { isPossible } from "./safety/configuration";
import { highestSetpointMmhg, pressureLimits, releaseLimits } from "./safety/limits";
import { type SensedPressure, Supervisor } from "./safety/supervisor";
import { HoldRequest } from "./session/hold-request";
import { Phase } from "./shared/phase";
import { isFault, Reason } from "./shared/reasons";
import { type TickInput, TickOutput } from "./shared/tick";
import { elapsedMs } from "./shared/time";
import { SplitRange } from "./valve/split-range";

/** A hold has begun once the pressure has come this near to the set-point, mmHg. */
const REACHED_MMHG = 3;
/** Regulation never reckons with a longer step than this, however late the tick, ms. */
const LONGEST_STEP_MS = 50;
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
  readonly #regulator = new Regulator();
  readonly #actuators: SplitRange;
  readonly #pressure: { -readonly [K in keyof SensedPressure]: SensedPressure[K] };
  readonly #output = new TickOutput();
  #lastMs: number | undefined = undefined;

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
    this.#supervisor = new Supervisor(isPossible(config) ? Reason.none : Reason.configurationImpossible);
    this.#request = new HoldRequest(highestSetpointMmhg(config.cuff.limb));
    this.#actuators = new SplitRange(config);
    this.#pressure = { latestMmhg: 0, pressureMmhg: 0, doubt: Reason.none };
  }

  /**
   * One step, nominally every 10 ms; late and missed ticks only make the step longer.
   * @param nowMs a monotonic clock, which may wrap at 32 bits
   * @returns the same object every time, overwritten by the next tick
   */
  tick(nowMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const dtMs = this.#lastMs === undefined ? 0 : elapsedMs(nowMs, this.#lastMs);
    const stepMs = dtMs < 0 ? 0 : dtMs < LONGEST_STEP_MS ? dtMs : LONGEST_STEP_MS;
    this.#lastMs = nowMs;

    const pressure = this.#trust(nowMs, stepMs, input);
    const driven = output.setpointMmhg !== undefined;
    const stop = this.#supervisor.judge(dtMs < 0 ? 0 : dtMs, pressure, driven, input);
    const setpoint = this.#request.decide(input.wantedMmhg, stop);
    this.#regulate(setpoint, stepMs, output);
    this.#supervisor.gate(stop, dtMs, pressure.doubt, output);
    this.#tell(setpoint, stop, output);
    return output;
  }

  #trust(nowMs: number, stepMs: number, input: TickInput): SensedPressure {
    const sense = this.#sense;
    sense.sense(nowMs, input.samples);
    const vented = this.#output.phase === Phase.vented && sense.validity === Validity.valid;
    if (this.#zeroing.update(vented, sense.latestMmhg + sense.zeroMmhg, stepMs)) sense.rezero(this.#zeroing.zeroMmhg);
    this.#pressure.latestMmhg = sense.latestMmhg;
    this.#pressure.pressureMmhg = sense.pressureMmhg;
    this.#pressure.doubt = doubtOf(sense.validity);
    return this.#pressure;
  }

  #regulate(setpoint: number | undefined, stepMs: number, output: TickOutput): void {
    const actuators = this.#actuators;
    if (setpoint === undefined) {
      this.#regulator.restart();
      actuators.release(stepMs);
      output.rateMmhgPerS = 0;
    } else {
      const { pressureMmhg, slopeMmhgPerS } = this.#sense;
      actuators.at(pressureMmhg);
      const rate = this.#regulator.rateFor(setpoint, pressureMmhg, slopeMmhgPerS, stepMs / 1000, actuators);
      actuators.drive(rate, stepMs);
      output.rateMmhgPerS = rate;
    }
    output.pumpDuty = actuators.pumpDuty;
    output.bleedCoilDuty = actuators.bleedCoilDuty;
    output.dumpCoilDuty = actuators.dumpCoilDuty;
  }

  #tell(setpoint: number | undefined, stop: Reason, output: TickOutput): void {
    output.phase = this.#nextPhase(setpoint, stop, output.phase);
    output.reason = this.#request.reason;
    output.pressureMmhg = this.#sense.pressureMmhg;
    output.pressureValid = this.#sense.validity === Validity.valid;
    output.setpointMmhg = setpoint;
    output.inflatedMs = this.#supervisor.inflatedMs;
  }

  #nextPhase(setpoint: number | undefined, stop: Reason, last: Phase): Phase {
    if (isFault(stop)) return Phase.faulted;
    const pressureMmhg = this.#sense.pressureMmhg;
    if (setpoint === undefined) return pressureMmhg > DEFLATED_MMHG ? Phase.releasing : Phase.vented;
    if (last === Phase.holding) return Phase.holding;
    const error = setpoint - pressureMmhg;
    return error < REACHED_MMHG && error > -REACHED_MMHG ? Phase.holding : Phase.inflating;
  }
}

function doubtOf(validity: Validity): Reason {
  switch (validity) {
    case Validity.valid:
      return Reason.none;
    case Validity.stale:
      return Reason.transducerStale;
    case Validity.implausible:
      return Reason.transducerInvalid;
    default:
      return validity satisfies never;
  }
}
