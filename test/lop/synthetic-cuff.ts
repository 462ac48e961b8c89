import { LopSearch } from "../../firmware/pressure/lop/lop-search";
import { timeLimits } from "../../firmware/safety/limits";
import { Reason } from "../../firmware/shared/reasons";
import { type ModelLimb, pulseMl, usualLimb } from "./hearing";
import { PulseSource, type ShutCuff } from "./pulse";

export const CEILING_MMHG = 280;
export const TICK_MS = 10;
/** Growth of the limb for each mmHg of this cuff, ml. */
const COMPLIANCE = 0.25;
/** Long after any search is over, ms. */
const PATIENCE_MS = 200_000;

const rules = Object.freeze({ longestMs: timeLimits.search.value, longestAboveMs: timeLimits.searchAboveLop.value });

export function newSearch(): LopSearch {
  return new LopSearch(rules, { complianceAt: () => COMPLIANCE });
}

/** How a limb and its cuff differ from a quiet limb whose pulse the model describes. */
export interface Oddity {
  /** Pulse at a pressure, ml. */
  readonly mlAt?: (mmhg: number) => number;
  readonly pulse?: ShutCuff;
  /** The cuff never comes to where it should. */
  readonly neverArrives?: boolean;
  /** While it is shut, mmHg/s. */
  readonly leakMmhgPerS?: number;
  /** What a movement adds to the pressure so long after the search began, mmHg. */
  readonly movesMmhg?: (ms: number) => number;
}

/** A cuff that is at once where it should be, on a limb as the model has it. */
export class SyntheticCuff {
  readonly search = newSearch();
  readonly limb: ModelLimb;
  readonly #oddity: Oddity;
  readonly #source: PulseSource;
  #shutMs = 0;
  elapsedMs = 0;
  /** Time that the cuff was held at or above the limb's occlusion pressure, ms. */
  aboveMs = 0;
  /** Where it went, in order, mmHg. */
  readonly targets: number[] = [];
  /** Ticks in which it worked without holding anything. */
  fittingTicks = 0;

  constructor(limb: Partial<ModelLimb> = {}, oddity: Oddity = {}) {
    this.limb = { ...usualLimb, ...limb };
    this.#oddity = oddity;
    this.#source = new PulseSource({ mmhg: 0, noiseMmhg: 0.02, ...oddity.pulse });
  }

  begin(predictedMmhg = this.limb.lopMmhg): void {
    this.elapsedMs = 0;
    this.search.begin(1, predictedMmhg, CEILING_MMHG);
  }

  /** One tick of a search that goes on. */
  step(): void {
    const { search, limb } = this;
    const { mlAt = (mmhg: number) => pulseMl(limb, mmhg), neverArrives, leakMmhgPerS = 0, movesMmhg } = this.#oddity;
    const { targetMmhg } = search;
    this.#note(targetMmhg);
    const mmhg = targetMmhg ?? 0;
    this.#shutMs = search.isListening ? this.#shutMs + TICK_MS : 0;
    this.#source.pulseMmhg = mlAt(mmhg) / COMPLIANCE;
    const wave = this.#source.after(TICK_MS) + (movesMmhg?.(this.elapsedMs) ?? 0);
    search.advance(mmhg + wave - (leakMmhgPerS * this.#shutMs) / 1000, !neverArrives, TICK_MS);
    this.elapsedMs += TICK_MS;
  }

  /** Steps until it has ended, and tells how. */
  run(predictedMmhg?: number): Reason {
    this.begin(predictedMmhg);
    while (this.search.isRunning && this.elapsedMs < PATIENCE_MS) this.step();
    return this.search.isRunning ? Reason.none : this.search.outcome;
  }

  #note(targetMmhg: number | undefined): void {
    if (targetMmhg === undefined) this.fittingTicks++;
    else if (targetMmhg !== this.targets.at(-1)) this.targets.push(targetMmhg);
    if (targetMmhg !== undefined && targetMmhg >= this.limb.lopMmhg) this.aboveMs += TICK_MS;
  }
}
