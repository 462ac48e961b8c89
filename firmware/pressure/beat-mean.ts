import { LOW_PASS_STAGES, LowPass } from "./low-pass";

/**
 * Three lags of 0.7 s: an arterial pulse of 3 mmHg leaves 0.02 mmHg at 70 beats a minute and 0.07 at 45, far less
 * than the dead band, so that no heartbeat moves a valve …
 */
const STAGE_S = 0.7;
/** … but after a start the cuff settles by several mmHg a second, and a young mean looks back over half its age, s. */
const YOUNGEST_STAGE_S = 0.08;
const STAGE_PER_AGE = 1 / (2 * LOW_PASS_STAGES);
/** A younger mean than this is not worth acting on, s. */
const SETTLED_S = 0.4;
/** The slope is smoothed further before it bridges the filter's lag; creep changes over 25 s and more. */
const SLOPE_S = 4;
const SLOPE_PER_AGE = 0.5;
/** Readings are averaged over this long before the filters see them: slow things need no 100 Hz, s. */
const GATHER_S = 0.095;
/** The size of the pulse is measured once the mean is this old, s, as an average over about … */
const PULSE_FROM_S = LOW_PASS_STAGES * STAGE_S;
/** … this long, so that the first moment of a movement is not taken for a pulse, s. */
const PULSE_MEMORY_S = 5;
/** Largest over mean deviation of an arterial pulse from its mean (the beat of sim/limb/heart.ts, 0.1 s averages). */
const PEAK_OVER_MEAN = 2;
/** Until it has been measured, a strong pulse is assumed, mmHg. */
const ASSUMED_PULSE_MMHG = 3;

/**
 * Cuff pressure without the heartbeat. What the actuators delivered is taken out before the filter and put back
 * behind it, so the mean follows a correction at once and lags only behind what nobody commanded.
 */
export class BeatMean {
  readonly #drift = new LowPass(STAGE_S);
  #deliveredMmhg = 0;
  #gathered = 0;
  #gatheredS = 0;

  /** How fast the mean moves by itself, mmHg/s: creep, leak, warming. */
  driftMmhgPerS = 0;

  /** Time since the start, s. */
  ageS = 0;

  /** How far the heartbeat takes the pressure from its mean, mmHg. Others may know better until it has been measured. */
  pulseMmhg = ASSUMED_PULSE_MMHG;

  /** Starts again at `pressureMmhg`. */
  reset(pressureMmhg: number): void {
    this.#deliveredMmhg = 0;
    this.ageS = 0;
    this.#gathered = 0;
    this.#gatheredS = 0;
    this.driftMmhgPerS = 0;
    this.#drift.reset(pressureMmhg);
  }

  /** It can be relied on. */
  get settled(): boolean {
    return this.ageS >= SETTLED_S;
  }

  get mmhg(): number {
    const drift = this.#drift;
    return drift.value + this.driftMmhgPerS * LOW_PASS_STAGES * drift.tauS + this.#deliveredMmhg;
  }

  /** While a limb moves, what takes the pressure from its mean is no pulse. */
  measuresPulse = true;

  /** Takes one reading and what the actuators were reckoned to add since the last one. */
  update(pressureMmhg: number, deliveredMmhg: number, dtS: number): void {
    this.#deliveredMmhg += deliveredMmhg;
    this.#gathered += (pressureMmhg - this.#deliveredMmhg) * dtS;
    this.#gatheredS += dtS;
    if (this.#gatheredS >= GATHER_S) this.#digest(this.#gatheredS);
  }

  #digest(dtS: number): void {
    const age = this.ageS + dtS;
    this.ageS = age;
    const drift = this.#drift;
    const reading = this.#gathered / dtS;
    if (age < STAGE_S / STAGE_PER_AGE)
      drift.tauS = age * STAGE_PER_AGE > YOUNGEST_STAGE_S ? age * STAGE_PER_AGE : YOUNGEST_STAGE_S;
    drift.update(reading, dtS);
    if (this.measuresPulse && age >= PULSE_FROM_S) this.#measurePulse(reading + this.#deliveredMmhg - this.mmhg, dtS);
    const slopeS = age * SLOPE_PER_AGE < SLOPE_S ? age * SLOPE_PER_AGE : SLOPE_S;
    this.driftMmhgPerS += ((drift.slopePerS - this.driftMmhgPerS) * dtS) / (slopeS + dtS);
    this.#gathered = 0;
    this.#gatheredS = 0;
  }

  #measurePulse(deviation: number, dtS: number): void {
    const size = PEAK_OVER_MEAN * (deviation > 0 ? deviation : -deviation);
    this.pulseMmhg += ((size - this.pulseMmhg) * dtS) / (PULSE_MEMORY_S + dtS);
  }
}
