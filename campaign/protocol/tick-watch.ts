import type { SimulatedFlash } from "../../sim/hardware/flash";
import { TICK_MS, type World } from "../../sim/world";
import type { Report } from "../monitor/monitor";

/** Counts ticks against time. Only an erase may keep one waiting, and the firmware erases only where nothing is held. */
export class TickWatch {
  readonly #world: World;
  readonly #flashes: readonly SimulatedFlash[];
  readonly #report: Report;
  #lastMs = 0;
  #erases = 0;
  /** The last tick has erased, or was that of another start. */
  #isExcused = false;
  count = 0;
  missed = 0;

  constructor(world: World, flashes: readonly SimulatedFlash[], report: Report) {
    this.#world = world;
    this.#flashes = flashes;
    this.#report = report;
  }

  restart(): void {
    this.#isExcused = true;
  }

  /** After a tick; the time since the last, ms. */
  turn(): number {
    // The millisecond that followed the tick is over already.
    const atMs = this.#world.nowMs - 1;
    const stepMs = atMs - this.#lastMs;
    const erases = this.#flashes.reduce((sum, { eraseCount }) => sum + eraseCount, 0);
    this.#lastMs = atMs;
    this.count++;
    const late = Math.floor(stepMs / TICK_MS) - 1;
    if (late > 0 && !this.#isExcused) {
      this.missed += late;
      this.#report("a tick was missed");
    }
    this.#isExcused = erases !== this.#erases;
    this.#erases = erases;
    return stepMs;
  }
}
