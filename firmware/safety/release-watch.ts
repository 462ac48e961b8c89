import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";
import { pressureLimits, releaseLimits } from "./limits";
import type { Actuation, SecondPressure, SensedPressure, Situation } from "./situation";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/**
 * A blocked hose: the manifold empties within 30 ms, the cuff in minutes. By its volume the cuff should still have this
 * much, mmHg, and reads less than this share of it: a cuff half as large as believed would still have a third.
 */
const STILL_MMHG = 30;
const EMPTY_SHARE = 0.2;
/** Empty for so long, and no hose found blocked, is vented, ms: a manifold alone has emptied long before. */
const PROVEN_MS = 300;
/** A release begins at what was held for about this long: behind a kink the manifold alone may just have been emptied, ms. */
const HELD_MS = 1000;
/** It stands: less than this share of a fall of so many mmHg that was due at the pressure that is there. */
const NO_FALL_SHARE = 0.25;
const DUE_MMHG = 15;
/** One healthy path takes up to 3.3 times both, a settled cuff 1.3 times an elastic one: slower than this sticks. */
const SLOW_FACTOR = 2;
/** The zero is judged by a mean over half a second against one over three: noise and a touch are in neither, s. */
const YOUNG_MEAN_S = 0.5;
const OLD_MEAN_S = 3;
/** Steady means that the two are no further apart than this, mmHg. */
const STEADY_MMHG = 1;
/** By then a settled cuff has given back what it crept, at 2 or 3 mmHg and with a time constant of 25 s, ms. */
const EMPTIED_MS = 30_000;

/** Watches that the air really leaves: released means proven, by the volume that was identified. */
export class ReleaseWatch {
  readonly #pressure: SensedPressure;
  readonly #second: SecondPressure | undefined;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  readonly #slow = debounceOf(Reason.valveStuck);
  readonly #drifted = debounceOf(Reason.zeroDrifted);
  readonly #blocked = debounceOf(Reason.ventBlocked);
  #openMs = 0;
  #emptyMs = 0;
  #refilledMs = 0;
  #heldMmhg = 0;
  #reckonedMmhg = 0;
  #dueMs = 0;
  #isOpen = false;
  #topMmhg = 0;
  #owedMmhg = 0;
  #hasFallen = false;
  #youngMmhg = 0;
  #oldMmhg = 0;

  /** The valves are open and the air is out, as far as can be told. */
  isVented = false;

  constructor(
    pressure: SensedPressure,
    second: SecondPressure | undefined,
    actuation: Actuation,
    situation: Situation,
  ) {
    this.#pressure = pressure;
    this.#second = second;
    this.#actuation = actuation;
    this.#situation = situation;
  }

  /** The highest pressure that is known of the cuff, mmHg. */
  get #mmhg(): number {
    const second = this.#second;
    const mmhg = this.#pressure.cuffMmhg;
    return second?.known && second.pressureMmhg > mmhg ? second.pressureMmhg : mmhg;
  }

  /** Every tick. */
  judge(): Reason {
    const { valvesShut, stepMs, testing } = this.#situation;
    if (valvesShut || testing || !this.#pressure.known) {
      this.#heldMmhg += ((this.#pressure.cuffMmhg - this.#heldMmhg) * stepMs) / (HELD_MS + stepMs);
      if (!this.#isOpen) return Reason.none;
      this.#isOpen = false;
      this.isVented = false;
      return Reason.none;
    }
    const mmhg = this.#mmhg;
    if (!this.#isOpen) this.#begin(mmhg > this.#heldMmhg ? mmhg : this.#heldMmhg);
    this.#openMs += stepMs;
    if (!this.isVented) return this.#follow(mmhg, stepMs);
    // A limb that is pressed into an open cuff moves air through the hose: only what stays counts.
    this.#refilledMs = mmhg > DEFLATED_MMHG ? this.#refilledMs + stepMs : 0;
    if (this.#refilledMs >= PROVEN_MS) this.isVented = false;
    return Reason.none;
  }

  /** Every `sinceMs`: what an open cuff reads once it has been open for a while. */
  judgeZero(unzeroedMmhg: number, storedZeroMmhg: number, sinceMs: number): Reason {
    const sinceS = sinceMs / 1000;
    this.#youngMmhg += ((unzeroedMmhg - this.#youngMmhg) * sinceS) / (YOUNG_MEAN_S + sinceS);
    this.#oldMmhg += ((unzeroedMmhg - this.#oldMmhg) * sinceS) / (OLD_MEAN_S + sinceS);
    const moved = this.#youngMmhg - this.#oldMmhg;
    const isSteady = moved < STEADY_MMHG && moved > -STEADY_MMHG;
    const shift = this.#oldMmhg - storedZeroMmhg;
    const isOff = shift > pressureLimits.zeroShift.value || shift < -pressureLimits.zeroShift.value;
    const counts = this.#isOpen && this.#openMs > EMPTIED_MS && isSteady && isOff;
    return this.#drifted.update(counts, sinceMs) ? Reason.zeroDrifted : Reason.none;
  }

  #begin(mmhg: number): void {
    this.#isOpen = true;
    this.#openMs = 0;
    this.#reckonedMmhg = mmhg;
    this.#dueMs = 0;
    this.#emptyMs = 0;
    this.#topMmhg = mmhg;
    this.#owedMmhg = 0;
    this.#hasFallen = false;
    this.#slow.reset();
    this.#blocked.reset();
  }

  #follow(mmhg: number, stepMs: number): Reason {
    if (this.#reckonedMmhg > DEFLATED_MMHG) {
      this.#reckonedMmhg -= (this.#actuation.ventRateAt(this.#reckonedMmhg) * stepMs) / 1000;
      this.#dueMs += stepMs;
    }
    const reckoned = this.#reckonedMmhg;
    if (reckoned >= STILL_MMHG && mmhg < EMPTY_SHARE * reckoned) return Reason.hoseBlocked;
    this.#emptyMs = mmhg <= DEFLATED_MMHG ? this.#emptyMs + stepMs : 0;
    if (this.#emptyMs >= PROVEN_MS) {
      this.isVented = true;
      this.#heldMmhg = mmhg;
      this.#hasFallen = true;
      this.#slow.reset();
      return Reason.none;
    }
    if (this.#blocked.update(this.#stands(mmhg, stepMs), stepMs)) {
      // A pump that runs against open valves first lets it fall to where the two balance.
      return this.#hasFallen ? Reason.pumpStuckOn : Reason.ventBlocked;
    }
    const isLate = reckoned <= DEFLATED_MMHG && this.#openMs > SLOW_FACTOR * this.#dueMs;
    return this.#slow.update(isLate, stepMs) ? Reason.valveStuck : Reason.none;
  }

  /** The pressure does not fall from where it is. What a limb that moves takes off again counts as a fall. */
  #stands(mmhg: number, stepMs: number): boolean {
    if (mmhg > this.#topMmhg) this.#topMmhg = mmhg;
    this.#owedMmhg += (this.#actuation.ventRateAt(mmhg) * stepMs) / 1000;
    if (this.#topMmhg - mmhg >= NO_FALL_SHARE * DUE_MMHG) {
      this.#topMmhg = mmhg;
      this.#owedMmhg = 0;
      this.#hasFallen = true;
    }
    return mmhg > DEFLATED_MMHG && this.#owedMmhg >= DUE_MMHG;
  }
}
