import type { TransducerPart } from "../parts/transducers";
import { Reason } from "../shared/reasons";
import type { SampleQueue } from "../shared/sample-queue";
import { elapsedMs } from "../shared/time";
import { Calibration } from "./calibration";
import { LowPass } from "./low-pass";

/** Three samples of the slowest transducer supported (25 Hz), and well inside the dead-man's heartbeat of 200 ms. */
export const STALE_MS = 120;

/**
 * Three lags of 5 ms: diaphragm pumps ripple at 15–70 Hz (measured 0.05–0.24 mmHg rms above 15 Hz), of which little
 * is left, and 15 ms of lag are small against the 100 ms in which a pump spins up.
 */
const RIPPLE_TAU_S = 0.005;

/** A reading follows the manifold by filter, conversion and half a sample, s. */
const SENSED_S = 0.025;

/** A gap longer than this tells the filter nothing about the time between: it then just catches up, s. */
const LONGEST_STEP_S = 0.1;

/** A driver may stamp a sample a little after the tick has read its clock, ms. */
const AHEAD_MS = 20;

/** Stamps come from a 32-bit clock, signed or not. NaN and infinity lie outside. */
const EARLIEST_MS = -2_147_483_648;
const LATEST_MS = 4_294_967_295;

/** From transducer counts to a pressure that can be trusted, or the reason why none can. */
export class PressureSense {
  readonly #calibration: Calibration;
  readonly #filter = new LowPass(RIPPLE_TAU_S);
  #lastGoodMs = 0;
  #startMs: number | undefined = undefined;
  /** What the samples since the last good one suggest: that they stopped, or that they make no sense. */
  #suspicion: Reason = Reason.transducerStale;

  /** `Reason.none`, or why the pressure cannot be believed. */
  doubt: Reason = Reason.transducerStale;
  /** What an open cuff reads, mmHg: subtracted from every reading. */
  zeroMmhg: number;
  /** A good sample has arrived since the start. */
  known = false;
  /** Newest good reading, unfiltered, mmHg; its counts, and when it was taken. */
  latestMmhg = 0;
  latestCounts = 0;
  latestMs = 0;
  /** Without pump ripple, mmHg, and its slope. */
  pressureMmhg = 0;
  slopeMmhgPerS = 0;
  /** Estimate of the pressure in the cuff: what the manifold reads less what flow through the hose adds to it, mmHg. */
  cuffMmhg = 0;
  /** What the manifold is reckoned to read above the cuff, mmHg: told by whoever drives pump and valves. */
  hoseDropMmhg = 0;
  #filteredDropMmhg = 0;

  constructor(transducer: TransducerPart, gain: number, storedZeroMmhg: number) {
    this.#calibration = new Calibration(transducer, gain);
    this.zeroMmhg = storedZeroMmhg;
  }

  /** Adopts a new zero; the filtered pressure moves with it at once. */
  rezero(zeroMmhg: number): void {
    const shift = this.zeroMmhg - zeroMmhg;
    this.#filter.reset(this.pressureMmhg + shift);
    this.latestMmhg += shift;
    this.cuffMmhg += shift;
    this.zeroMmhg = zeroMmhg;
  }

  /** Takes all waiting samples: their mean is what the filter gets, so the cost hardly grows with their number. */
  sense(nowMs: number, samples: SampleQueue): void {
    if (samples.length > 0) this.#takeAll(nowMs, samples);
    if (!this.known) this.#startMs ??= nowMs;
    const ageMs = elapsedMs(nowMs, this.known ? this.#lastGoodMs : (this.#startMs ?? nowMs));
    // A last sample that lies ahead means that the clock was put back: nobody knows how old it is.
    this.doubt = ageMs >= -AHEAD_MS && ageMs <= STALE_MS ? Reason.none : this.#suspicion;
  }

  #takeAll(nowMs: number, samples: SampleQueue): void {
    const { minCounts, maxCounts } = this.#calibration;
    const waiting = samples.length;
    let sum = 0;
    let good = 0;
    let newest = 0;
    let atMs = Number.NaN;
    for (let i = 0; i < waiting; i++) {
      const counts = samples.counts[i] ?? Number.NaN;
      // Not NaN either, which stands for an error that the part reported.
      if (counts > minCounts && counts < maxCounts) {
        sum += counts;
        good++;
        newest = counts;
        atMs = samples.atMs[i] ?? Number.NaN;
      }
    }
    samples.clear();
    // Without a believable time the newest of them proves nothing, and the others are older still.
    const isTimely = atMs >= EARLIEST_MS && atMs <= LATEST_MS && elapsedMs(nowMs, atMs) >= -AHEAD_MS;
    this.#suspicion = isTimely ? Reason.transducerStale : Reason.transducerInvalid;
    if (isTimely) this.#accept(atMs, newest, sum / good - newest);
  }

  #accept(atMs: number, newestCounts: number, meanAboveNewest: number): void {
    const calibration = this.#calibration;
    const filter = this.#filter;
    const stepS = this.known ? elapsedMs(atMs, this.#lastGoodMs) / 1000 : LONGEST_STEP_S;
    const latestMmhg = calibration.mmhgOf(newestCounts) - this.zeroMmhg;
    this.known = true;
    this.#lastGoodMs = atMs;
    this.latestMmhg = latestMmhg;
    this.latestCounts = newestCounts;
    this.latestMs = atMs;
    const meanMmhg = latestMmhg + meanAboveNewest * calibration.mmhgPerCount;
    // A stamp that does not advance is the same moment read twice; the filter has nothing to learn from it.
    const filterStepS = stepS < LONGEST_STEP_S ? stepS : LONGEST_STEP_S;
    if (stepS > 0) {
      filter.update(meanMmhg, filterStepS);
      // As late as the reading that it is taken from.
      this.#filteredDropMmhg += ((this.hoseDropMmhg - this.#filteredDropMmhg) * filterStepS) / (SENSED_S + filterStepS);
    }
    this.pressureMmhg = filter.value;
    this.slopeMmhgPerS = filter.slopePerS;
    this.cuffMmhg = filter.value - this.#filteredDropMmhg;
  }
}
