import type { CuffConfig } from "../../firmware/parts/config";
import { Seeker } from "../../firmware/seeker";
import { Phase } from "../../firmware/shared/phase";
import type { TickInput } from "../../firmware/shared/tick";
import { RegulationAlone } from "../regulation-alone";

/** The firmware's search without rules and permissions, so that what it hears can be looked at. */
export class SearchAlone extends RegulationAlone {
  readonly #seeker: Seeker;
  protected override readonly heldPhase = Phase.searching;

  constructor(config: CuffConfig) {
    super(config);
    this.#seeker = new Seeker(config, this.control, { find: () => undefined });
  }

  get search(): Seeker["search"] {
    return this.#seeker.search;
  }

  protected override follow(wantedMmhg: number | undefined, input: TickInput, stepMs: number): number | undefined {
    return this.#seeker.setpointFor(wantedMmhg, input, stepMs);
  }

  protected override hold(setpointMmhg: number, stepMs: number): void {
    if (this.#seeker.isListening) this.control.listen(stepMs);
    else super.hold(setpointMmhg, stepMs);
  }
}
