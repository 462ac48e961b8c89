import type { RepetitionCounter } from "../../firmware/pressure/repetitions";
import { RegulationAlone } from "../regulation-alone";

/** The firmware's regulation and its repetition counter, without rules and permissions. */
export class CountingCuff extends RegulationAlone {
  /** From now on the valves stay shut and the pump stands still. */
  isSealed = false;

  get counter(): RepetitionCounter {
    return this.control.repetitions;
  }

  protected override hold(setpointMmhg: number, stepMs: number): void {
    this.control.count(stepMs);
    if (this.isSealed) this.control.listen(stepMs);
    else super.hold(setpointMmhg, stepMs);
  }
}
