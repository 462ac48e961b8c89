import { Phase } from "../../firmware/shared/phase";
import type { World } from "../../sim/world";
import type { Report } from "../monitor/monitor";

/** From a write to the valves: a hold ends in the next tick, the self-test by a slow check. How soon the cuff is empty is another rule's. */
const OPEN_TICKS = 11;

/** Whoever asks, in whatever state: the cuff lets go at once. */
export class ReleaseWatch {
  readonly #world: World;
  readonly #report: Report;
  #sinceTicks = Number.NaN;
  count = 0;

  constructor(world: World, report: Report) {
    this.#world = world;
    this.#report = report;
  }

  /** Somebody writes to the characteristic. */
  asked(): void {
    this.count++;
    if (Number.isNaN(this.#sinceTicks)) this.#sinceTicks = 0;
  }

  step(ticked: boolean): void {
    if (!ticked || Number.isNaN(this.#sinceTicks)) return;
    this.#sinceTicks++;
    const { gates } = this.#world.board;
    const { output } = this.#world;
    const isOpen = gates.pumpDuty === 0 && gates.bleedCoilDuty === 0 && gates.dumpCoilDuty === 0;
    const isOver = output?.setpointMmhg === undefined && output?.phase !== Phase.testing && !output?.isOrdered;
    if (isOpen && isOver) this.#sinceTicks = Number.NaN;
    else if (this.#sinceTicks > OPEN_TICKS) {
      this.#report("the cuff did not let go when it was asked to");
      this.#sinceTicks = Number.NaN;
    }
  }
}
