import { Reason } from "../shared/reasons";
import { releaseLimits } from "./limits";
import type { Actuation, SensedPressure, Situation } from "./situation";

/** Pumping is judged in windows of so much reckoned rise, mmHg, or so much running, ms … */
const WINDOW_MMHG = 15;
const WINDOW_MS = 6000;
/** … that have to show this share of it: a loose cuff, a weak battery and a wrong preset together leave a third. */
const LEAST_SHARE = 0.2;
/** A pump that rested longer than this between two runs makes up for creep or answers a limb: no window, ms. */
const RESTED_MS = 300;
/** In a row, windows without it may come to no more than this; to more while the limb moves, mmHg and ms. */
const NO_RISE_MMHG = 30;
const NO_RISE_MS = 10_000;
/** … and have to last: a strong pump brings that much within a moment in which a limb relaxes, ms. */
const NO_RISE_LEAST_MS = 2500;
const NO_RISE_MOVING_MMHG = 80;
const NO_RISE_MOVING_MS = 20_000;
/** A hold whose cuff is empty has lost its hose or its limb, ms. */
const EMPTY_MS = 1500;
/**
 * A blocked hose leaves only the manifold, with a thirtieth of the volume: the pressure answers pump and valve that
 * much faster. What it moves beyond so many times of what was due adds up …
 */
const ANSWER_FACTOR = 6;
/** … to this in a moment; a jolt during an inflation gives 40, mmHg … */
const BLOCKED_MMHG = 100;
/** … and is forgotten within some seconds, s. */
const BLOCKED_MEMORY_S = 3;
/** A pump that does not stop gains on this share of its full rate; a limb swings back … */
const STRAY_SHARE = 0.4;
/** … before it has gained this much: 1.5 times the largest swing of a repetition, mmHg; more is a limb that moves. */
const STRAY_MMHG = 90;
const STRAY_MOVING_MMHG = 120;

/** Compares what pump and valve are reckoned to have done with what the pressure did, tick by tick. */
export class FlowWatch {
  readonly #pressure: SensedPressure;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  #lastMmhg = 0;
  #lastManifoldMmhg = 0;
  #windowPumped = 0;
  #windowGained = 0;
  #windowMs = 0;
  #missedMmhg = 0;
  #missedMs = 0;
  #restedMs = 0;
  #emptyMs = 0;
  #tooFastMmhg = 0;
  #strayMmhg = 0;
  #wasHeld = false;

  constructor(pressure: SensedPressure, actuation: Actuation, situation: Situation) {
    this.#pressure = pressure;
    this.#actuation = actuation;
    this.#situation = situation;
  }

  /** Every `stepMs` in which pressure is held or built up. */
  judge(stepMs: number): Reason {
    const { setpointMmhg } = this.#situation;
    const { cuffMmhg, latestMmhg } = this.#pressure;
    const gained = cuffMmhg - this.#lastMmhg;
    const manifoldGained = latestMmhg - this.#lastManifoldMmhg;
    this.#lastMmhg = cuffMmhg;
    this.#lastManifoldMmhg = latestMmhg;
    if (setpointMmhg === undefined) {
      this.#restart();
      return Reason.none;
    }
    if (!this.#wasHeld) {
      this.#wasHeld = true;
      return Reason.none;
    }
    const stepS = stepMs / 1000;
    const pumped = this.#actuation.pumpedMmhgPerS * stepS;
    const bled = this.#actuation.bledMmhgPerS * stepS;
    if (this.#answersTooFast(manifoldGained, pumped, bled, stepS)) return Reason.hoseBlocked;
    if (this.#gainsUnpumped(gained + bled, pumped, stepS)) return Reason.risesUnpumped;
    return this.#pumpsInVain(gained + bled, pumped, stepMs) || this.#isEmpty(stepMs) ? Reason.noRise : Reason.none;
  }

  #answersTooFast(gained: number, pumped: number, bled: number, stepS: number): boolean {
    if (pumped === 0 && bled === 0 && this.#tooFastMmhg === 0) return false;
    this.#tooFastMmhg -= (this.#tooFastMmhg * stepS) / (BLOCKED_MEMORY_S + stepS);
    // A pump that still runs down while the bleed valve opens: each answers for its own direction.
    if (bled > 0 && (gained < 0 || pumped === 0)) this.#tooFastMmhg += -gained - ANSWER_FACTOR * bled;
    else if (pumped > 0) this.#tooFastMmhg += gained - ANSWER_FACTOR * pumped;
    if (this.#tooFastMmhg < 0) this.#tooFastMmhg = 0;
    return this.#tooFastMmhg >= BLOCKED_MMHG;
  }

  #gainsUnpumped(gained: number, pumped: number, stepS: number): boolean {
    const stray = gained - pumped - STRAY_SHARE * this.#actuation.upMmhgPerS * stepS;
    this.#strayMmhg += stray;
    if (this.#strayMmhg < 0) this.#strayMmhg = 0;
    return this.#strayMmhg >= (this.#situation.limbMoves ? STRAY_MOVING_MMHG : STRAY_MMHG);
  }

  #pumpsInVain(gained: number, pumped: number, stepMs: number): boolean {
    this.#restedMs = pumped > 0 ? 0 : this.#restedMs + stepMs;
    if (this.#restedMs > RESTED_MS) {
      if (this.#windowMs === 0 && this.#missedMs === 0) return false;
      this.#missedMmhg = 0;
      this.#missedMs = 0;
      this.#restartWindow();
      return false;
    }
    this.#windowPumped += pumped;
    this.#windowGained += gained;
    this.#windowMs += stepMs;
    if (this.#windowPumped < WINDOW_MMHG && this.#windowMs < WINDOW_MS) return false;
    const isInVain = this.#windowGained < LEAST_SHARE * this.#windowPumped;
    this.#missedMmhg = isInVain ? this.#missedMmhg + this.#windowPumped : 0;
    this.#missedMs = isInVain ? this.#missedMs + this.#windowMs : 0;
    this.#restartWindow();
    const moves = this.#situation.limbMoves;
    const hasMissed =
      this.#missedMmhg >= (moves ? NO_RISE_MOVING_MMHG : NO_RISE_MMHG) && this.#missedMs >= NO_RISE_LEAST_MS;
    return hasMissed || this.#missedMs >= (moves ? NO_RISE_MOVING_MS : NO_RISE_MS);
  }

  #isEmpty(stepMs: number): boolean {
    const isEmpty = this.#situation.reached && this.#pressure.cuffMmhg < releaseLimits.deflated.value;
    this.#emptyMs = isEmpty ? this.#emptyMs + stepMs : 0;
    return this.#emptyMs >= EMPTY_MS;
  }

  #restart(): void {
    if (!this.#wasHeld) return;
    this.#wasHeld = false;
    this.#missedMmhg = 0;
    this.#missedMs = 0;
    this.#emptyMs = 0;
    this.#tooFastMmhg = 0;
    this.#strayMmhg = 0;
    this.#restartWindow();
  }

  #restartWindow(): void {
    this.#windowPumped = 0;
    this.#windowGained = 0;
    this.#windowMs = 0;
  }
}
