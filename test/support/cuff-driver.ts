import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";

/** Open and still for this long, a cuff has found its zero, ms. */
export const ZEROING_MS = 7000;

/** A cuff fed by hand, left open until it has found its zero: pressures in, outputs out, 10 ms at a time. */
export class CuffDriver {
  readonly input = new TickInput();
  readonly #cuff: Cuff;
  readonly #config: CuffConfig;
  #mmhg = 0;
  nowMs: number;

  constructor(config: CuffConfig = firstBuild, startMs = 0) {
    this.#config = config;
    this.#cuff = new Cuff(config);
    this.nowMs = startMs;
    this.glide(0, ZEROING_MS);
  }

  /** Counts that the configured transducer gives at `mmhg`. */
  countsAt(mmhg: number): number {
    const { lowCounts, lowMmhg, highCounts, highMmhg } = this.#config.transducer;
    return Math.round(lowCounts + ((mmhg - lowMmhg) * (highCounts - lowCounts)) / (highMmhg - lowMmhg));
  }

  /** One tick at pressure `mmhg`. */
  tick(mmhg: number, dtMs = 10): TickOutput {
    this.#mmhg = mmhg;
    this.nowMs = (this.nowMs + dtMs) | 0;
    this.input.samples.push(this.nowMs, this.countsAt(mmhg));
    return this.#cuff.tick(this.nowMs, this.input);
  }

  /** One tick without a sample. */
  tickBlind(dtMs = 10): TickOutput {
    this.nowMs = (this.nowMs + dtMs) | 0;
    return this.#cuff.tick(this.nowMs, this.input);
  }

  /** Ticks for `ms`, the pressure moving in a straight line to `mmhg`. */
  glide(mmhg: number, ms: number): TickOutput {
    const from = this.#mmhg;
    let output = this.tick(from);
    for (let done = 20; done <= ms; done += 10) output = this.tick(from + ((mmhg - from) * done) / ms);
    return output;
  }

  /** Asks for `mmhg` and brings the pressure there. */
  holdAt(mmhg: number): TickOutput {
    this.input.wantedMmhg = mmhg;
    this.glide(mmhg, 4000);
    return this.glide(mmhg, 1000);
  }
}

/** Pump off and both normally-open valves without current. */
export function isReleased(output: TickOutput): boolean {
  return output.pumpDuty === 0 && output.bleedCoilDuty === 0 && output.dumpCoilDuty === 0;
}
