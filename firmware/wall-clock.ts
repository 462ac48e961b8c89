const MS_PER_S = 1000;
const MS_PER_MINUTE = 60_000;
/** 2026 and 2100, s since 1970: an app that tells another time is wrong. */
const EARLIEST_S = 1_767_225_600;
const LATEST_S = 4_102_444_800;

/**
 * The time of day, which an app has to tell. Before it does, the clock is the least that it can be: what was kept last
 * and the time with power since.
 */
export class WallClock {
  #ms: number | undefined;
  /** Somebody has told the time since power-on. */
  isSet = false;

  /** @param keptMinutes minutes since 1970 when they were kept last */
  constructor(keptMinutes: number | undefined) {
    this.#ms = keptMinutes === undefined ? undefined : keptMinutes * MS_PER_MINUTE;
  }

  advance(stepMs: number): void {
    if (this.#ms !== undefined) this.#ms += stepMs;
  }

  /** Seconds since 1970; 0 while nobody has told the time. */
  get nowS(): number {
    return this.isSet && this.#ms !== undefined ? Math.floor(this.#ms / MS_PER_S) : 0;
  }

  /** To be kept: rounded up, so that no time seems to have passed that has not. */
  get minutes(): number | undefined {
    return this.#ms === undefined ? undefined : Math.ceil(this.#ms / MS_PER_MINUTE);
  }

  /**
   * Takes over what an app tells.
   * @returns the time without power that is known only now, ms; `undefined` for a time that cannot be. Since it was told
   * for the first time the cuff has had power: later corrections are no time that has passed.
   */
  tell(unixS: number): number | undefined {
    if (!(unixS >= EARLIEST_S && unixS <= LATEST_S)) return undefined;
    const before = this.isSet ? undefined : this.#ms;
    this.#ms = unixS * MS_PER_S;
    this.isSet = true;
    return before === undefined || before > this.#ms ? 0 : this.#ms - before;
  }
}
