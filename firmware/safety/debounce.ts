import type { Reason } from "../shared/reasons";
import { entryOf } from "./catalogue/catalogue";

/** Something has to be the case for a time before it counts; the time counts down as it counts up. */
export class Debounce {
  readonly #limitMs: number;
  /** How long it has been the case, on balance, ms. */
  elapsedMs = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** True once `condition` has been the case for long enough, on balance. */
  update(condition: boolean, dtMs: number): boolean {
    if (condition) this.elapsedMs += dtMs;
    else if (this.elapsedMs > 0) this.elapsedMs = this.elapsedMs > dtMs ? this.elapsedMs - dtMs : 0;
    return condition && this.elapsedMs >= this.#limitMs;
  }

  reset(): void {
    this.elapsedMs = 0;
  }
}

/** As long as the catalogue says. */
export function debounceOf(reason: Reason): Debounce {
  return new Debounce(entryOf(reason)?.debounceMs ?? 0);
}
