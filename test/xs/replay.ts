import { Cuff } from "../../firmware/cuff";
import type { CuffConfig } from "../../firmware/parts/config";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";

/**
 * Recorded ticks as numbers: time, wanted pressure (NaN for none), button, dead-man, how many samples, and each
 * sample's time and counts.
 */
export type Recording = readonly number[];

/** Meters one call; returns its units. */
export type Meter = (work: () => void) => number;

/** For engines without a meter. */
const unmetered: Meter = (work) => {
  work();
  return 0;
};

export interface ReplayResult {
  /** Everything that the ticks put out, as numbers. */
  readonly outputs: Float64Array;
  readonly ticks: number;
  readonly totalUnits: number;
  readonly worstUnits: number;
}

/** Feeds recorded ticks to a cuff, on whatever engine this runs. */
export class Replay {
  readonly #cuff: Cuff;
  readonly #input = new TickInput();
  readonly #meter: Meter;
  #nowMs = 0;
  #output: TickOutput | undefined;
  readonly #tick = (): void => {
    this.#output = this.#cuff.tick(this.#nowMs, this.#input);
  };

  constructor(config: CuffConfig, meter: Meter = unmetered) {
    this.#cuff = new Cuff(config);
    this.#meter = meter;
  }

  run(recording: Float64Array): ReplayResult {
    const outputs: number[] = [];
    let totalUnits = 0;
    let worstUnits = 0;
    let ticks = 0;
    for (let at = 0; at < recording.length; ticks++) {
      at = this.#load(recording, at);
      const units = this.#meter(this.#tick);
      totalUnits += units;
      if (units > worstUnits) worstUnits = units;
      this.#collect(outputs);
    }
    return { outputs: Float64Array.from(outputs), ticks, totalUnits, worstUnits };
  }

  #load(recording: Float64Array, from: number): number {
    let at = from;
    const next = (): number => recording[at++] as number;
    this.#nowMs = next();
    const wanted = next();
    this.#input.wantedMmhg = Number.isNaN(wanted) ? undefined : wanted;
    this.#input.buttonDown = next() === 1;
    this.#input.deadManTripped = next() === 1;
    for (let samples = next(); samples > 0; samples--) {
      const atMs = next();
      this.#input.samples.push(atMs, next());
    }
    return at;
  }

  #collect(outputs: number[]): void {
    const output = this.#output;
    if (output === undefined) return;
    outputs.push(
      output.pumpDuty,
      output.bleedCoilDuty,
      output.dumpCoilDuty,
      output.railAlive ? 1 : 0,
      output.proven ? 1 : 0,
      output.phase,
      output.reason,
      output.pressureMmhg,
      output.setpointMmhg ?? -1,
      output.rateMmhgPerS,
      output.inflatedMs,
    );
  }
}
