import { Reason } from "../shared/reasons";
import { selfTestLimits, startLimits } from "./limits";
import type { Actuation, SensedPressure } from "./situation";

/** What is being proven. Its times add up to less than the 10 s of the rule. */
const Step = Object.freeze({ idle: 0, rise: 1, tightness: 2, bleed: 3, dump: 4 } as const);
type Step = (typeof Step)[keyof typeof Step];

/** The pump stops a little below the highest pressure allowed: it runs down, and the hose adds its share, mmHg. */
const AIM_MMHG = startLimits.selfTest.value - 6;
/** Above this it ends at once: the limb pushes, or the pump does not stop, mmHg. */
const HIGHEST_MMHG = startLimits.selfTest.value + selfTestLimits.restless.value;
/** Judged is what follows once pump and valves have settled, ms. */
const PUMP_SETTLES_MS = 800;
const VALVE_SETTLES_MS = 200;
/** A valve has shown enough once this share of the pressure is gone. */
const FALL_SHARE = 0.4;
/** Heartbeats and ripple are averaged over about this long, s. */
const MEAN_S = 0.15;

/**
 * Pump, valves and tightness, at no more than 30 mmHg: the pump has to raise the pressure, the shut cuff to keep it,
 * each valve alone to lower it, all as fast as the volume of the preset allows, within what fit and belief leave open.
 */
export class SelfTest {
  readonly #pressure: SensedPressure;
  readonly #actuation: Actuation;
  #step: Step = Step.idle;
  #stepMs = 0;
  #meanMmhg = 0;
  #fromMmhg = 0;
  #reckonedMmhg = 0;
  #highMmhg = 0;
  #risenMmhg = 0;
  #riseShare = 1;
  #bleedShare = 1;

  /** What to drive. */
  pumpOn = false;
  bleedOpen = true;
  dumpOpen = true;
  /** `Reason.none` while it runs and when it has passed; otherwise what failed. */
  failure: Reason = Reason.none;
  /**
   * Real over reckoned fall through the open valves: the volume, as the valves see it. NaN where the pump came to too
   * little pressure to tell.
   */
  fallFactor = Number.NaN;

  constructor(pressure: SensedPressure, actuation: Actuation) {
    this.#pressure = pressure;
    this.#actuation = actuation;
  }

  get isRunning(): boolean {
    return this.#step !== Step.idle;
  }

  begin(): void {
    this.failure = Reason.none;
    this.#meanMmhg = this.#pressure.cuffMmhg;
    this.#enter(Step.rise);
  }

  /** Lets go, whatever was under way. */
  end(): void {
    this.#enter(Step.idle);
  }

  /** Every tick while it runs. */
  advance(stepMs: number): void {
    const stepS = stepMs / 1000;
    this.#meanMmhg += ((this.#pressure.cuffMmhg - this.#meanMmhg) * stepS) / (MEAN_S + stepS);
    this.#stepMs += stepMs;
    if (this.isRunning && this.#meanMmhg > HIGHEST_MMHG) {
      this.#fail(Reason.testRestless);
      return;
    }
    switch (this.#step) {
      case Step.idle:
        return;
      case Step.rise:
        this.#rise(stepS);
        return;
      case Step.tightness:
        this.#stayTight();
        return;
      case Step.bleed:
        this.#fall(stepS, Reason.testBleedStuck);
        return;
      case Step.dump:
        this.#fall(stepS, Reason.testDumpStuck);
        return;
      default:
        this.#step satisfies never;
    }
  }

  #rise(stepS: number): void {
    this.#reckonedMmhg += this.#actuation.pumpedMmhgPerS * stepS;
    const risen = this.#pressure.cuffMmhg - this.#fromMmhg;
    // A blocked hose shows at once: the manifold alone fills within milliseconds.
    if (risen > AIM_MMHG / 2 && risen > selfTestLimits.fastest.value * (this.#reckonedMmhg + 1)) {
      this.#fail(Reason.testRisesTooFast);
      return;
    }
    if (this.#pressure.cuffMmhg < AIM_MMHG && this.#stepMs < selfTestLimits.pumping.value) return;
    this.#risenMmhg = risen;
    this.#riseShare = risen / this.#reckonedMmhg;
    if (risen < selfTestLimits.leastRise.value || this.#riseShare < selfTestLimits.slowest.value) {
      this.#fail(Reason.testNoRise);
      return;
    }
    if (this.#riseShare > selfTestLimits.fastest.value) {
      this.#fail(Reason.testRisesTooFast);
      return;
    }
    this.#enter(Step.tightness);
  }

  #stayTight(): void {
    const mmhg = this.#meanMmhg;
    if (this.#stepMs < PUMP_SETTLES_MS) {
      this.#fromMmhg = mmhg;
      this.#highMmhg = mmhg;
      return;
    }
    if (mmhg > this.#highMmhg) this.#highMmhg = mmhg;
    if (this.#stepMs < selfTestLimits.tight.value) return;
    if (this.#highMmhg - this.#fromMmhg > selfTestLimits.restless.value) {
      this.#fail(Reason.testRestless);
      return;
    }
    const lost = this.#fromMmhg - mmhg;
    if (lost > selfTestLimits.lost.value + selfTestLimits.lostShare.value * this.#fromMmhg) {
      this.#fail(Reason.testLeaks);
      return;
    }
    this.#enter(Step.bleed);
  }

  #fall(stepS: number, stuck: Reason): void {
    const mmhg = this.#meanMmhg;
    if (this.#stepMs < VALVE_SETTLES_MS) {
      this.#fromMmhg = mmhg;
      return;
    }
    this.#reckonedMmhg += this.#actuation.bledMmhgPerS * stepS;
    const fallen = this.#fromMmhg - mmhg;
    if (fallen < FALL_SHARE * this.#fromMmhg && this.#stepMs < selfTestLimits.venting.value) return;
    const share = fallen / this.#reckonedMmhg;
    if (!(share >= selfTestLimits.slowest.value)) {
      this.#fail(stuck);
      return;
    }
    if (this.#step === Step.bleed) {
      this.#bleedShare = share;
      this.#enter(Step.dump);
      return;
    }
    const fall = (this.#bleedShare + share) / 2;
    const isTelling = this.#risenMmhg >= selfTestLimits.telling.value;
    this.fallFactor = isTelling ? fall : Number.NaN;
    const isLarge = this.#riseShare < selfTestLimits.largest.value && fall < selfTestLimits.largest.value;
    const isSmall = this.#riseShare > selfTestLimits.smallest.value && fall > selfTestLimits.smallest.value;
    if (isTelling && (isLarge || isSmall)) {
      this.#fail(Reason.volumeOutsidePreset);
      return;
    }
    this.#enter(Step.idle);
  }

  #fail(reason: Reason): void {
    this.failure = reason;
    this.#enter(Step.idle);
  }

  #enter(step: Step): void {
    this.#step = step;
    this.#stepMs = 0;
    this.#reckonedMmhg = 0;
    this.#fromMmhg = this.#meanMmhg;
    this.pumpOn = step === Step.rise;
    this.bleedOpen = step === Step.idle || step === Step.bleed;
    this.dumpOpen = step === Step.idle || step === Step.dump;
  }
}
