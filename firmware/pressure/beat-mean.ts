import { LOW_PASS_STAGES, LowPass } from "./low-pass";

/**
 * Three lags of 0.7 s: an arterial pulse of 3 mmHg leaves 0.02 mmHg at 70 beats a minute and 0.07 at 45, far less
 * than the dead band, so that no heartbeat moves a valve.
 */
const STAGE_S = 0.7;
const LAG_S = LOW_PASS_STAGES * STAGE_S;
/** The slope is smoothed further before it bridges the filter's lag; creep changes over 25 s and more. */
const SLOPE_S = 4;
/** Readings are averaged over this long before the filters see them: slow things need no 100 Hz, s. */
const GATHER_S = 0.095;
/** The size of the pulse is forgotten over about this long, s. */
const PULSE_MEMORY_S = 5;

/**
 * Cuff pressure without the heartbeat. What the actuators delivered is taken out before the filter and put back
 * behind it, so the mean follows a correction at once and lags only behind what nobody commanded.
 */
export class BeatMean {
  readonly #drift = new LowPass(STAGE_S);
  #deliveredMmhg = 0;
  #sinceResetS = 0;
  #gathered = 0;
  #gatheredS = 0;

  /** How fast the mean moves by itself, mmHg/s: creep, leak, warming. */
  driftMmhgPerS = 0;

  /** How far the heartbeat takes the pressure from its mean, mmHg. */
  pulseMmhg = 0;

  /** Starts again at `pressureMmhg`. */
  reset(pressureMmhg: number): void {
    this.#deliveredMmhg = 0;
    this.#sinceResetS = 0;
    this.#gathered = 0;
    this.#gatheredS = 0;
    this.driftMmhgPerS = 0;
    this.#drift.reset(pressureMmhg);
  }

  /** The start has been forgotten: the mean can be relied on. */
  get settled(): boolean {
    return this.#sinceResetS >= LAG_S;
  }

  get mmhg(): number {
    return this.#drift.value + this.driftMmhgPerS * LAG_S + this.#deliveredMmhg;
  }

  /** Takes one reading and what the actuators were reckoned to add since the last one. */
  update(pressureMmhg: number, deliveredMmhg: number, dtS: number): void {
    this.#deliveredMmhg += deliveredMmhg;
    this.#gathered += (pressureMmhg - this.#deliveredMmhg) * dtS;
    this.#gatheredS += dtS;
    if (this.#gatheredS >= GATHER_S) this.#digest(this.#gatheredS);
  }

  #digest(dtS: number): void {
    this.#sinceResetS += dtS;
    const reading = this.#gathered / dtS;
    this.#drift.update(reading, dtS);
    if (this.settled) this.#measurePulse(reading - this.#drift.value - this.driftMmhgPerS * LAG_S, dtS);
    this.driftMmhgPerS += ((this.#drift.slopePerS - this.driftMmhgPerS) * dtS) / (SLOPE_S + dtS);
    this.#gathered = 0;
    this.#gatheredS = 0;
  }

  #measurePulse(deviation: number, dtS: number): void {
    const size = deviation > 0 ? deviation : -deviation;
    const forgotten = this.pulseMmhg * (1 - dtS / PULSE_MEMORY_S);
    this.pulseMmhg = size > forgotten ? size : forgotten;
  }
}
