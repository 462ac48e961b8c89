import type { CuffConfig } from "../parts/config";
import { Reason } from "../shared/reasons";
import type { TickInput } from "../shared/tick";
import { debounceOf } from "./debounce";
import type { Situation } from "./situation";

/** Electronics in a closed housing: well below the 85 °C of the parts, well above a summer's day, °C. */
const HOTTEST_C = 60;
/** Share of the full current that a driven part has to draw, and that an idle one may not. */
const CURRENT_SHARE = 0.2;
/** Below this duty a part need not draw enough to be told from none. */
const DRIVEN_DUTY = 0.3;

/** What stands on the gates. */
export interface Driven {
  readonly pumpDuty: number;
  readonly bleedCoilDuty: number;
  readonly dumpCoilDuty: number;
}

/** Battery, heat and currents, each only where the board senses it: NaN fails every comparison. */
export class PowerWatch {
  readonly #config: CuffConfig;
  readonly #situation: Situation;
  readonly #driven: Driven;
  readonly #falling = debounceOf(Reason.batteryFalling);
  readonly #nearlyLow = debounceOf(Reason.batteryNearlyLow);
  readonly #hot = debounceOf(Reason.overTemperature);
  readonly #absent = debounceOf(Reason.currentAbsent);
  readonly #stray = debounceOf(Reason.currentStray);

  /** The battery does not allow a start. */
  isLow = false;
  isNearlyLow = false;

  constructor(config: CuffConfig, situation: Situation, driven: Driven) {
    this.#config = config;
    this.#situation = situation;
    this.#driven = driven;
  }

  /** Every `sinceMs`. */
  judge(input: TickInput, sinceMs: number): Reason {
    const { lowestStartMv, releaseMv } = this.#config.battery;
    const { batteryMv } = input;
    this.isLow = batteryMv < lowestStartMv;
    this.isNearlyLow = this.#nearlyLow.update(this.isLow, sinceMs);
    const isHeld = this.#situation.valvesShut;
    if (this.#hot.update(input.temperatureC > HOTTEST_C, sinceMs)) return Reason.overTemperature;
    const current = this.#judgeCurrents(input, sinceMs);
    if (current !== Reason.none) return current;
    return this.#falling.update(isHeld && batteryMv < releaseMv, sinceMs) ? Reason.batteryFalling : Reason.none;
  }

  #judgeCurrents({ pumpA, bleedA, dumpA }: TickInput, sinceMs: number): Reason {
    // Not sensed on this board.
    if (Number.isNaN(pumpA) && Number.isNaN(bleedA) && Number.isNaN(dumpA)) return Reason.none;
    const { pump, bleed, dump } = this.#config;
    const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = this.#driven;
    const isAbsent =
      isMissing(pumpDuty, pumpA, pump.currentA) ||
      isMissing(bleedCoilDuty, bleedA, bleed.currentA) ||
      isMissing(dumpCoilDuty, dumpA, dump.currentA);
    if (this.#absent.update(isAbsent, sinceMs)) return Reason.currentAbsent;
    const isStray =
      isUncalledFor(pumpDuty, pumpA, pump.currentA) ||
      isUncalledFor(bleedCoilDuty, bleedA, bleed.currentA) ||
      isUncalledFor(dumpCoilDuty, dumpA, dump.currentA);
    return this.#stray.update(isStray, sinceMs) ? Reason.currentStray : Reason.none;
  }
}

function isMissing(duty: number, currentA: number, fullA: number): boolean {
  return duty >= DRIVEN_DUTY && currentA < CURRENT_SHARE * duty * fullA;
}

function isUncalledFor(duty: number, currentA: number, fullA: number): boolean {
  return duty === 0 && currentA > CURRENT_SHARE * fullA;
}
