import { Reason } from "../shared/reasons";
import { debounceOf } from "./debounce";

const Stage = Object.freeze({ starving: 0, forgiving: 1, proven: 2 } as const);
type Stage = (typeof Stage)[keyof typeof Stage];

/**
 * Proves the dead-man at power-on: it is left unfed until it trips by itself, forgiven that one trip, and has to come
 * back. Only then do ticks feed it and hold up the rail.
 */
export class StartUp {
  readonly #patience = debounceOf(Reason.deadManUnproven);
  #stage: Stage = Stage.starving;

  /** Forgive the trip now. */
  get clearTestTrip(): boolean {
    return this.#stage === Stage.forgiving;
  }

  get isProven(): boolean {
    return this.#stage === Stage.proven;
  }

  /** Every tick, with what the dead-man says. */
  judge(tripped: boolean, stepMs: number): Reason {
    const stage = this.#stage;
    if (stage === Stage.proven && !tripped) return Reason.none;
    switch (stage) {
      case Stage.starving:
        if (tripped) this.#stage = Stage.forgiving;
        break;
      case Stage.forgiving:
        if (!tripped) this.#stage = Stage.proven;
        break;
      case Stage.proven:
        return tripped ? Reason.deadManTripped : Reason.none;
      default:
        return stage satisfies never;
    }
    return this.#patience.update(true, stepMs) ? Reason.deadManUnproven : Reason.none;
  }
}
