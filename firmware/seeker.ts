import type { Control } from "./control";
import type { CuffConfig } from "./parts/config";
import { LopSearch } from "./pressure/lop/lop-search";
import { predictedLopMmhg, predictedRatio } from "./pressure/lop/prediction";
import { releaseLimits, timeLimits } from "./safety/limits";
import { copyWearer, LopEntry } from "./shared/order";
import { Reason } from "./shared/reasons";
import type { TickInput, TickOutput } from "./shared/tick";

/** Where a value that was found goes. */
export interface LopSink {
  find(entry: LopEntry): void;
}

/** What is let go at the end takes its time too: that of both paths. */
const rules = Object.freeze({
  longestMs: timeLimits.search.value - releaseLimits.bothPaths.value,
  longestAboveMs: timeLimits.searchAboveLop.value - releaseLimits.bothPaths.value,
});

/** Carries an order to search out: from what was granted to the set-point of the moment, and from a result to the record. */
export class Seeker {
  readonly search: LopSearch;
  readonly #config: CuffConfig;
  readonly #control: Control;
  readonly #sink: LopSink;
  readonly #found = new LopEntry();

  /** The order that is being carried out is a search, whatever becomes of its mode meanwhile. */
  isSeeking = false;

  constructor(config: CuffConfig, control: Control, sink: LopSink) {
    this.#config = config;
    this.#control = control;
    this.#sink = sink;
    this.search = new LopSearch(rules, control.actuators);
  }

  /** How the search that is under way has ended, or `Reason.none`. */
  get ended(): Reason {
    return this.isSeeking ? this.search.outcome : Reason.none;
  }

  /** Why a search holds nothing any more: how it ended, or that it works out what it heard; `Reason.none` otherwise. */
  get reason(): Reason {
    if (!this.isSeeking || this.search.targetMmhg !== undefined) return Reason.none;
    return this.search.outcome === Reason.none ? Reason.searchHeard : this.search.outcome;
  }

  get isListening(): boolean {
    return this.isSeeking && this.search.isListening;
  }

  /**
   * The set-point of this tick, mmHg, or `undefined`: release. Call from the tick on in which a search was granted.
   * @param granted the ceiling; `undefined` ends the search
   */
  setpointFor(granted: number | undefined, input: TickInput, stepMs: number): number | undefined {
    const { search } = this;
    if (granted === undefined) {
      this.isSeeking = false;
      search.end();
      return undefined;
    }
    if (!this.isSeeking) this.#begin(granted, input);
    if (!search.isRunning) return undefined;
    search.advance(this.#control.sense.pressureMmhg, this.#control.hasArrived, stepMs);
    if (search.outcome === Reason.lopFound) this.#record();
    return search.targetMmhg;
  }

  tell(output: TickOutput): void {
    const { search } = this;
    output.lopFoundMmhg = search.lopMmhg;
    output.lopMarginMmhg = search.marginMmhg;
    output.lopIsFromFlank = search.isFromFlank;
    output.heartRatePerMin = search.heartRatePerMin;
  }

  #begin(ceilingMmhg: number, { order, known }: TickInput): void {
    this.isSeeking = true;
    copyWearer(order.wearer, this.#found.wearer);
    const { cuff } = this.#config;
    const ratio = predictedRatio(cuff.limb === "arm", cuff.widthCm, known);
    this.search.begin(ratio, predictedLopMmhg(ratio, known), ceilingMmhg);
  }

  #record(): void {
    this.#found.mmhg = this.search.lopMmhg;
    this.#sink.find(this.#found);
  }
}
