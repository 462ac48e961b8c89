import type { CuffConfig } from "../parts/config";
import { BleedDrive } from "./bleed-drive";
import { Linearisation } from "./linearisation";
import { PumpDrive } from "./pump-drive";
import { Solenoid } from "./solenoid";

/** Rates smaller than this are left to themselves: neither pump nor bleed valve moves, mmHg/s. */
const DEAD_BAND_MMHG_PER_S = 0.3;

/** What the actuators can do changes by under 1 % within this, so a smaller move is not looked up again, mmHg. */
const GRAIN_MMHG = 1;
/**
 * What a pump still delivers after it was switched off at full speed, as a share of flow × run-down time: it stops
 * delivering when its speed has fallen to the share of its stall pressure that it works against (0.2 here).
 */
const COAST_SHARE = 0.6;
/** After this long without a change pump and coils have settled, and nothing needs to be worked out again, ms. */
const SETTLED_MS = 2000;
/** One late step counts for no more than this toward it: coils and pump have to see the time pass, ms. */
const LONGEST_IDLE_STEP_MS = 50;

/** The duties that are put on the gates, 0..1. */
export interface ActuatorDuties {
  pumpDuty: number;
  bleedCoilDuty: number;
  dumpCoilDuty: number;
}

/** One wanted pressure-rate, split between a pump that can only raise it and a valve that can only lower it. */
export class SplitRange {
  readonly #duties: ActuatorDuties;
  readonly #linearisation: Linearisation;
  readonly #pump: PumpDrive;
  readonly #bleed: BleedDrive;
  readonly #dump: Solenoid;
  readonly #coastS: number;
  #pumpFactor = 1;
  #bleedFactor = 1;
  #mmhg = Number.NEGATIVE_INFINITY;
  #idleMs = 0;
  #holding = false;

  /** Fastest rise and fall possible at the pressure given to `at`, mmHg/s, both positive. */
  upMmhgPerS = 0;
  downMmhgPerS = 0;
  /** Rates that pump, valve and both are reckoned to have caused in the last step, mmHg/s. */
  pumpedMmhgPerS = 0;
  bledMmhgPerS = 0;
  deliveredMmhgPerS = 0;
  /** What the pump would still add if it were switched off now, mmHg. */
  coastMmhg = 0;

  /** Real over reckoned rates, as they were last given to `correct`. */
  get pumpFactor(): number {
    return this.#pumpFactor;
  }

  get bleedFactor(): number {
    return this.#bleedFactor;
  }

  /** What the transducer on the manifold reads above the cuff for what flows through the hose, mmHg. */
  hoseDropMmhg = 0;

  /** @param duties where the results go */
  constructor(config: CuffConfig, duties: ActuatorDuties) {
    this.#duties = duties;
    this.#coastS = COAST_SHARE * config.pump.spinDownS;
    this.#linearisation = new Linearisation(config);
    this.#pump = new PumpDrive(config.pump);
    this.#bleed = new BleedDrive(config.bleed);
    this.#dump = new Solenoid(config.dump);
  }

  /** Looks up what pump and valve can do at gauge pressure `mmhg`. Call before `drive`. */
  at(mmhg: number): void {
    const moved = mmhg - this.#mmhg;
    if (moved < GRAIN_MMHG && moved > -GRAIN_MMHG) return;
    this.#mmhg = mmhg;
    this.#linearisation.lookUp(mmhg);
    this.upMmhgPerS = this.#pumpFactor * this.#linearisation.pumpRateMmhgPerS;
    this.downMmhgPerS = this.#bleedFactor * this.#linearisation.bleedRateMmhgPerS;
  }

  /** Takes real over reckoned rates, from whoever watches the pressure. */
  correct(pumpFactor: number, bleedFactor: number): void {
    this.#pumpFactor = pumpFactor;
    this.#bleedFactor = bleedFactor;
    this.upMmhgPerS = pumpFactor * this.#linearisation.pumpRateMmhgPerS;
    this.downMmhgPerS = bleedFactor * this.#linearisation.bleedRateMmhgPerS;
  }

  /** Holds the dump valve shut and drives pump or bleed, never both, for `rateMmhgPerS` during the next `dtMs`. */
  drive(rateMmhgPerS: number, dtMs: number): void {
    const moves = rateMmhgPerS > DEAD_BAND_MMHG_PER_S || rateMmhgPerS < -DEAD_BAND_MMHG_PER_S;
    if (!moves && this.#holding && this.#idleMs >= SETTLED_MS) return;

    const up = this.upMmhgPerS;
    const down = this.downMmhgPerS;
    const raise = moves && rateMmhgPerS > 0 && up > 0 ? rateMmhgPerS / up : 0;
    const lower = moves && rateMmhgPerS < 0 && down > 0 ? -rateMmhgPerS / down : 0;
    const pump = this.#pump;
    const bleed = this.#bleed;
    const duties = this.#duties;
    // Each finishes its shortest pulse before the other begins.
    duties.pumpDuty = pump.dutyFor(bleed.resting ? (raise < 1 ? raise : 1) : 0, this.#mmhg, dtMs);
    duties.bleedCoilDuty = bleed.coilDutyFor(duties.pumpDuty > 0 ? 0 : lower < 1 ? lower : 1, dtMs);
    duties.dumpCoilDuty = this.#dump.coilDutyFor(true, dtMs);
    const pumped = pump.deliveredShare * up;
    const bled = bleed.deliveredShare * down;
    this.pumpedMmhgPerS = pumped;
    this.bledMmhgPerS = bled;
    this.deliveredMmhgPerS = pumped - bled;
    this.coastMmhg = pumped * this.#coastS;
    this.hoseDropMmhg = this.#linearisation.hoseLagS * this.deliveredMmhgPerS;
    const isIdle = this.#holding && !moves && duties.pumpDuty === 0 && bleed.resting;
    this.#idleMs = isIdle ? this.#idleMs + (dtMs < LONGEST_IDLE_STEP_MS ? dtMs : LONGEST_IDLE_STEP_MS) : 0;
    this.#holding = true;
  }

  /** Drives pump and valves one by one, to prove them: the pump at full or not at all, each valve shut or open. */
  prove(pumpOn: boolean, bleedOpen: boolean, dumpOpen: boolean, dtMs: number): void {
    this.#holding = true;
    this.#idleMs = 0;
    const { pumpRateMmhgPerS, bleedRateMmhgPerS, ventRateMmhgPerS, hoseLagS } = this.#linearisation;
    const duties = this.#duties;
    duties.pumpDuty = this.#pump.dutyFor(pumpOn ? 1 : 0, this.#mmhg, dtMs);
    duties.bleedCoilDuty = bleedOpen ? this.#bleed.release() : this.#bleed.coilDutyFor(0, dtMs);
    duties.dumpCoilDuty = this.#dump.coilDutyFor(!dumpOpen, dtMs);
    this.pumpedMmhgPerS = this.#pump.deliveredShare * pumpRateMmhgPerS;
    this.bledMmhgPerS = (bleedOpen ? bleedRateMmhgPerS : 0) + (dumpOpen ? ventRateMmhgPerS - bleedRateMmhgPerS : 0);
    this.deliveredMmhgPerS = this.pumpedMmhgPerS - this.bledMmhgPerS;
    this.coastMmhg = 0;
    this.hoseDropMmhg = hoseLagS * this.deliveredMmhgPerS;
  }

  /** How fast both open valves let the pressure fall at gauge pressure `mmhg`, mmHg/s, positive. */
  ventRateAt(mmhg: number): number {
    return this.#bleedFactor * this.#linearisation.ventRateAt(mmhg);
  }

  /** How much the limb has to grow for the shut cuff to rise by 1 mmHg at `mmhg`, ml/mmHg, by the preset's volume. */
  complianceAt(mmhg: number): number {
    return this.#linearisation.complianceAt(mmhg);
  }

  /** Pump off, both coils without current: both valves open. */
  release(dtMs: number): void {
    this.hoseDropMmhg = -this.#linearisation.hoseLagS * this.#linearisation.ventRateMmhgPerS;
    if (!this.#holding && this.#idleMs >= SETTLED_MS) return;
    this.#idleMs = this.#holding ? 0 : this.#idleMs + dtMs;
    this.#holding = false;
    this.#duties.pumpDuty = this.#pump.release(dtMs);
    this.#duties.bleedCoilDuty = this.#bleed.release();
    this.#duties.dumpCoilDuty = this.#dump.coilDutyFor(false, dtMs);
    this.pumpedMmhgPerS = 0;
    this.bledMmhgPerS = 0;
    this.deliveredMmhgPerS = 0;
    this.coastMmhg = 0;
  }
}
