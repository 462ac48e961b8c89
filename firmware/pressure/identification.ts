import { clamp } from "../shared/numbers";

/** A window closes once pump or bleed valve have moved the pressure by this much, mmHg: far more than a heartbeat. */
const WINDOW_MMHG = 15;
/** What a window's ends are uncertain by, mmHg: the heartbeat, and movement that does not end where it began. */
const NOISE_MMHG = 3;
/** How much of a window's surprise is believed. */
const WEIGHT = 0.5;
/** Factors stay within these: a leak, a dying battery or a valve that sticks must not teach more. */
const LOWEST = 0.4;
const HIGHEST = 2.5;

/**
 * How much faster or slower pump and bleed valve move the pressure than their data sheets say: flow over volume, and
 * conductance over volume. Learnt from the first inflation, and refined wherever the cuff's pressure at both ends of a
 * stretch can be compared with what was pumped and let out in between: normalised least mean squares.
 */
export class Identification {
  #fromMmhg = 0;
  #pumpedMmhg = 0;
  #bledMmhg = 0;
  #open = false;
  #hasBled = false;

  /** Real over reckoned rates. */
  pumpFactor = 1;
  bleedFactor = 1;
  /**
   * Identified over preset cuff volume, as exact as the data sheets' flow and conductance: only the ratios of both to
   * the volume show in a pressure. Where they err in opposite ways, their mean errs less.
   */
  volumeFactor = 1;

  /** Begins a window at cuff pressure `mmhg`. */
  begin(mmhg: number): void {
    this.#fromMmhg = mmhg;
    this.#pumpedMmhg = 0;
    this.#bledMmhg = 0;
    this.#open = true;
  }

  /** Drops the window: what happened in it cannot be told apart. */
  abandon(): void {
    this.#open = false;
  }

  /** Takes what pump and valve are reckoned to have done since the last call, both positive. */
  note(pumpedMmhg: number, bledMmhg: number): void {
    this.#pumpedMmhg += pumpedMmhg;
    this.#bledMmhg += bledMmhg;
  }

  /** Enough has been pumped or let out to learn from. */
  get ripe(): boolean {
    return this.#open && this.#pumpedMmhg + this.#bledMmhg >= WINDOW_MMHG;
  }

  /**
   * Closes a ripe window at cuff pressure `mmhg` and begins the next. Where the limb moved, pump and valve only answered
   * it: as much went in as came out, and their ratio is all that shows.
   */
  learn(mmhg: number, limbMoved: boolean): void {
    const pumped = this.#pumpedMmhg;
    const bled = this.#bledMmhg;
    const surprise = mmhg - this.#fromMmhg - (pumped - bled);
    if (limbMoved) this.#learnRatio(surprise, pumped + bled);
    else this.#learnBoth(surprise, pumped, bled);
    this.volumeFactor = 1 / Math.sqrt(this.pumpFactor * this.bleedFactor);
    this.begin(mmhg);
  }

  #learnRatio(surprise: number, moved: number): void {
    const change = clamp((WEIGHT * surprise * moved) / (moved * moved + NOISE_MMHG * NOISE_MMHG), -WEIGHT, WEIGHT);
    this.pumpFactor = clamp(this.pumpFactor * (1 + change), LOWEST, HIGHEST);
    this.bleedFactor = clamp(this.bleedFactor / (1 + change), LOWEST, HIGHEST);
    this.#hasBled = true;
  }

  #learnBoth(surprise: number, pumped: number, bled: number): void {
    const share = (WEIGHT * surprise) / (pumped * pumped + bled * bled + NOISE_MMHG * NOISE_MMHG);
    this.pumpFactor = clamp(this.pumpFactor * (1 + share * pumped), LOWEST, HIGHEST);
    if (bled > NOISE_MMHG) this.#hasBled = true;
    // Before the valve was seen at work: of all parts the volume is known least, and it slows both alike.
    if (this.#hasBled) this.bleedFactor = clamp(this.bleedFactor * (1 - share * bled), LOWEST, HIGHEST);
    else this.bleedFactor = this.pumpFactor;
  }
}
