import { clamp, exp, log } from "../../shared/numbers";
import type { Envelope } from "./envelope";
import { EnvelopeModel, Trait } from "./envelope-model";
import { NormalEquations } from "./normal-equations";

/**
 * What is believed before anything was heard: an adult's pulse pressure of 46 mmHg and the law's own steepness, as they
 * show through flesh; spread of their logarithms: people, 0.25, and the ratio of flesh, 0.12; and that of arteries.
 */
const belief = Object.freeze({ pulseMmhg: 46, pulseSd: 0.3, steepnessSd: 0.3 });
/**
 * Error of one amplitude: breath moves the blood pressure by a few mmHg, which the upper flank turns into 5 %; the law
 * itself is no nearer than 2 % of the largest (fits to 109 patients leave 5–9 %).
 */
const RELATIVE_SD = 0.05;
const SHARE_OF_LARGEST_SD = 0.02;
/** A step that misses by more than this many errors counts less and less: somebody moved, and it did not show (Huber). */
const OUTLYING_SD = 2;
/** The occlusion pressure stands about where this share of the largest amplitude is left on the upper flank. */
const START_SHARE = 0.55;
/** From the maximum, where no flank was seen, mmHg. */
const START_ABOVE_MMHG = 25;
/** Longest steps of one pass: in mmHg, and of the logarithms. */
const LONGEST_STEP_MMHG = 20;
const LONGEST_STEP = 0.5;
/** Damping: at first, after a pass that helped, and after one that did not. */
const DAMPING = 0.1;
const EASED = 0.3;
const STIFFENED = 5;
/** It ends when a pass gains less than this, or after so many. */
const LEAST_GAIN = 0.02;
const MOST_PASSES = 24;

/** What the next call does: none of them takes long. */
const Slice = Object.freeze({
  start: 0,
  pass: 1,
  pressure: 2,
  miss: 3,
  judgement: 4,
  solution: 5,
  step: 6,
  error: 7,
  none: 8,
} as const);
type Slice = (typeof Slice)[keyof typeof Slice];

/** Fits the model to an envelope, one pressure a call: Levenberg–Marquardt with what is known of people beforehand. */
export class EnvelopeFit {
  readonly #envelope: Envelope;
  readonly #model = new EnvelopeModel();
  readonly #trial = new NormalEquations();
  readonly #best = new NormalEquations();
  readonly #tried = new Float64Array([0, 0, 0, 0]);
  readonly #kept = new Float64Array([0, 0, 0, 0]);
  #believedPulse = 0;
  #believedSteepness = 0;
  #slice: Slice = Slice.none;
  #at = 0;
  #passes = 0;
  #lopSdMmhg = Number.NaN;
  #damping = DAMPING;
  #scale = 1;
  #pulseMmhg = 1;
  #steepness = 1;

  constructor(envelope: Envelope) {
    this.#envelope = envelope;
  }

  /** @param ratio cuff pressure over pressure around the artery, as far as it can be predicted */
  begin(ratio: number): void {
    this.#believedPulse = log(belief.pulseMmhg * ratio);
    this.#believedSteepness = -log(ratio);
    this.#tried[Trait.scale] = 0;
    this.#tried[Trait.pulse] = this.#believedPulse;
    this.#tried[Trait.steepness] = this.#believedSteepness;
    this.#passes = 0;
    this.#damping = DAMPING;
    this.#lopSdMmhg = Number.NaN;
    this.#slice = Slice.start;
  }

  get lopMmhg(): number {
    return this.#kept[Trait.lop] ?? Number.NaN;
  }

  get pulseMmhg(): number {
    return exp(this.#kept[Trait.pulse] ?? 0);
  }

  /** Amplitude that the fit gives for a cuff pressure, ml. */
  amplitudeAt(mmhg: number): number {
    const kept = this.#kept;
    const pulseMmhg = exp(kept[Trait.pulse] ?? 0);
    const steepness = exp(kept[Trait.steepness] ?? 0);
    this.#model.evaluate(mmhg, 0, exp(kept[Trait.scale] ?? 0), kept[Trait.lop] ?? 0, pulseMmhg, steepness);
    return this.#model.amplitude * this.#envelope.largestMl;
  }

  /** Mean square of the misses, in units of what was expected: about 1 where the model is right. */
  get misfit(): number {
    const { length } = this.#envelope;
    return this.#best.cost / (length > 3 ? length - 2 : 1);
  }

  /** Standard error of the occlusion pressure, mmHg, once it is done. */
  get lopSdMmhg(): number {
    return this.#lopSdMmhg;
  }

  get isDone(): boolean {
    return this.#slice === Slice.none;
  }

  /** One slice of the work; true once it is done. */
  advance(): boolean {
    const slice = this.#slice;
    switch (slice) {
      case Slice.start:
        this.#tried[Trait.lop] = this.#startMmhg();
        this.#slice = Slice.pass;
        break;
      case Slice.pass:
        this.#startPass();
        break;
      case Slice.pressure:
        if (this.#at < this.#envelope.length) this.#takePressure();
        else this.#slice = Slice.judgement;
        break;
      case Slice.miss:
        this.#addMiss();
        break;
      case Slice.judgement:
        this.#judge();
        break;
      case Slice.solution:
        if (this.#best.advance()) this.#slice = Slice.step;
        break;
      case Slice.step:
        this.#takeStep();
        break;
      case Slice.error:
        if (this.#best.advance()) this.#rate();
        break;
      case Slice.none:
        break;
      default:
        slice satisfies never;
    }
    return this.isDone;
  }

  #takePressure(): void {
    const { pressuresMmhg, swingsMmhg } = this.#envelope;
    const mmhg = pressuresMmhg[this.#at] ?? 0;
    const lopMmhg = this.#tried[Trait.lop] ?? 0;
    this.#model.evaluate(mmhg, swingsMmhg[this.#at] ?? 0, this.#scale, lopMmhg, this.#pulseMmhg, this.#steepness);
    this.#slice = Slice.miss;
  }

  #addMiss(): void {
    const { amplitudesMl, largestMl } = this.#envelope;
    const model = this.#model;
    const heard = (amplitudesMl[this.#at] ?? 0) / largestMl;
    const sd = RELATIVE_SD * heard + SHARE_OF_LARGEST_SD;
    const miss = heard - model.amplitude;
    const share = (miss < 0 ? -miss : miss) / (OUTLYING_SD * sd);
    this.#trial.add(miss, model.slopes, (share > 1 ? 1 / share : 1) / (sd * sd));
    this.#at++;
    this.#slice = Slice.pressure;
  }

  #startPass(): void {
    this.#slice = Slice.pressure;
    this.#at = 0;
    this.#scale = exp(this.#tried[Trait.scale] ?? 0);
    this.#pulseMmhg = exp(this.#tried[Trait.pulse] ?? 0);
    this.#steepness = exp(this.#tried[Trait.steepness] ?? 0);
    this.#trial.clear();
    const { pulseSd, steepnessSd } = belief;
    this.#trial.believe(Trait.pulse, this.#believedPulse - (this.#tried[Trait.pulse] ?? 0), 1 / (pulseSd * pulseSd));
    this.#trial.believe(
      Trait.steepness,
      this.#believedSteepness - (this.#tried[Trait.steepness] ?? 0),
      1 / (steepnessSd * steepnessSd),
    );
  }

  #judge(): void {
    const isFirst = this.#passes === 0;
    const gain = this.#best.cost - this.#trial.cost;
    this.#passes++;
    if (isFirst || gain > 0) {
      this.#best.copy(this.#trial);
      this.#kept.set(this.#tried);
      this.#damping *= EASED;
    } else this.#damping *= STIFFENED;
    const hasSettled = !isFirst && gain >= 0 && gain < LEAST_GAIN;
    const isLast = hasSettled || this.#passes >= MOST_PASSES;
    if (isLast) this.#best.beginInverse(Trait.lop);
    else this.#best.begin(this.#damping);
    this.#slice = isLast ? Slice.error : Slice.solution;
  }

  #takeStep(): void {
    const { solution } = this.#best;
    for (let trait = 0; trait < solution.length; trait++) {
      const longest = trait === Trait.lop ? LONGEST_STEP_MMHG : LONGEST_STEP;
      this.#tried[trait] = (this.#kept[trait] ?? 0) + clamp(solution[trait] ?? 0, -longest, longest);
    }
    this.#slice = Slice.pass;
  }

  #rate(): void {
    const { misfit } = this;
    this.#lopSdMmhg = Math.sqrt((this.#best.solution[Trait.lop] ?? Number.NaN) * (misfit > 1 ? misfit : 1));
    this.#slice = Slice.none;
  }

  /** Lowest pressure above the maximum where little enough is left. */
  #startMmhg(): number {
    const { length, pressuresMmhg, amplitudesMl, largestMl, largestAtMmhg } = this.#envelope;
    let start = Number.POSITIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const mmhg = pressuresMmhg[i] ?? 0;
      const isLow = (amplitudesMl[i] ?? 0) < START_SHARE * largestMl;
      if (isLow && mmhg > largestAtMmhg && mmhg < start) start = mmhg;
    }
    return start < Number.POSITIVE_INFINITY ? start : largestAtMmhg + START_ABOVE_MMHG;
  }
}
