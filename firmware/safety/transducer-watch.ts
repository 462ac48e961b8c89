import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";
import type { Actuation, SecondPressure, SensedPressure, Situation } from "./situation";

/** Mean step against the trend at which readings are noise: white noise of 4 mmHg rms, forty times a part's own, mmHg. */
const NOISY_MMHG = 8;
/** The mean looks back about this far, s: a jolt of 40 mmHg leaves less than 2 mmHg in it. */
const NOISE_MEMORY_S = 0.5;
/**
 * A reading that moves by this much in one sample and rests before and after has jumped: flesh under a cuff moves
 * with a time constant of 20 ms or more, and takes three samples for most of its way, mmHg.
 */
const JUMP_MMHG = 25;
/** Less than this from one sample to the next is neither noise nor a jump, mmHg. */
const CALM_MMHG = 2;
/** What counts as rest, as a share of the jump. */
const REST_SHARE = 0.2;
/** Samples further apart than this cannot tell a jump from a jolt, ms. */
const CLOSE_MS = 15;
/** Valves and pump shake the manifold for this long after they moved, ms. */
const SETTLED_MS = 200;
/** Two transducers of ±3 mmHg and ±2 % each (IEC 80601-2-30), and what the hose correction leaves while air flows. */
const DISAGREE_MMHG = 8;
const DISAGREE_SHARE = 0.05;

/** Readings that no working transducer would give. */
export class TransducerWatch {
  readonly #pressure: SensedPressure;
  readonly #second: SecondPressure | undefined;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  readonly #noisy = debounceOf(Reason.transducerNoisy);
  readonly #disagree = debounceOf(Reason.transducersDisagree);
  readonly #stuck = debounceOf(Reason.transducerStuck);
  #counts = Number.NaN;
  #takenMs = 0;
  #mmhg = 0;
  #step = 0;
  #stepBefore = 0;
  #isCalm = true;
  #roughness = 0;
  #quietMs = 0;

  /** @param second the transducer at the cuff, where there is one */
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

  /** Every tick: what the newest sample shows. */
  judge(): Reason {
    const { latestCounts, latestMs, latestMmhg } = this.#pressure;
    const sinceMs = (latestMs - this.#takenMs) | 0;
    if (sinceMs <= 0) return this.#wait();
    this.#takenMs = latestMs;
    const step = latestMmhg - this.#mmhg;
    this.#mmhg = latestMmhg;
    if (latestCounts === this.#counts) {
      if (this.#stuck.update(true, sinceMs)) return Reason.transducerStuck;
    } else if (this.#stuck.elapsedMs > 0) this.#stuck.reset();
    this.#counts = latestCounts;
    // Nearly always: nothing that could be a jump or noise now, nor lately.
    if (this.#isCalm && step < CALM_MMHG && step > -CALM_MMHG) {
      this.#step = step;
      return this.#wait();
    }
    return this.#judgeStep(step, sinceMs);
  }

  /** Counts how long neither pump nor valves have moved the manifold. */
  #wait(): Reason {
    const { pumpedMmhgPerS, bledMmhgPerS } = this.#actuation;
    const acts = pumpedMmhgPerS > 0 || bledMmhgPerS > 0 || !this.#situation.valvesShut;
    this.#quietMs = acts ? 0 : this.#quietMs + this.#situation.stepMs;
    return Reason.none;
  }

  #judgeStep(step: number, sinceMs: number): Reason {
    const before = this.#step;
    const twoBefore = this.#stepBefore;
    const quietMs = this.#quietMs;
    this.#wait();
    this.#stepBefore = before;
    this.#step = step;
    if (sinceMs > CLOSE_MS) {
      // A gap tells nothing: a limb may have moved in it.
      this.#step = 0;
      this.#stepBefore = 0;
      return Reason.none;
    }
    const bend = step - before;
    const rough = bend > 0 ? bend : -bend;
    const sinceS = sinceMs / 1000;
    this.#roughness += ((rough - this.#roughness) * sinceS) / (NOISE_MEMORY_S + sinceS);
    this.#isCalm = this.#roughness < CALM_MMHG && step < CALM_MMHG && step > -CALM_MMHG;
    if (this.#noisy.update(this.#roughness > NOISY_MMHG, sinceMs)) return Reason.transducerNoisy;
    const size = before > 0 ? before : -before;
    if (size < JUMP_MMHG || quietMs < SETTLED_MS) return Reason.none;
    const rest = REST_SHARE * size;
    const isAlone = step < rest && step > -rest && twoBefore < rest && twoBefore > -rest;
    return isAlone ? Reason.transducerJumped : Reason.none;
  }

  /** Every `sinceMs`: the two do not say the same. With the valves open and the cuff above, the hose is blocked. */
  compare(sinceMs: number): Reason {
    const second = this.#second;
    if (second === undefined || !second.known || !this.#pressure.known) return Reason.none;
    const manifold = this.#pressure.cuffMmhg;
    const cuff = second.pressureMmhg;
    const allowed = DISAGREE_MMHG + DISAGREE_SHARE * (cuff > manifold ? cuff : manifold);
    const difference = cuff - manifold;
    const isOff = second.isStale || difference > allowed || difference < -allowed;
    if (!this.#disagree.update(isOff, sinceMs)) return Reason.none;
    return difference > 0 && !this.#situation.valvesShut ? Reason.hoseBlocked : Reason.transducersDisagree;
  }
}
