import { capacityMl } from "../../firmware/air/cuff-volume";
import { flowFunction } from "../../firmware/air/orifice";
import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { pumps } from "../../firmware/parts/pumps";
import { AirCircuit, typicalAir } from "../air/circuit";

/** What pump and coils are given, 0..1. Coil duty 1 holds a normally-open valve shut. */
export interface Drive {
  readonly pump: number;
  readonly bleedCoil: number;
  readonly dumpCoil: number;
}

export const pumping: Drive = Object.freeze({ pump: 1, bleedCoil: 1, dumpCoil: 1 });
export const sealed: Drive = Object.freeze({ pump: 0, bleedCoil: 1, dumpCoil: 1 });
export const dumping: Drive = Object.freeze({ pump: 0, bleedCoil: 1, dumpCoil: 0 });
export const bleeding: Drive = Object.freeze({ pump: 0, bleedCoil: 0, dumpCoil: 1 });

export const STEP_MS = 1;
/** No run of this bench lasts longer. */
const PATIENCE_MS = 300_000;

const benchParts: CuffConfig = Object.freeze({ ...firstBuild, pump: pumps.big });

/** The air circuit alone on a bench: nobody's firmware, the pump and the valves driven by hand. */
export class Rig {
  readonly parts: CuffConfig;
  readonly air: AirCircuit;
  nowMs = 0;

  constructor(parts: Partial<CuffConfig>, weather: Partial<typeof typicalAir> = {}) {
    this.parts = { ...benchParts, ...parts };
    this.air = new AirCircuit(this.parts, { ...typicalAir, ...weather });
  }

  /** One millisecond, in which the limb under the cuff grows by `limbMl`. */
  step(drive: Drive, limbMl = 0): void {
    this.nowMs += STEP_MS;
    this.air.step(STEP_MS, drive.pump, drive.bleedCoil, drive.dumpCoil, limbMl);
  }

  /** Steps until `reached`; the milliseconds it took, or `null` when that never came. */
  until(drive: Drive, reached: (air: AirCircuit) => boolean): number | null {
    const startMs = this.nowMs;
    while (!reached(this.air)) {
      if (this.nowMs - startMs >= PATIENCE_MS) return null;
      this.step(drive);
    }
    return this.nowMs - startMs;
  }

  /** Steps for a while. */
  hold(drive: Drive, seconds: number): void {
    const endMs = this.nowMs + seconds * 1000;
    while (this.nowMs < endMs) this.step(drive);
  }

  /** Conductance C' [ml/s] of a needle valve at the cuff that lets the pressure sink by `mmhgPerS` from `mmhg`. */
  needleFor(mmhg: number, mmhgPerS: number): number {
    const { cuff, line, atmosphereMmhg } = this.parts;
    const absolute = mmhg + atmosphereMmhg;
    const throughput = mmhgPerS * capacityMl(cuff, line.manifoldMl, mmhg, atmosphereMmhg);
    return throughput / (absolute * flowFunction(absolute, atmosphereMmhg, NEEDLE_CRITICAL_RATIO));
  }
}

/** The circuit's leak orifice, which stands in for the needle valve, has this ISO 6358 critical ratio. */
const NEEDLE_CRITICAL_RATIO = 0.3;
