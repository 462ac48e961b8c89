import { Reason } from "../../shared/reasons";
import { Envelope } from "./envelope";
import { EnvelopeFit } from "./envelope-fit";
import { Listening } from "./listening";
import { Next, SearchPlan } from "./search-plan";
import { verdictOn } from "./verdict";

/** How long a search may take; every time counts from its start, ms. */
export interface SearchRules {
  readonly longestMs: number;
  /** At or above the occlusion pressure, as far as it is known then. */
  readonly longestAboveMs: number;
}

/** The cuff as a gauge of the limb under it. */
export interface CuffGauge {
  /** Growth of the limb for each mmHg of the shut cuff at `mmhg`, ml/mmHg. */
  complianceAt(mmhg: number): number;
}

/** What it does at present. */
const Stage = Object.freeze({ idle: 0, moving: 1, listening: 2, judging: 3, fitting: 4 } as const);
type Stage = (typeof Stage)[keyof typeof Stage];

/** A pulse this much smaller than the largest is heard at or above the occlusion pressure, for all that is known yet. */
const ABOVE_SHARE = 0.6;
/** Listened to anew after a movement, so often in all. */
const MOST_REPEATS = 40;
/** … and so often in a row: a limb that fidgets comes to rest after two or three, one that works does not. */
const MOST_IN_A_ROW = 12;
/** A shut cuff that falls faster than this, so many times in a row, does not creep but leak: mmHg/s. */
const LEAK_MMHG_PER_S = 1.5;
const LEAKY_STEPS = 3;
/** Intervals that scatter by more than this are no sinus rhythm; ectopic beats make a step or two look so. */
const IRREGULAR = 0.12;
const IRREGULAR_SHARE = 0.4;
/** Without one clear pulse after so many steps there is none to find. */
const PULSELESS_STEPS = 8;
const CLEAN_BEATS = 3;
/** The heart's rate changes by less than this from the slowest to the fastest step; what noise makes up does not keep to it. */
const RATE_SPAN = 1.5;
/** No occlusion pressure lies nearer above the largest pulse, mmHg: from there on the limb may be occluded. */
const NEAREST_MMHG = 40;
/** What the fit cannot know of itself: laws, tapers and edges spread the values of 1,000 simulated people this much, mmHg. */
const LAW_MMHG = 3.5;
/** Steps with a pulse above this share of the largest are asked for rhythm and rate. */
const CLEAR_SHARE = 0.5;

/**
 * Finds the limb occlusion pressure by what the pulse does to the cuff: goes up in steps, listens at each with the pump
 * off, and fits the whole. It holds air while it moves and listens, and lets go before it fits.
 */
export class LopSearch {
  readonly envelope = new Envelope();
  readonly fit = new EnvelopeFit(this.envelope);
  readonly #rules: SearchRules;
  readonly #gauge: CuffGauge;
  readonly #plan = new SearchPlan(this.envelope);
  readonly #listening = new Listening();
  #stage: Stage = Stage.idle;
  #ratio = 1;
  #elapsedMs = 0;
  #aboveMs = 0;
  #repeats = 0;
  #inARow = 0;
  #steps = 0;
  #irregularSteps = 0;
  #intervalSum = 0;
  #intervals = 0;
  #shortestMs = 0;
  #longestMs = 0;
  #leakySteps = 0;
  #hasFit = false;
  #isAbove = false;

  /** The strongest pulse that was heard, mmHg peak to trough. */
  strongestMmhg = 0;
  /** `Reason.none` while it goes on and before the first; then how it ended. */
  outcome: Reason = Reason.none;
  /** What was found, mmHg, and half the width of the interval that holds it 19 times in 20; NaN otherwise. */
  lopMmhg = Number.NaN;
  marginMmhg = Number.NaN;
  /** The plateau lay above the ceiling: only the flank was seen. */
  isFromFlank = false;

  constructor(rules: SearchRules, gauge: CuffGauge) {
    this.#rules = rules;
    this.#gauge = gauge;
  }

  get isRunning(): boolean {
    return this.#stage !== Stage.idle;
  }

  get isListening(): boolean {
    return this.#stage === Stage.listening || this.#stage === Stage.judging;
  }

  /** Where the pressure should go or stay, mmHg; `undefined` where nothing is to be held. */
  get targetMmhg(): number | undefined {
    return this.isRunning && this.#stage !== Stage.fitting ? this.#plan.targetMmhg : undefined;
  }

  /** Beats a minute; NaN before any was heard. */
  get heartRatePerMin(): number {
    return this.#intervals > 0 ? (60_000 * this.#intervals) / this.#intervalSum : Number.NaN;
  }

  /**
   * @param ratio cuff pressure over pressure around the artery, as far as it can be predicted
   * @param predictedMmhg the occlusion pressure, as far as it can be predicted
   */
  begin(ratio: number, predictedMmhg: number, ceilingMmhg: number): void {
    this.#ratio = ratio;
    this.envelope.clear();
    this.#listening.forget();
    this.#plan.begin(predictedMmhg, ceilingMmhg);
    this.#stage = Stage.moving;
    this.#elapsedMs = 0;
    this.#aboveMs = 0;
    this.#isAbove = false;
    this.#repeats = 0;
    this.#inARow = 0;
    this.#leakySteps = 0;
    this.strongestMmhg = 0;
    this.#steps = 0;
    this.#irregularSteps = 0;
    this.#intervalSum = 0;
    this.#intervals = 0;
    this.outcome = Reason.none;
    this.lopMmhg = Number.NaN;
    this.marginMmhg = Number.NaN;
    this.isFromFlank = false;
  }

  /** Ends it, whatever was under way. */
  end(): void {
    this.#stage = Stage.idle;
  }

  /**
   * Every tick while it runs.
   * @param mmhg pressure without pump ripple
   * @param hasArrived the pressure has come to the target, and the pump stands still
   */
  advance(mmhg: number, hasArrived: boolean, stepMs: number): void {
    this.#elapsedMs += stepMs;
    if (this.#isAbove) this.#aboveMs += stepMs;
    if (this.#stage === Stage.fitting) {
      this.#goOnFitting();
      return;
    }
    const { longestMs, longestAboveMs } = this.#rules;
    if (this.#elapsedMs >= longestMs || this.#aboveMs >= longestAboveMs) {
      this.#finish(Reason.searchTimeOut);
      return;
    }
    if (this.#stage === Stage.moving && hasArrived) {
      this.#stage = Stage.listening;
      this.#listening.begin();
    } else if (this.#stage === Stage.listening && this.#listening.update(mmhg, stepMs)) this.#stage = Stage.judging;
    else if (this.#stage === Stage.judging) this.#takeStep();
  }

  #takeStep(): void {
    const heard = this.#listening;
    if (heard.moved) {
      this.#repeats++;
      this.#inARow++;
      if (this.#repeats > MOST_REPEATS || this.#inARow > MOST_IN_A_ROW) this.#finish(Reason.searchMovement);
      else {
        this.#stage = Stage.listening;
        heard.begin();
      }
      return;
    }
    this.#inARow = 0;
    this.#leakySteps = heard.fallMmhgPerS > LEAK_MMHG_PER_S ? this.#leakySteps + 1 : 0;
    if (this.#leakySteps >= LEAKY_STEPS) {
      this.#finish(Reason.searchLeak);
      return;
    }
    const { envelope } = this;
    const isClean = heard.cleanBeats >= CLEAN_BEATS;
    if (isClean && heard.amplitudeMmhg > this.strongestMmhg) this.strongestMmhg = heard.amplitudeMmhg;
    const amplitudeMl = heard.amplitudeMmhg * this.#gauge.complianceAt(heard.pressureMmhg);
    envelope.add(heard.pressureMmhg, amplitudeMl, heard.amplitudeMmhg);
    if (amplitudeMl >= CLEAR_SHARE * envelope.largestMl) this.#noteRhythm();
    const isLow = amplitudeMl < ABOVE_SHARE * envelope.largestMl;
    const aboveMmhg = heard.pressureMmhg - envelope.largestAtMmhg;
    this.#isAbove = aboveMmhg > NEAREST_MMHG || (isLow && aboveMmhg > 0);
    if (envelope.length >= PULSELESS_STEPS && this.#intervals === 0) {
      this.#finish(Reason.searchWeakPulse);
      return;
    }
    const next = this.#plan.next();
    if (next === Next.ceiling) this.#finish(Reason.searchCeiling);
    else if (next === Next.done) this.#startFit();
    else this.#move(heard.pressureMmhg);
  }

  #move(fromMmhg: number): void {
    this.#stage = Stage.moving;
    if (this.#plan.targetMmhg > fromMmhg) return;
    // Down, to where the pulse is as strong as ever: it is no movement.
    this.#isAbove = false;
    this.#listening.expect(this.strongestMmhg);
  }

  #noteRhythm(): void {
    const { irregularity, intervalMs, cleanBeats } = this.#listening;
    this.#steps++;
    if (irregularity > IRREGULAR || cleanBeats === 0) this.#irregularSteps++;
    if (cleanBeats < CLEAN_BEATS) return;
    this.#intervalSum += intervalMs;
    this.#intervals++;
    if (this.#intervals === 1 || intervalMs < this.#shortestMs) this.#shortestMs = intervalMs;
    if (this.#intervals === 1 || intervalMs > this.#longestMs) this.#longestMs = intervalMs;
  }

  #startFit(): void {
    this.#isAbove = false;
    this.#stage = Stage.fitting;
    this.#hasFit = false;
  }

  /** A slice a tick. */
  #goOnFitting(): void {
    if (!this.#hasFit) {
      this.#hasFit = true;
      this.fit.begin(this.#ratio);
    } else if (this.fit.advance()) this.#conclude();
  }

  #conclude(): void {
    const isSteady = this.#longestMs <= RATE_SPAN * this.#shortestMs;
    const isIrregular = !isSteady || this.#irregularSteps > IRREGULAR_SHARE * this.#steps;
    const share = this.#plan.shareAtTop;
    const fitted = verdictOn(this, this.#intervals);
    const verdict = isIrregular && fitted !== Reason.searchWeakPulse ? Reason.searchIrregular : fitted;
    if (verdict === Reason.lopFound) {
      this.lopMmhg = this.fit.lopMmhg;
      this.isFromFlank = share > CLEAR_SHARE;
      const sd = this.fit.lopSdMmhg;
      this.marginMmhg = (this.isFromFlank ? 4 : 2) * Math.sqrt(sd * sd + LAW_MMHG * LAW_MMHG);
    }
    this.#finish(verdict);
  }

  #finish(outcome: Reason): void {
    this.outcome = outcome;
    this.#stage = Stage.idle;
  }
}
