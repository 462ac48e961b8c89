import type { CuffConfig } from "../parts/config";
import { BleedDrive } from "./bleed-drive";
import { Linearisation } from "./linearisation";
import { PumpDrive } from "./pump-drive";
import { Solenoid } from "./solenoid";

/** Rates smaller than this are left to themselves: neither pump nor bleed valve moves, mmHg/s. */
const DEAD_BAND_MMHG_PER_S = 0.3;

/** One wanted pressure-rate, split between a pump that can only raise it and a valve that can only lower it. */
export class SplitRange {
  readonly #linearisation: Linearisation;
  readonly #pump: PumpDrive;
  readonly #bleed: BleedDrive;
  readonly #dump: Solenoid;
  #mmhg = 0;

  pumpDuty = 0;
  bleedCoilDuty = 0;
  dumpCoilDuty = 0;

  /** Fastest rise and fall possible at the pressure given to `at`, mmHg/s, both positive. */
  upMmhgPerS = 0;
  downMmhgPerS = 0;
  /** Rate that the actuators are reckoned to have caused in the last step, mmHg/s. */
  deliveredMmhgPerS = 0;

  constructor(config: CuffConfig) {
    this.#linearisation = new Linearisation(config);
    this.#pump = new PumpDrive(config.pump);
    this.#bleed = new BleedDrive(config.bleed);
    this.#dump = new Solenoid(config.dump);
  }

  /** Looks up what pump and valve can do at gauge pressure `mmhg`. Call before `drive`. */
  at(mmhg: number): void {
    this.#linearisation.lookUp(mmhg);
    this.#mmhg = mmhg;
    this.upMmhgPerS = this.#linearisation.pumpRateMmhgPerS;
    this.downMmhgPerS = this.#linearisation.bleedRateMmhgPerS;
  }

  /** Holds the dump valve shut and drives pump or bleed, never both, for `rateMmhgPerS` during the next `dtMs`. */
  drive(rateMmhgPerS: number, dtMs: number): void {
    const raise = rateMmhgPerS > DEAD_BAND_MMHG_PER_S ? share(rateMmhgPerS, this.upMmhgPerS) : 0;
    const lower = rateMmhgPerS < -DEAD_BAND_MMHG_PER_S ? share(-rateMmhgPerS, this.downMmhgPerS) : 0;
    this.pumpDuty = this.#pump.dutyFor(raise, this.#mmhg, dtMs);
    this.bleedCoilDuty = this.#bleed.coilDutyFor(lower, dtMs);
    this.dumpCoilDuty = this.#dump.coilDutyFor(true, dtMs);
    this.deliveredMmhgPerS =
      this.#pump.deliveredShare * this.upMmhgPerS - this.#bleed.deliveredShare * this.downMmhgPerS;
  }

  /** Pump off, both coils without current: both valves open. */
  release(dtMs: number): void {
    this.pumpDuty = this.#pump.dutyFor(0, 0, dtMs);
    this.bleedCoilDuty = this.#bleed.release();
    this.dumpCoilDuty = this.#dump.coilDutyFor(false, dtMs);
    this.deliveredMmhgPerS = 0;
  }
}

/** `wanted` as a share of what the actuator can do, 0..1; 0 where it can do nothing. */
function share(wanted: number, possible: number): number {
  if (possible <= 0) return 0;
  return wanted < possible ? wanted / possible : 1;
}
