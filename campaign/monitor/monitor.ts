import type { CuffConfig } from "../../firmware/parts/config";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import type { World } from "../../sim/world";
import { DriveRules } from "./drive-rules";
import { FlashRules } from "./flash-rules";
import { HoldRules } from "./hold-rules";
import { PressureRules } from "./pressure-rules";
import { ReleaseRules } from "./release-rules";
import { RestRules } from "./rest-rules";
import { SearchRules } from "./search-rules";
import { SessionRules } from "./session-rules";

/** What a monitor has to know of the cuff that it watches, beside the world itself. */
export interface Watched {
  readonly world: World;
  /** The parts that are really there. */
  readonly parts: CuffConfig;
  readonly flash?: SimulatedFlash | undefined;
  readonly logFlash?: SimulatedFlash | undefined;
}

/** Says that a rule was broken; the same words count once. */
export type Report = (rule: string) => void;

/** One part of the safety rules, watched from outside: it sees the air, the gates and what the firmware says. */
export interface Rules {
  /** After every millisecond. */
  step(): void;
  /** After a tick, before the millisecond that follows it. */
  tick?(): void;
}

/**
 * The safety rules as an independent observer sees them, at the cuff node and at every plant step. It shares no code
 * with the supervisor but the numbers of the rules.
 */
export class Monitor {
  readonly #rules: readonly Rules[];
  readonly #pressure: PressureRules;
  readonly #world: World;
  readonly broken = new Map<string, number>();

  constructor(watched: Watched) {
    const report: Report = (rule) => {
      if (!this.broken.has(rule)) this.broken.set(rule, this.#world.nowMs / 1000);
    };
    this.#world = watched.world;
    this.#pressure = new PressureRules(watched, report);
    this.#rules = [
      this.#pressure,
      new ReleaseRules(watched, report),
      new DriveRules(watched, report),
      new HoldRules(watched, report),
      new SearchRules(watched, report),
      new SessionRules(watched, report),
      new RestRules(watched, report),
      new FlashRules(watched, report),
    ];
  }

  /** The highest pressure in the cuff that no limb has pressed up, mmHg. */
  get ownPeakMmhg(): number {
    return this.#pressure.ownPeakMmhg;
  }

  /** After every millisecond. */
  observe(ticked: boolean): void {
    for (const rule of this.#rules) {
      if (ticked) rule.tick?.();
      rule.step();
    }
  }
}
