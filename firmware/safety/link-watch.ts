import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";

/**
 * The client in control may be away for 30 s. The time counts down only while it is back, so that reconnecting again and
 * again gains nothing; what other clients do does not show here at all.
 */
export class LinkWatch {
  readonly #lost = debounceOf(Reason.linkLost);
  readonly #missing = debounceOf(Reason.linkMissing);
  isMissing = false;

  /** Every `sinceMs` of a hold. */
  judge(linked: boolean, sinceMs: number): Reason {
    this.isMissing = this.#missing.update(!linked, sinceMs);
    return this.#lost.update(!linked, sinceMs) ? Reason.linkLost : Reason.none;
  }

  /** Nothing is held. */
  rest(): void {
    this.isMissing = false;
    this.#lost.reset();
    this.#missing.reset();
  }
}
