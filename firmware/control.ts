import type { CuffConfig } from "./parts/config";
import { PressureSense } from "./pressure/pressure-sense";
import { Regulator } from "./pressure/regulator";
import { RepetitionCounter } from "./pressure/repetitions";
import { Zeroing } from "./pressure/zeroing";
import { pressureLimits } from "./safety/limits";
import { Reason } from "./shared/reasons";
import type { SampleQueue } from "./shared/sample-queue";
import type { TickOutput } from "./shared/tick";
import { SplitRange } from "./valve/split-range";

/** Regulation runs at half the pace of the safety checks: pump and valves are slower than that anyway, ms. */
const REGULATE_EVERY_MS = 20;
/** After a tick as late as this the next may be late too: pump and bleed valve pause instead of overshooting, ms. */
const TOO_LATE_MS = 100;

const zeroingRules = Object.freeze({
  ventedMs: pressureLimits.zeroVented.value,
  slopeMmhgPerS: pressureLimits.zeroSlope.value,
  shiftMmhg: pressureLimits.zeroShift.value,
});

/** From pressure to duties: joins what senses and regulates with what drives. Knows nothing of rules and permissions. */
export class Control {
  readonly sense: PressureSense;
  readonly actuators: SplitRange;
  readonly repetitions = new RepetitionCounter();
  readonly #regulator: Regulator;
  readonly #zeroing: Zeroing;
  readonly #output: TickOutput;
  #unregulatedMs = 0;
  #pumpedMmhgPerS = 0;
  #bledMmhgPerS = 0;
  #setpointMmhg: number | undefined = undefined;

  /** The open cuff has read a steady zero since power-on. */
  hasZero = false;

  /** @param output where the duties go, and what is known of the pressure */
  constructor(config: CuffConfig, output: TickOutput) {
    this.sense = new PressureSense(config.transducer, config.gain, config.storedZeroMmhg);
    this.#zeroing = new Zeroing(zeroingRules, config.storedZeroMmhg);
    this.actuators = new SplitRange(config, output);
    this.#regulator = new Regulator(this.sense, this.actuators);
    this.#output = output;
  }

  /** The limb moves under the cuff. */
  get limbMoves(): boolean {
    return this.#regulator.limbMoves;
  }

  /** Takes what the transducer has to say. */
  take(nowMs: number, samples: SampleQueue): void {
    this.sense.sense(nowMs, samples);
  }

  /** Keeps the pressure at `setpointMmhg`. */
  regulate(setpointMmhg: number, stepMs: number): void {
    const sinceMs = this.#unregulatedMs + stepMs;
    this.#unregulatedMs = sinceMs;
    if (sinceMs < REGULATE_EVERY_MS && setpointMmhg === this.#setpointMmhg) return;
    this.#unregulatedMs = 0;
    this.#setpointMmhg = setpointMmhg;
    this.#zeroing.restart();
    const { actuators } = this;
    actuators.at(this.sense.pressureMmhg);
    const rate = this.#regulator.rateFor(setpointMmhg, sinceMs / 1000);
    this.#output.rateMmhgPerS = sinceMs < TOO_LATE_MS ? rate : 0;
    actuators.drive(this.#output.rateMmhgPerS, sinceMs);
  }

  /**
   * Counts repetitions, half-way between two regulations: half of the time since the last call pump and valve did what
   * was reckoned before the last regulation, and half what is reckoned now.
   */
  count(sinceMs: number): void {
    const { cuffMmhg, doubt } = this.sense;
    if (doubt !== Reason.none) return;
    const { pumpedMmhgPerS, bledMmhgPerS } = this.actuators;
    const compliance = this.actuators.complianceAt(cuffMmhg);
    const pumped = (pumpedMmhgPerS + this.#pumpedMmhgPerS) / 2;
    const bled = (bledMmhgPerS + this.#bledMmhgPerS) / 2;
    this.#pumpedMmhgPerS = pumpedMmhgPerS;
    this.#bledMmhgPerS = bledMmhgPerS;
    this.repetitions.update(cuffMmhg, pumped, bled, compliance, sinceMs / 1000);
  }

  /** The next call of `regulate` would have much to do, `stepMs` after the last. */
  isDue(stepMs: number): boolean {
    return this.#unregulatedMs + stepMs >= REGULATE_EVERY_MS;
  }

  /** The pressure has come to the set-point, and the pump stands still. */
  get hasArrived(): boolean {
    return this.#setpointMmhg !== undefined && this.#regulator.hasArrived;
  }

  /** Keeps the cuff shut, and drives nothing else: the pressure goes where pulse and creep take it. */
  listen(stepMs: number): void {
    const sinceMs = this.#unregulatedMs + stepMs;
    this.#unregulatedMs = sinceMs;
    if (sinceMs < REGULATE_EVERY_MS) return;
    this.#unregulatedMs = 0;
    this.actuators.at(this.sense.pressureMmhg);
    this.actuators.drive(0, sinceMs);
    this.#output.rateMmhgPerS = 0;
  }

  /** Drives pump and valves one by one. */
  prove(pumpOn: boolean, bleedOpen: boolean, dumpOpen: boolean, stepMs: number): void {
    this.#zeroing.restart();
    this.actuators.at(this.sense.pressureMmhg);
    this.actuators.prove(pumpOn, bleedOpen, dumpOpen, stepMs);
  }

  /**
   * Lets go.
   * @param isVented the cuff is open and empty: its zero may be found
   * @returns true when a zero was found
   */
  release(isVented: boolean, stepMs: number): boolean {
    if (this.#setpointMmhg !== undefined) this.#regulator.restart();
    this.#setpointMmhg = undefined;
    this.#unregulatedMs = 0;
    this.actuators.at(this.sense.pressureMmhg);
    this.actuators.release(stepMs);
    this.#output.rateMmhgPerS = 0;
    const { sense } = this;
    if (!isVented || sense.doubt !== Reason.none) return false;
    if (!this.#zeroing.update(sense.latestMmhg + sense.zeroMmhg, stepMs)) return false;
    sense.rezero(this.#zeroing.zeroMmhg);
    this.hasZero = true;
    return true;
  }

  /** Call at the end of a tick. */
  tell(): void {
    this.sense.hoseDropMmhg = this.actuators.hoseDropMmhg;
    const output = this.#output;
    output.pressureMmhg = this.sense.cuffMmhg;
    output.pressureValid = this.sense.doubt === Reason.none;
    output.volumeFactor = this.#regulator.volumeFactor;
    output.driftMmhgPerS = this.#setpointMmhg === undefined ? 0 : this.#regulator.driftMmhgPerS;
    output.limbMoves = this.#regulator.limbMoves;
  }
}
