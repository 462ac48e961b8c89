import { clamp } from "../shared/numbers";
import { Reason } from "../shared/reasons";
import { leakLimits } from "./limits";
import type { Actuation, SensedPressure, Situation } from "./situation";

/** Adds up what a hold costs beyond `allowedMmhgPerS`, and forgets it where the hold costs less. */
class Overdraft {
  readonly #allowedMmhgPerS: number;
  readonly #limitMmhg: number;
  #mmhg = 0;

  constructor(allowedMmhgPerS: number, limitMmhg: number) {
    this.#allowedMmhgPerS = allowedMmhgPerS;
    this.#limitMmhg = limitMmhg;
  }

  /** Takes what vanished in the last step; true once the limit is passed, and until it has been made good. */
  add(lostMmhg: number, stepS: number): boolean {
    const mmhg = this.#mmhg + lostMmhg - this.#allowedMmhgPerS * stepS;
    const highest = 2 * this.#limitMmhg;
    this.#mmhg = mmhg < 0 ? 0 : mmhg > highest ? highest : mmhg;
    return this.#mmhg >= this.#limitMmhg;
  }

  reset(): void {
    this.#mmhg = 0;
  }
}

/** Judged in blocks of a heartbeat or more: a beat rises faster than it falls, and must not be cut on one side only, ms. */
const BLOCK_MS = 1000;

/** A cuff that leaks needs no bleed valve: where it opened within so long, pump and valve are hunting, ms. */
const HUNTING_MS = 10_000;

/**
 * A leak, by the air that a quiet hold costs: what was pumped in less what was let out and what the pressure shows for
 * it. Surgical tourniquets do the same (Zimmer A.T.S.: flow into the cuff, transients ignored, 9 s).
 */
export class LeakWatch {
  readonly #pressure: SensedPressure;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  readonly #small = new Overdraft(leakLimits.told.value, leakLimits.toldAfter.value);
  readonly #gross = new Overdraft(leakLimits.gross.value, leakLimits.grossAfter.value);
  readonly #large = new Overdraft(leakLimits.released.value, leakLimits.releasedAfter.value);
  #lastMmhg = 0;
  #heldMs = 0;
  #quietMs = 0;
  #lostMmhg = 0;
  #blockMs = 0;
  #unbledMs = 0;
  #found: Reason = Reason.none;

  constructor(pressure: SensedPressure, actuation: Actuation, situation: Situation) {
    this.#pressure = pressure;
    this.#actuation = actuation;
    this.#situation = situation;
  }

  /** Every `stepMs`: `Reason.leak`, `Reason.leakLarge` or `Reason.none`. */
  judge(stepMs: number): Reason {
    const { reached, limbMoves, setpointMmhg, isSeeking } = this.#situation;
    const { cuffMmhg } = this.#pressure;
    const gained = cuffMmhg - this.#lastMmhg;
    this.#lastMmhg = cuffMmhg;
    // A search leaves the pump off while it listens: what the cuff loses then is its own to judge.
    if (setpointMmhg === undefined || !reached || isSeeking) {
      if (this.#heldMs > 0) this.#restart();
      return Reason.none;
    }
    const stepS = stepMs / 1000;
    this.#heldMs += stepMs;
    if (!limbMoves) this.#quietMs += stepMs;
    else if (this.#quietMs > 0) this.#endQuiet();
    const { pumpedMmhgPerS, bledMmhgPerS } = this.#actuation;
    this.#lostMmhg += (pumpedMmhgPerS - bledMmhgPerS) * stepS - gained;
    this.#blockMs += stepMs;
    this.#unbledMs = bledMmhgPerS > 0 ? 0 : this.#unbledMs + stepMs;
    return this.#blockMs >= BLOCK_MS ? this.#endBlock() : this.#found;
  }

  #endBlock(): Reason {
    const blockS = this.#blockMs / 1000;
    // A limb that goes slack takes much at once; a leak takes its time.
    const most = leakLimits.fastest.value * blockS;
    const lost = clamp(this.#lostMmhg, -most, most);
    this.#lostMmhg = 0;
    this.#blockMs = 0;
    const isGross = this.#gross.add(lost, blockS);
    const isLarge = (this.#quietMs > 0 && this.#large.add(lost, blockS)) || isGross;
    const seeped = this.#unbledMs < HUNTING_MS ? 0 : lost;
    const isSmall = this.#quietMs >= leakLimits.creeping.value && this.#small.add(seeped, blockS);
    this.#found = isLarge ? Reason.leakLarge : isSmall ? Reason.leak : Reason.none;
    return this.#found;
  }

  /** The limb moves: what it takes it gives back, and only a gross leak shows beside it. */
  #endQuiet(): void {
    this.#quietMs = 0;
    this.#small.reset();
    this.#large.reset();
  }

  #restart(): void {
    this.#endQuiet();
    this.#heldMs = 0;
    this.#gross.reset();
    this.#lostMmhg = 0;
    this.#blockMs = 0;
    this.#unbledMs = 0;
    this.#found = Reason.none;
  }
}
