import type { Prescription } from "../shared/prescription";

/** A first session goes no higher: Loenneke finds that 40 % suffices; half is the clinical default of arms, % LOP. */
const FIRST_PERCENT = 50;
/** The comfort ramp goes up in steps: each is a set-point of its own, mmHg. */
const RAMP_STEP_MMHG = 5;
/** 10 mmHg is the step of the SmartCuffs 3.0 manual for symptoms; 5 % LOP that of prescriptions. */
const STEP_MMHG = 10;
const STEP_SHARE = 0.05;
/** Two steps of 5 % from 50 % are 40 %, whatever the last bit says, mmHg. */
const ROUNDING_MMHG = 1e-6;

/** Between which a session may move the pressure, mmHg. */
export interface Span {
  readonly lowestMmhg: number;
  /** What was asked for and granted. */
  readonly highestMmhg: number;
}

/** The pressure of a session: the plan's share of LOP, gentler at first, and what the person has made of it. */
export class SessionTarget {
  #span: Span = { lowestMmhg: 0, highestMmhg: 0 };
  #lopMmhg = Number.NaN;
  #mmhg = 0;
  #mostMmhg = Number.POSITIVE_INFINITY;
  /** It is this person's first session. Who cannot say how many there were has had none. */
  isFirst = false;
  #rampMs = 0;
  #rampedMs = 0;

  begin(plan: Prescription, lopMmhg: number, sessionsBefore: number, span: Span): void {
    this.isFirst = !(sessionsBefore >= 1);
    const grown = plan.fromPercentLop + (this.isFirst ? 0 : plan.percentPerSession * sessionsBefore);
    const percent = grown < plan.percentLop ? grown : plan.percentLop;
    const gentleMmhg = (FIRST_PERCENT / 100) * lopMmhg;
    const firstMmhg = gentleMmhg > span.lowestMmhg ? gentleMmhg : span.lowestMmhg;
    this.#mostMmhg = this.isFirst ? firstMmhg : Number.POSITIVE_INFINITY;
    this.#span = span;
    this.#lopMmhg = lopMmhg;
    this.#mmhg = (percent / 100) * lopMmhg;
    if (this.#mmhg < span.lowestMmhg) this.#mmhg = span.lowestMmhg;
    if (this.#mmhg > this.#highestMmhg) this.#mmhg = this.#highestMmhg;
    this.#rampMs = 1000 * plan.comfortRampS;
    this.#rampedMs = 0;
  }

  /** What was granted, which may have been lowered since; half of LOP in a first session. */
  get #highestMmhg(): number {
    const { highestMmhg } = this.#span;
    return highestMmhg < this.#mostMmhg ? highestMmhg : this.#mostMmhg;
  }

  /** mmHg. */
  get mmhg(): number {
    const { lowestMmhg } = this.#span;
    const highest = this.#highestMmhg;
    const top = this.#mmhg < highest ? this.#mmhg : highest;
    if (this.#rampedMs >= this.#rampMs) return top;
    const raised = ((top - lowestMmhg) * this.#rampedMs) / this.#rampMs;
    return lowestMmhg + RAMP_STEP_MMHG * Math.floor(raised / RAMP_STEP_MMHG);
  }

  get isRamping(): boolean {
    return this.#rampedMs < this.#rampMs;
  }

  /** While the cuff is tight. */
  advance(stepMs: number): void {
    if (this.#mmhg > this.#highestMmhg) this.#mmhg = this.#highestMmhg;
    if (this.#rampedMs < this.#rampMs) this.#rampedMs += stepMs;
  }

  /** False where there is no lower pressure that still holds. */
  lower(isShare: boolean): boolean {
    return this.#moveTo(this.mmhg - this.#step(isShare));
  }

  /** False where what was granted does not reach so far. */
  raise(isShare: boolean): boolean {
    return this.#moveTo(this.mmhg + this.#step(isShare));
  }

  #moveTo(mmhg: number): boolean {
    const { lowestMmhg } = this.#span;
    const highest = this.#highestMmhg;
    if (mmhg < lowestMmhg - ROUNDING_MMHG || mmhg > highest + ROUNDING_MMHG) return false;
    this.#mmhg = mmhg < lowestMmhg ? lowestMmhg : mmhg > highest ? highest : mmhg;
    this.#rampMs = 0;
    return true;
  }

  #step(isShare: boolean): number {
    return isShare ? STEP_SHARE * this.#lopMmhg : STEP_MMHG;
  }
}
