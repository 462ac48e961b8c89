/**
 * Poles of the observer: two here, 1/s, which settle in about 0.3 s and pass little of noise and ripple, and one at
 * this many times the movement's own angular frequency: how a movement goes on shows more slowly than how fast it is,
 * and a heartbeat must not be taken for the beginning of a contraction.
 */
const FAST_POLE_PER_S = 9;
const SLOW_POLE_SHARE = 1;
/** Repetitions take between these, s: the quickest lifting to slow controlled one. A quicker rhythm is the heart's. */
const SHORTEST_PERIOD_S = 1.4;
const LONGEST_PERIOD_S = 6;
/** What is assumed before the first repetition was timed: the middle of usual cadences, s. */
const USUAL_PERIOD_S = 2.5;
/** Each timed repetition counts for this much. */
const PERIOD_WEIGHT = 0.5;
/** A later step than this says nothing about the movement between, s. */
const LONGEST_STEP_S = 0.06;

/**
 * What the limb does to the pressure. A contracting muscle squeezes and lets go in a rhythm, so the rate at which it
 * moves the pressure is taken for an oscillation whose strength and place are estimated all the time, and whose period
 * is learnt from one repetition to the next. The estimate follows whatever the limb really does; the oscillation only
 * says how it will go on.
 */
export class Movement {
  #gain1 = 0;
  #gain2 = 0;
  #gain3 = 0;
  #omegaPerS = 0;
  #sinceValleyS = LONGEST_PERIOD_S;
  #hasPeaked = false;

  /** Estimated pressure, mmHg. */
  pressureMmhg = 0;
  /** Rate of change caused by the limb, and the same a quarter of a period later if it goes on like this, mmHg/s. */
  rateMmhgPerS = 0;
  quadratureMmhgPerS = 0;
  /** One contraction and relaxation, s. */
  periodS = USUAL_PERIOD_S;
  /** Valleys in a row that followed each other too quickly for a limb. */
  quickBeats = 0;
  /** The last interval between two valleys, s, whatever made it. */
  intervalS = LONGEST_PERIOD_S;
  /** A whole repetition has been seen since `begin`: that the limb will swing back is more than a guess. */
  isRhythm = false;

  constructor() {
    this.#tune();
  }

  /** Starts again at rest; what was learnt about the rhythm stays. */
  reset(pressureMmhg: number): void {
    this.pressureMmhg = pressureMmhg;
    this.rateMmhgPerS = 0;
    this.quadratureMmhgPerS = 0;
    this.begin();
  }

  /** Forgets when the last repetition began. */
  begin(): void {
    this.#sinceValleyS = LONGEST_PERIOD_S;
    this.#hasPeaked = false;
    this.quickBeats = 0;
    this.isRhythm = false;
  }

  /** Takes a pressure and the rate that pump and valve were reckoned to cause since the last one. */
  update(pressureMmhg: number, deliveredMmhgPerS: number, dtS: number): void {
    if (dtS > LONGEST_STEP_S) {
      this.pressureMmhg = pressureMmhg;
      return;
    }
    const omega = this.#omegaPerS;
    const error = pressureMmhg - this.pressureMmhg;
    const quadrature = this.quadratureMmhgPerS;
    const rate = this.rateMmhgPerS;
    const nextRate = rate + dtS * (omega * quadrature + this.#gain2 * error);
    this.pressureMmhg += dtS * (deliveredMmhgPerS + rate + this.#gain1 * error);
    this.rateMmhgPerS = nextRate;
    this.quadratureMmhgPerS = quadrature + dtS * (this.#gain3 * error - omega * nextRate);
  }

  /** Square of the fastest rate in the present oscillation, (mmHg/s)². */
  get strength(): number {
    return this.rateMmhgPerS * this.rateMmhgPerS + this.quadratureMmhgPerS * this.quadratureMmhgPerS;
  }

  /**
   * Times repetitions from valley to valley. The quadrature, which is largest in a valley and least on a peak, has to
   * pass half of the strength both ways: it follows more slowly than the rate and hardly shows the heartbeat.
   * @returns true in a valley
   */
  time(dtS: number): boolean {
    this.#sinceValleyS += dtS;
    const quadrature = this.quadratureMmhgPerS;
    if (4 * quadrature * quadrature < this.strength) return false;
    if (quadrature < 0) this.#hasPeaked = true;
    if (quadrature < 0 || !this.#hasPeaked) return false;
    this.#hasPeaked = false;
    this.isRhythm = true;
    const periodS = this.#sinceValleyS;
    this.intervalS = periodS;
    this.#sinceValleyS = 0;
    this.quickBeats = periodS < SHORTEST_PERIOD_S ? this.quickBeats + 1 : 0;
    if (periodS >= SHORTEST_PERIOD_S && periodS <= LONGEST_PERIOD_S) {
      this.periodS += PERIOD_WEIGHT * (periodS - this.periodS);
      this.#tune();
    }
    return true;
  }

  /** Gains that put the poles where they should be, whatever the period: (s + fast)² (s + slow). */
  #tune(): void {
    const omega = (2 * Math.PI) / this.periodS;
    const fast = FAST_POLE_PER_S;
    const slow = SLOW_POLE_SHARE * omega;
    const gain1 = 2 * fast + slow;
    this.#omegaPerS = omega;
    this.#gain1 = gain1;
    this.#gain2 = fast * fast + 2 * fast * slow - omega * omega;
    this.#gain3 = (fast * fast * slow - gain1 * omega * omega) / omega;
  }
}
