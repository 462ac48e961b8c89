import { Cuff } from "../../firmware/cuff";
import type { CuffConfig } from "../../firmware/parts/config";
import type { Prescription } from "../../firmware/shared/prescription";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";
import { fromNumbers } from "./recording";

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

/** What a recording was made of. */
export interface ReplaySetup {
  readonly config: CuffConfig;
  readonly plan?: Prescription | undefined;
}

/** Feeds recorded ticks to a cuff, on whatever engine this runs. */
export class Replay {
  readonly #cuff: Cuff;
  readonly #input = new TickInput();
  readonly #meter: Meter;
  readonly #plan: Prescription | undefined;
  #nowMs = 0;
  #output: TickOutput | undefined;
  readonly #tick = (): void => {
    this.#output = this.#cuff.tick(this.#nowMs, this.#input);
  };

  constructor({ config, plan }: ReplaySetup, meter: Meter = unmetered) {
    this.#plan = plan;
    this.#cuff = new Cuff(config);
    // Who wears the cuff does not change in a recording.
    this.#input.order.wearer.limb = config.cuff.limb;
    this.#input.lop.wearer.limb = config.cuff.limb;
    this.#input.screening.ageMs = 0;
    this.#input.screening.isAdult = true;
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
    this.#nowMs = recording[from] as number;
    return fromNumbers(recording, from, this.#input, this.#plan);
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
      output.alarm,
      output.priority,
      output.light,
      output.buzzerOn ? 1 : 0,
      output.reperfusionMs,
      output.clearTestTrip ? 1 : 0,
      output.lopFoundMmhg > 0 ? output.lopFoundMmhg : 0,
      output.lopMarginMmhg > 0 ? output.lopMarginMmhg : 0,
      output.training.part,
      output.training.repetitions[output.training.set] ?? 0,
    );
  }
}
