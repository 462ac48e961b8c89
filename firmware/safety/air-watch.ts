import { Reason } from "../shared/reasons";
import { FlowWatch } from "./flow-watch";
import { LeakWatch } from "./leak-watch";
import { ReleaseWatch } from "./release-watch";
import type { Actuation, SecondPressure, SensedPressure, Situation } from "./situation";
import { VolumeWatch } from "./volume-watch";

/** Whether the air does what pump and valves say it should: while it is held, and while it is let out. */
export class AirWatch {
  readonly #flow: FlowWatch;
  readonly #leak: LeakWatch;
  readonly #release: ReleaseWatch;
  readonly #volume: VolumeWatch;
  readonly #pressure: SensedPressure;
  readonly #situation: Situation;
  readonly #storedZeroMmhg: number;
  #wasHeld = false;
  #isFlowsTurn = false;
  #lastStepMs = 0;

  /** A leak is being made up for. */
  isLeaking = false;

  constructor(
    pressure: SensedPressure,
    second: SecondPressure | undefined,
    actuation: Actuation,
    situation: Situation,
    storedZeroMmhg: number,
  ) {
    this.#flow = new FlowWatch(pressure, actuation, situation);
    this.#leak = new LeakWatch(pressure, actuation, situation);
    this.#release = new ReleaseWatch(pressure, second, actuation, situation);
    this.#volume = new VolumeWatch(pressure, actuation, situation);
    this.#pressure = pressure;
    this.#situation = situation;
    this.#storedZeroMmhg = storedZeroMmhg;
  }

  /** The valves are open and the air is out, as far as can be told. */
  get isVented(): boolean {
    return this.#release.isVented;
  }

  /** Every tick: what is let out, by its fall; what is held, by flow and by leak in turns. */
  judge(stepMs: number): Reason {
    const release = this.#release.judge();
    if (this.#situation.setpointMmhg === undefined) {
      if (this.#wasHeld) this.#rest(stepMs);
      return release;
    }
    this.#wasHeld = true;
    const sinceMs = this.#lastStepMs + stepMs;
    this.#lastStepMs = stepMs;
    this.#isFlowsTurn = !this.#isFlowsTurn;
    if (this.#isFlowsTurn) {
      const flow = this.#flow.judge(sinceMs);
      return flow === Reason.none ? release : flow;
    }
    const leak = this.#leak.judge(sinceMs);
    this.isLeaking = leak !== Reason.none;
    return leak === Reason.leakLarge ? leak : release;
  }

  /** Nothing is held any more: both begin anew. */
  #rest(stepMs: number): void {
    this.#wasHeld = false;
    this.#flow.judge(stepMs);
    this.#leak.judge(stepMs);
    this.isLeaking = false;
  }

  /** Every `sinceMs`: the zero of the open cuff. */
  judgeZero(sinceMs: number): Reason {
    const { pressureMmhg, zeroMmhg } = this.#pressure;
    return this.#release.judgeZero(pressureMmhg + zeroMmhg, this.#storedZeroMmhg, sinceMs);
  }

  /** Every `sinceMs`: the identified volume. */
  judgeVolume(sinceMs: number): Reason {
    return this.#volume.judge(sinceMs);
  }

  /** The self-test has measured how the open valves let the pressure fall, real over reckoned. */
  noteFall(factor: number): void {
    this.#volume.testFallFactor = factor;
  }
}
