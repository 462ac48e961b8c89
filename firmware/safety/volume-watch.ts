import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";
import { startLimits } from "./limits";
import type { Actuation, SensedPressure, Situation } from "./situation";

const SMALLEST = 1 - startLimits.volumeTolerance.value;
const LARGEST = 1 + startLimits.volumeTolerance.value;
/** What a cuff creeps while a weak pump fills it makes it look larger by up to a fifth (decision 0008). */
const CREEP = 1.2;
/** Below this the fit of the cuff still counts for more than its size, mmHg. */
const FIRM_MMHG = 60;

/**
 * The cuff's volume against its preset, while a hold fills it. A pressure only shows flow over volume, and a pump may be
 * weak; so the pump, by this inflation, and the valves, by the self-test before it, both have to say that the volume is
 * far off. Later a limb that moves may teach anything, and is not asked.
 */
export class VolumeWatch {
  readonly #pressure: SensedPressure;
  readonly #actuation: Actuation;
  readonly #situation: Situation;
  readonly #outside = debounceOf(Reason.volumeOutsidePreset);
  #wasReached = false;
  /** Real over reckoned fall in the last self-test; NaN where that came to too little pressure to tell. */
  testFallFactor = Number.NaN;

  constructor(pressure: SensedPressure, actuation: Actuation, situation: Situation) {
    this.#pressure = pressure;
    this.#actuation = actuation;
    this.#situation = situation;
  }

  /** Every `sinceMs`. */
  judge(sinceMs: number): Reason {
    const { setpointMmhg, reached } = this.#situation;
    if (setpointMmhg === undefined) {
      this.#wasReached = false;
      this.#outside.reset();
      return Reason.none;
    }
    if (reached) this.#wasReached = true;
    if (this.#wasReached || this.#pressure.cuffMmhg < FIRM_MMHG) return Reason.none;
    const byPump = 1 / this.#actuation.pumpFactor;
    const byValves = 1 / this.testFallFactor;
    const isSmall = byPump < SMALLEST && byValves < SMALLEST;
    const isLarge = byPump > CREEP * LARGEST && byValves > LARGEST;
    return this.#outside.update(isSmall || isLarge, sinceMs) ? Reason.volumeOutsidePreset : Reason.none;
  }
}
