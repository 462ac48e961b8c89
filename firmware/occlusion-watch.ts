import { BeatFinder } from "./pressure/lop/beat-finder";
import type { CuffGauge, LopSearch } from "./pressure/lop/lop-search";
import { lowestSetpointMmhg } from "./safety/caps";
import { holdLimits } from "./safety/limits";
import type { SensedPressure, Situation } from "./safety/situation";

const OCCLUDED_MS = holdLimits.occludedTime.value;
const STEP_MMHG = holdLimits.occludedStep.value;
/**
 * The plateau of an occluded limb, as a share of the largest pulse that the search heard: recordings keep 15–25 % of the
 * mmHg well above systolic pressure, which is a third in ml.
 */
const PLATEAU_SHARE = 0.35;
/** Where the search heard less than this of the largest pulse, an open artery is hardly told from a plateau. Ours. */
const TELLING_SHARE = 0.6;

/**
 * Watches a quiet hold for a limb that is occluded although it should not be: the LOP was wrong, or the blood pressure
 * has fallen. It knows what a pulse should be from the search of this arming, at pressures at which that heard a strong
 * one; below them, and after an entered LOP, it knows nothing.
 */
export class OcclusionWatch {
  readonly #sense: SensedPressure;
  readonly #gauge: CuffGauge;
  readonly #search: LopSearch;
  readonly #situation: Situation;
  readonly #finder = new BeatFinder();
  #weakMs = 0;
  #isListening = false;
  #isTelling = false;

  /** How much lower than ordered the hold is kept, mmHg: only letting go ends that. */
  loweredMmhg = 0;

  constructor(sense: SensedPressure, gauge: CuffGauge, search: LopSearch, situation: Situation) {
    this.#sense = sense;
    this.#gauge = gauge;
    this.#search = search;
    this.#situation = situation;
  }

  /** Nothing is held. */
  rest(): void {
    this.loweredMmhg = 0;
    this.#situation.isOccluded = false;
    this.#situation.staysOccluded = false;
  }

  /** Every tick, before the supervisor judges, while the LOP is one that the search of this arming has found. */
  update(stepMs: number): void {
    const situation = this.#situation;
    const { setpointMmhg, reached, limbMoves } = situation;
    if (setpointMmhg === undefined) this.rest();
    if (setpointMmhg === undefined || !reached || limbMoves) {
      this.#weakMs = 0;
      this.#isListening = false;
      return;
    }
    if (!this.#isListening) this.#begin(setpointMmhg);
    if (!this.#isTelling) return;
    this.#weakMs += stepMs;
    if (this.#finder.update(this.#sense.pressureMmhg, stepMs) && this.#isStrong(setpointMmhg)) {
      this.#weakMs = 0;
      situation.isOccluded = false;
    }
    if (this.#weakMs >= OCCLUDED_MS) this.#act(setpointMmhg);
  }

  /** At a low pressure the pulse of a healthy limb is small too, and says nothing. What was lowered is judged on. */
  #begin(setpointMmhg: number): void {
    this.#isListening = true;
    this.#isTelling = this.loweredMmhg > 0 || setpointMmhg >= this.#search.envelope.lowestWith(TELLING_SHARE);
    this.#finder.forget();
  }

  #isStrong(setpointMmhg: number): boolean {
    const ml = this.#finder.amplitudeMmhg * this.#gauge.complianceAt(setpointMmhg);
    return ml > PLATEAU_SHARE * this.#search.envelope.largestMl;
  }

  /** Lower once; where that was done, or would be no hold any more, it lets go. */
  #act(setpointMmhg: number): void {
    const situation = this.#situation;
    situation.isOccluded = true;
    const canLower = this.loweredMmhg === 0 && setpointMmhg - STEP_MMHG >= lowestSetpointMmhg(situation.lopMmhg);
    this.#weakMs = 0;
    if (!canLower) {
      situation.staysOccluded = true;
      return;
    }
    this.loweredMmhg = STEP_MMHG;
  }
}
