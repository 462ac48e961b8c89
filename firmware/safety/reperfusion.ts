import { releaseLimits, timeLimits } from "./limits";

/** The rest that a limb is owed. It passes only with the cuff open and empty, and survives a restart. */
export class Reperfusion {
  /** Still to come, ms. */
  owedMs: number;

  /** @param owedMs what was owed when the power went: time without power is unknown and counts as zero */
  constructor(owedMs: number) {
    this.owedMs = owedMs;
  }

  /** The limb is restricted: a minute is owed, or three after a cap release or a passive bout. */
  restrict(isLong: boolean): void {
    const ms = isLong ? timeLimits.reperfusionLong.value : timeLimits.reperfusion.value;
    if (this.owedMs < ms) this.owedMs = ms;
  }

  /** Valves open at cuff pressure `mmhg` for `stepMs`. */
  rest(mmhg: number, stepMs: number): void {
    if (this.owedMs > 0 && mmhg < releaseLimits.reperfused.value) this.owedMs = Math.max(0, this.owedMs - stepMs);
  }
}
