import { isFault, Reason } from "../shared/reasons";

/** No hold is meant to be below this; to let go there is `undefined`, mmHg. */
const LOWEST_SETPOINT_MMHG = 20;

/**
 * From what is asked for to the set-point that counts. A stop or a refusal stands until the request has been
 * withdrawn, so nothing inflates again by itself.
 */
export class HoldRequest {
  readonly #highestMmhg: number;
  #granted: number | undefined = undefined;
  #standing: Reason = Reason.none;

  /** Why the cuff last let go or refused; `Reason.none` while it does what was asked. */
  reason: Reason = Reason.none;

  constructor(highestMmhg: number) {
    this.#highestMmhg = highestMmhg;
  }

  /** The set-point for this tick, mmHg, or `undefined`: release. */
  decide(wantedMmhg: number | undefined, stop: Reason): number | undefined {
    if (stop !== Reason.none) return this.#stop(stop);
    if (wantedMmhg === undefined) return this.#withdraw();
    if (wantedMmhg === this.#granted) return wantedMmhg;
    return this.#standing === Reason.none ? this.#consider(wantedMmhg) : undefined;
  }

  #consider(wantedMmhg: number): number | undefined {
    if (wantedMmhg > this.#highestMmhg) return this.#stop(Reason.setpointTooHigh);
    if (wantedMmhg < LOWEST_SETPOINT_MMHG) return this.#stop(Reason.setpointTooLow);
    if (Number.isNaN(wantedMmhg)) return this.#stop(Reason.setpointNotANumber);
    this.#granted = wantedMmhg;
    this.reason = Reason.none;
    return wantedMmhg;
  }

  #stop(reason: Reason): undefined {
    // The first cause explains the release; what follows from it does not. A fault outranks the rest.
    if (this.#standing === Reason.none || (isFault(reason) && !isFault(this.#standing))) {
      this.#standing = reason;
      this.reason = reason;
    }
    this.#granted = undefined;
    return undefined;
  }

  #withdraw(): undefined {
    if (this.#granted !== undefined) this.reason = Reason.setpointWithdrawn;
    this.#granted = undefined;
    if (!isFault(this.#standing)) this.#standing = Reason.none;
    return undefined;
  }
}
