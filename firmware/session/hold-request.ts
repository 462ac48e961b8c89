import { isFault, Reason } from "../shared/reasons";

/** No hold is meant to be below this; to let go there is `undefined`, mmHg. */
const LOWEST_SETPOINT_MMHG = 20;

/**
 * From what is asked for to the set-point that counts. A stop or a refusal stands until the request has been
 * withdrawn, so nothing inflates again by itself.
 */
export class HoldRequest {
  readonly #highestMmhg: number;
  #standing: Reason = Reason.none;
  #granted = false;

  /** Why the cuff last let go or refused; `Reason.none` while it does what was asked. */
  reason: Reason = Reason.none;

  constructor(highestMmhg: number) {
    this.#highestMmhg = highestMmhg;
  }

  /** The set-point for this tick, mmHg, or `undefined`: release. */
  decide(wantedMmhg: number | undefined, stop: Reason): number | undefined {
    if (stop !== Reason.none) return this.#stop(stop);
    if (wantedMmhg === undefined) return this.#withdraw();
    if (this.#standing !== Reason.none) return undefined;
    const refusal = this.#objection(wantedMmhg);
    if (refusal !== Reason.none) return this.#stop(refusal);
    this.#granted = true;
    this.reason = Reason.none;
    return wantedMmhg;
  }

  #objection(wantedMmhg: number): Reason {
    if (wantedMmhg > this.#highestMmhg) return Reason.setpointTooHigh;
    if (wantedMmhg >= LOWEST_SETPOINT_MMHG) return Reason.none;
    return wantedMmhg < LOWEST_SETPOINT_MMHG ? Reason.setpointTooLow : Reason.setpointNotANumber;
  }

  #stop(reason: Reason): undefined {
    // The first cause explains the release; what follows from it does not. A fault outranks the rest.
    if (this.#standing === Reason.none || (isFault(reason) && !isFault(this.#standing))) {
      this.#standing = reason;
      this.reason = reason;
    }
    this.#granted = false;
    return undefined;
  }

  #withdraw(): undefined {
    if (this.#granted) this.reason = Reason.setpointWithdrawn;
    this.#granted = false;
    if (!isFault(this.#standing)) this.#standing = Reason.none;
    return undefined;
  }
}
