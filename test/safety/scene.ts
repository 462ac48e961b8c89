import { type Actuation, type SecondPressure, type SensedPressure, Situation } from "../../firmware/safety/situation";
import { Reason } from "../../firmware/shared/reasons";

type Fed<T> = { -readonly [K in keyof T]: T[K] };

/** A transducer that answers what the test says. */
export function sensed(): Fed<SensedPressure> {
  return {
    latestMmhg: 0,
    latestCounts: 0,
    latestMs: 0,
    pressureMmhg: 0,
    cuffMmhg: 0,
    zeroMmhg: 0,
    known: true,
    doubt: Reason.none,
  };
}

/** What a watch looks at, all of it set by hand. Steps are 10 ms long unless a test says otherwise. */
export class Scene {
  readonly situation = new Situation();
  readonly pressure = sensed();
  readonly second: Fed<SecondPressure> = { known: true, isStale: false, pressureMmhg: 0 };
  readonly actuation: Fed<Actuation> = {
    pumpedMmhgPerS: 0,
    bledMmhgPerS: 0,
    upMmhgPerS: 0,
    pumpFactor: 1,
    bleedFactor: 1,
    ventRateAt: () => 50,
  };
  #samples = 0;

  constructor(stepMs = 10) {
    this.step(stepMs);
  }

  step(ms: number): void {
    this.situation.stepMs = ms < 0 ? 0 : ms;
    this.situation.dtMs = ms;
  }

  /** The pressure, without a new sample. */
  set mmhg(mmhg: number) {
    this.pressure.latestMmhg = mmhg;
    this.pressure.pressureMmhg = mmhg;
    this.pressure.cuffMmhg = mmhg;
  }

  /** A new sample, `afterMs` after the last; a working part's counts never stay the same. */
  read(mmhg: number, afterMs = this.situation.stepMs): void {
    this.mmhg = mmhg;
    this.#samples++;
    this.pressure.latestCounts = 1000 * mmhg + (this.#samples % 2);
    this.pressure.latestMs += afterMs;
  }
}

/** The first reason that `judge` gives when asked every `stepMs`, and after how long; `none` if not within `limitMs`. */
export function firstOf(limitMs: number, stepMs: number, judge: () => Reason): readonly [Reason, number] {
  for (let ms = stepMs; ms <= limitMs; ms += stepMs) {
    const reason = judge();
    if (reason !== Reason.none) return [reason, ms];
  }
  return [Reason.none, limitMs];
}

/** Does it so many times. */
export function times(count: number, act: () => unknown): void {
  for (let i = 0; i < count; i++) act();
}
