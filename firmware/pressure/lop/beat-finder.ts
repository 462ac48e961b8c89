import { LowPass } from "../low-pass";

/** Trend and creep are taken off by a lag of this long: of a beat at 45 a minute 98 % are left, s. */
const TREND_S = 1;
/** Three lags of this long take off what a pulse does not have: noise, and what is left of ripple and tremor, s. */
const SMOOTH_S = 0.006;
/** A rise or fall counts from this share of a usual beat on: more than the dicrotic wave, less than a weak beat. */
const TURN_SHARE = 0.5;
/** And from this on, whatever is usual: four times the noise that the filters leave, mmHg. */
const LEAST_TURN_MMHG = 0.1;
/** Each beat moves what is usual by this share, and a larger one by more: noise must not pass for beats for long. */
const USUAL_WEIGHT = 0.3;
const LARGER_WEIGHT = 0.7;
/** Without a beat for this long less becomes usual, by this factor for each such time. */
const SILENCE_MS = 1600;
const SILENCE_FACTOR = 0.6;

/** Finds heartbeats in the pressure of a shut cuff as it comes: from foot to foot, the height over the line between. */
export class BeatFinder {
  readonly #smooth = new LowPass(SMOOTH_S);
  #trendMmhg = 0;
  #isPrimed = false;
  #rises = false;
  #nowMs = 0;
  #low = 0;
  #lowMs = 0;
  #high = 0;
  #highMs = 0;
  #footMmhg = 0;
  #footMs = Number.NaN;
  #silentMs = 0;
  #usualMmhg = 0;

  /** Of the beat that was completed last: peak over the line from foot to foot, mmHg, and foot to foot, ms. */
  amplitudeMmhg = 0;
  intervalMs = 0;
  /** Pressure without trend and noise, mmHg. */
  waveMmhg = 0;

  /** The pressure is taken elsewhere: what was heard before does not go on. What is usual stays. */
  restart(): void {
    this.#isPrimed = false;
    this.#footMs = Number.NaN;
    this.#silentMs = 0;
  }

  /** Forgets what is usual, too. */
  forget(): void {
    this.#usualMmhg = 0;
    this.restart();
  }

  /** Every tick; true where a beat was completed. */
  update(mmhg: number, stepMs: number): boolean {
    const stepS = stepMs / 1000;
    this.#nowMs += stepMs;
    this.#silentMs += stepMs;
    if (!this.#isPrimed) this.#prime(mmhg);
    this.#trendMmhg += ((mmhg - this.#trendMmhg) * stepS) / (TREND_S + stepS);
    this.#smooth.update(mmhg - this.#trendMmhg, stepS);
    const wave = this.#smooth.value;
    this.waveMmhg = wave;
    if (this.#silentMs >= SILENCE_MS) {
      this.#silentMs = 0;
      this.#usualMmhg *= SILENCE_FACTOR;
    }
    const share = TURN_SHARE * this.#usualMmhg;
    const turn = share > LEAST_TURN_MMHG ? share : LEAST_TURN_MMHG;
    return this.#rises ? this.#climb(wave, turn) : this.#fall(wave, turn);
  }

  #prime(mmhg: number): void {
    this.#isPrimed = true;
    this.#trendMmhg = mmhg;
    this.#smooth.reset(0);
    this.#rises = false;
    this.#low = 0;
    this.#lowMs = this.#nowMs;
  }

  #climb(wave: number, turn: number): false {
    if (wave > this.#high) {
      this.#high = wave;
      this.#highMs = this.#nowMs;
    } else if (wave < this.#high - turn) {
      this.#rises = false;
      this.#low = wave;
      this.#lowMs = this.#nowMs;
    }
    return false;
  }

  #fall(wave: number, turn: number): boolean {
    if (wave < this.#low) {
      this.#low = wave;
      this.#lowMs = this.#nowMs;
      return false;
    }
    if (wave < this.#low + turn) return false;
    const hasBeat = this.#closeBeat();
    this.#rises = true;
    this.#footMmhg = this.#low;
    this.#footMs = this.#lowMs;
    this.#high = wave;
    this.#highMs = this.#nowMs;
    return hasBeat;
  }

  /** The foot that was just found ends the beat that the foot before it began. */
  #closeBeat(): boolean {
    const intervalMs = this.#lowMs - this.#footMs;
    if (!(intervalMs > 0)) return false;
    const share = (this.#highMs - this.#footMs) / intervalMs;
    this.amplitudeMmhg = this.#high - this.#footMmhg - share * (this.#low - this.#footMmhg);
    this.intervalMs = intervalMs;
    this.#silentMs = 0;
    const weight = this.amplitudeMmhg > this.#usualMmhg ? LARGER_WEIGHT : USUAL_WEIGHT;
    this.#usualMmhg += weight * (this.amplitudeMmhg - this.#usualMmhg);
    return true;
  }
}
