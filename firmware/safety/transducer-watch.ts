import { Reason } from "../shared/reasons";
import { elapsedMs } from "../shared/time";
import { debounceOf } from "./debounce";
import type { Actuation, SensedPressure, Situation } from "./situation";

/** Mean step against the trend at which readings are noise: white noise of 4 mmHg rms, forty times a part's own, mmHg. */
const NOISY_MMHG = 8;
/** The mean looks back about this far, s: a jolt of 40 mmHg leaves less than 2 mmHg in it. */
const NOISE_MEMORY_S = 0.5;
/**
 * A reading that moves by this much in one sample and rests before and after has jumped: flesh under a cuff moves
 * with a time constant of 20 ms or more, and takes three samples for most of its way, mmHg.
 */
const JUMP_MMHG = 25;
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
  readonly #second: SensedPressure | undefined;
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
  #steps = 0;
  #roughness = 0;
  #quietMs = 0;

  /** @param second the transducer at the cuff, where there is one */
  constructor(
    pressure: SensedPressure,
    second: SensedPressure | undefined,
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
    const { stepMs } = this.#situation;
    const { pumpedMmhgPerS, bledMmhgPerS } = this.#actuation;
    const acts = pumpedMmhgPerS > 0 || bledMmhgPerS > 0 || !this.#situation.valvesShut;
    this.#quietMs = acts ? 0 : this.#quietMs + stepMs;
    const sinceMs = elapsedMs(latestMs, this.#takenMs);
    if (sinceMs <= 0) return Reason.none;
    this.#takenMs = latestMs;
    const isSame = latestCounts === this.#counts;
    this.#counts = latestCounts;
    const step = latestMmhg - this.#mmhg;
    this.#mmhg = latestMmhg;
    if (!isSame) this.#stuck.reset();
    else if (this.#stuck.update(true, sinceMs)) return Reason.transducerStuck;
    if (sinceMs > CLOSE_MS) {
      this.#steps = 0;
      return Reason.none;
    }
    return this.#judgeStep(step, sinceMs);
  }

  #judgeStep(step: number, sinceMs: number): Reason {
    const before = this.#step;
    const twoBefore = this.#stepBefore;
    this.#stepBefore = before;
    this.#step = step;
    this.#steps++;
    if (this.#steps < 3) return Reason.none;
    const bend = step - before;
    const rough = bend > 0 ? bend : -bend;
    const sinceS = sinceMs / 1000;
    this.#roughness += ((rough - this.#roughness) * sinceS) / (NOISE_MEMORY_S + sinceS);
    if (this.#noisy.update(this.#roughness > NOISY_MMHG, sinceMs)) return Reason.transducerNoisy;
    const size = before > 0 ? before : -before;
    if (size < JUMP_MMHG || this.#quietMs < SETTLED_MS) return Reason.none;
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
    if (!this.#disagree.update(difference > allowed || difference < -allowed, sinceMs)) return Reason.none;
    return difference > 0 && !this.#situation.valvesShut ? Reason.hoseBlocked : Reason.transducersDisagree;
  }
}
