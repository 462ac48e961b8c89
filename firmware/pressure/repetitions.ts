import { clamp } from "../shared/numbers";
import { LowPass } from "./low-pass";
import { PulseHeight } from "./pulse-height";
import { Swings } from "./swings";

/** A turn is looked for from a little less on than the 40 % of a repetition, whose median is known better later … */
const TURN_SHARE = 0.3;
/** … once so many swings have been seen that a single jolt among them does not decide. */
const KNOWN_SWINGS = 3;
/** Until one agrees with it again the median is not trusted when no swing came for 2.5 of the slowest repetitions, s. */
const SILENCE_S = 10;
/** Two of the slowest repetitions: whatever stays up for longer is a limb that has swollen, moved or been held, s. */
const LONGEST_UP_S = 8;
/** Three lags of 30 ms: they leave 95 % of a repetition of 1 s, and little of what valve and pump do late or early. */
const SMOOTH_S = 0.03;
/** What goes on falling for as long as the slowest repetition takes is creep, s. */
const LONGEST_FALL_S = 4;
/**
 * The valley before a repetition follows what rises more slowly, so that warming, swelling and a wrong pump factor do
 * not add up to one. The rise of the slowest repetition, 2 s, loses a tenth, s.
 */
const VALLEY_S = 10;
/** Between readings further apart than this nobody knows what happened, s. */
const LONGEST_STEP_S = 0.1;
/** The mean of rise and fall counts, but no more than this times the lesser: factors that err by 30 % make 1.4 of it. */
const MEAN_PER_LESSER = 1.5;
/** Sooner after a turn than this the limb may still move, and what is seen is not the heart alone, s. */
const STILL_S = 3;
/** With breath and drift a pulse goes half as far again; but no turn is smaller, or has to be larger, than this, mmHg. */
const TURN_PER_PULSE = 1.5;
const LEAST_TURN_MMHG = 5;
const LARGEST_TURN_MMHG = 9;

/**
 * Counts the repetitions of a set by what the limb's volume under the cuff does: it has to rise and to fall again by
 * enough. The pressure alone would not tell, since the regulator levels it; so what pump and valve did is taken out.
 */
export class RepetitionCounter {
  readonly #smooth = new LowPass(SMOOTH_S);
  readonly #swings = new Swings();
  readonly #pulse = new PulseHeight();
  #lastMmhg = Number.NaN;
  #volumeMl = 0;
  #lowMl = 0;
  #highMl = 0;
  #riseMl = 0;
  #fallMl = 0;
  #sinceTurnS = 0;
  #pulseMl = 0;
  #isKnown = false;

  /** The limb has swollen by enough for a repetition, and has not yet let go. */
  isInRepetition = false;
  /** The last swing, ml: the mean of its rise and its fall, as exact as the preset cuff. */
  lastVolumeMl = 0;

  /** Repetitions of this set so far. May fall by what turns out to have been twitches. */
  get count(): number {
    return this.#swings.count;
  }

  /** A set begins: nothing is counted, and nothing is known of its volumes. What is known of the heart stays. */
  restart(): void {
    this.#swings.clear();
    this.#lastMmhg = Number.NaN;
    this.#volumeMl = 0;
    this.#smooth.reset(0);
    this.#pulse.begin(0);
    this.#settleAt(0);
    this.#isKnown = false;
    this.lastVolumeMl = 0;
  }

  /**
   * Takes the cuff's pressure, `dtS` after the last one, with what pump and valve were reckoned to do in between, both
   * positive, and by how much the limb has to swell to raise the shut cuff by 1 mmHg.
   */
  update(
    cuffMmhg: number,
    pumpedMmhgPerS: number,
    bledMmhgPerS: number,
    complianceMlPerMmhg: number,
    dtS: number,
  ): void {
    const movedMmhg = cuffMmhg - this.#lastMmhg - (pumpedMmhgPerS - bledMmhgPerS) * dtS;
    const grownMl = complianceMlPerMmhg * movedMmhg;
    this.#lastMmhg = cuffMmhg;
    // Nor does the first reading tell of a change, or a bad one.
    if (!(dtS > 0 && dtS <= LONGEST_STEP_S && Number.isFinite(grownMl))) return;
    this.#volumeMl += grownMl;
    this.#smooth.update(this.#volumeMl, dtS);
    const volumeMl = this.#smooth.value;
    const isStill = this.#sinceTurnS > STILL_S && !this.isInRepetition;
    this.#pulse.update(volumeMl, complianceMlPerMmhg, isStill, dtS);
    this.#sinceTurnS += dtS;
    const turnMl = this.#turnMl(complianceMlPerMmhg);
    this.#pulseMl = this.#pulse.mmhg * complianceMlPerMmhg;
    if (this.isInRepetition) this.#awaitFall(volumeMl, turnMl);
    else this.#awaitRise(volumeMl, turnMl, dtS);
  }

  /** What goes back by less is no turn: more than a heartbeat, and not much less than a repetition. */
  #turnMl(complianceMlPerMmhg: number): number {
    const beat = clamp(TURN_PER_PULSE * this.#pulse.mmhg, LEAST_TURN_MMHG, LARGEST_TURN_MMHG) * complianceMlPerMmhg;
    if (this.#sinceTurnS > SILENCE_S) this.#isKnown = false;
    const share = this.#isKnown ? TURN_SHARE * this.#swings.medianMl : 0;
    return share > beat ? share : beat;
  }

  /** The newest swing is complete. */
  #judge(): void {
    const swings = this.#swings;
    swings.judge();
    if (swings.seen >= KNOWN_SWINGS && this.lastVolumeMl >= TURN_SHARE * swings.medianMl) this.#isKnown = true;
  }

  #awaitFall(volumeMl: number, turnMl: number): void {
    if (volumeMl > this.#highMl) this.#highMl = volumeMl;
    const fallMl = this.#highMl - volumeMl;
    if (fallMl >= turnMl) {
      this.isInRepetition = false;
      this.#sinceTurnS = 0;
      this.#riseMl = this.#highMl - this.#lowMl;
      this.#fallMl = fallMl;
      this.#lowMl = volumeMl;
      this.lastVolumeMl = this.#swingMl(fallMl);
      this.#swings.begin(this.lastVolumeMl);
    } else if (this.#sinceTurnS > LONGEST_UP_S) this.#settleAt(volumeMl);
  }

  #awaitRise(volumeMl: number, turnMl: number, dtS: number): void {
    if (volumeMl < this.#lowMl) this.#lowMl = volumeMl;
    else this.#lowMl += ((volumeMl - this.#lowMl) * dtS) / (VALLEY_S + dtS);
    if (volumeMl - this.#lowMl >= turnMl) {
      if (this.#riseMl > 0) this.#judge();
      this.isInRepetition = true;
      this.#sinceTurnS = 0;
      this.#highMl = volumeMl;
    } else if (this.#riseMl > 0) this.#follow(this.#highMl - volumeMl);
  }

  /** The limb goes on letting go, or has done so for long enough. */
  #follow(fallMl: number): void {
    if (this.#sinceTurnS > LONGEST_FALL_S) {
      this.#riseMl = 0;
      this.#judge();
    }
    if (this.#riseMl === 0 || fallMl <= this.#fallMl) return;
    this.#fallMl = fallMl;
    this.lastVolumeMl = this.#swingMl(fallMl);
    this.#swings.grow(this.lastVolumeMl);
  }

  /** What was up is the new rest. */
  #settleAt(volumeMl: number): void {
    this.isInRepetition = false;
    this.#sinceTurnS = 0;
    this.#lowMl = volumeMl;
    this.#highMl = volumeMl;
    this.#riseMl = 0;
    this.#fallMl = 0;
  }

  /**
   * Drift and wrong factors add to the rise what they take from the fall; but what hardly comes back is no swing.
   * The heart, which is on top of peaks and at the bottom of valleys, is taken off.
   */
  #swingMl(fallMl: number): number {
    const riseMl = this.#riseMl;
    const mean = (riseMl + fallMl) / 2;
    const most = MEAN_PER_LESSER * (riseMl < fallMl ? riseMl : fallMl);
    return (mean < most ? mean : most) - this.#pulseMl / 2;
  }
}
