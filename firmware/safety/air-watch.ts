import { isFault, Reason } from "../shared/reasons";
import { FlowWatch } from "./flow-watch";
import { LeakWatch } from "./leak-watch";
import { ReleaseWatch } from "./release-watch";
import type { Actuation, SensedPressure, Situation } from "./situation";
import { VolumeWatch } from "./volume-watch";

/** Whether the air does what pump and valves say it should: while it is held, and while it is let out. */
export class AirWatch {
  readonly #flow: FlowWatch;
  readonly #leak: LeakWatch;
  readonly #release: ReleaseWatch;
  readonly #volume: VolumeWatch;
  readonly #pressure: SensedPressure;
  readonly #storedZeroMmhg: number;

  /** A leak is being made up for. */
  isLeaking = false;

  constructor(
    pressure: SensedPressure,
    second: SensedPressure | undefined,
    actuation: Actuation,
    situation: Situation,
    storedZeroMmhg: number,
  ) {
    this.#flow = new FlowWatch(pressure, actuation, situation);
    this.#leak = new LeakWatch(pressure, actuation, situation);
    this.#release = new ReleaseWatch(pressure, second, actuation, situation);
    this.#volume = new VolumeWatch(pressure, actuation, situation);
    this.#pressure = pressure;
    this.#storedZeroMmhg = storedZeroMmhg;
  }

  /** The valves are open and the air is out, as far as can be told. */
  get isVented(): boolean {
    return this.#release.isVented;
  }

  /** Every tick. */
  judge(): Reason {
    const flow = this.#flow.judge();
    if (flow !== Reason.none) return flow;
    const leak = this.#leak.judge();
    this.isLeaking = leak !== Reason.none;
    const release = this.#release.judge();
    return isFault(release) || leak !== Reason.leakLarge ? release : leak;
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
