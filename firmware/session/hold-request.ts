import { isFault, Reason } from "../shared/reasons";

/**
 * From what is asked for to the set-point that counts. A stop or a refusal stands until the request has been
 * withdrawn, so nothing inflates again by itself.
 */
export class HoldRequest {
  readonly #lowestMmhg: number;
  readonly #highestMmhg: number;
  #granted: number | undefined = undefined;
  #standing: Reason = Reason.none;

  /** Why the cuff last let go or refused; `Reason.none` while it does what was asked. */
  reason: Reason = Reason.none;

  /** Why nothing new may begin, or `Reason.none`; a hold under way goes on. */
  inhibit: Reason = Reason.none;

  /** Set-points below `lowestMmhg` or above `highestMmhg` are refused. */
  constructor(lowestMmhg: number, highestMmhg: number) {
    this.#lowestMmhg = lowestMmhg;
    this.#highestMmhg = highestMmhg;
  }

  /**
   * The set-point for this tick, mmHg, or `undefined`: release.
   * @param stop why the cuff must let go now, or `Reason.none`
   */
  decide(wantedMmhg: number | undefined, stop: Reason): number | undefined {
    if (stop !== Reason.none) return this.#stop(stop, wantedMmhg);
    if (wantedMmhg === undefined) return this.#withdraw();
    if (wantedMmhg === this.#granted) return wantedMmhg;
    return this.#standing === Reason.none ? this.#consider(wantedMmhg) : undefined;
  }

  #consider(wantedMmhg: number): number | undefined {
    const objection = this.#objection(wantedMmhg);
    if (objection !== Reason.none) return this.#stop(objection, wantedMmhg);
    if (this.inhibit !== Reason.none && this.#granted === undefined) return this.#stop(this.inhibit, wantedMmhg);
    this.#granted = wantedMmhg;
    this.reason = Reason.none;
    return wantedMmhg;
  }

  #objection(wantedMmhg: number): Reason {
    if (wantedMmhg > this.#highestMmhg) return Reason.setpointTooHigh;
    if (wantedMmhg < this.#lowestMmhg) return Reason.setpointTooLow;
    return Number.isNaN(wantedMmhg) ? Reason.setpointNotANumber : Reason.none;
  }

  #stop(reason: Reason, wantedMmhg: number | undefined): undefined {
    // Where nothing was asked for, only a fault is news.
    const isNews = isFault(reason) || wantedMmhg !== undefined;
    // The first cause explains the release; what follows from it does not. A fault outranks the rest.
    const isFirst = this.#standing === Reason.none || (isFault(reason) && !isFault(this.#standing));
    if (isNews && isFirst) {
      this.#standing = reason;
      this.reason = reason;
    }
    this.#granted = undefined;
    return undefined;
  }

  #withdraw(): undefined {
    if (this.#granted !== undefined) this.reason = Reason.setpointWithdrawn;
    this.#granted = undefined;
    this.#standing = Reason.none;
    return undefined;
  }
}
