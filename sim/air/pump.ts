import type { PumpPart } from "../../firmware/parts/pumps";

/** A slow pump still seals against pressure: its stall pressure is never taken below this share of the full one. */
const SLOWEST_SEAL = 0.05;
/** Flow ripple of a single diaphragm, as a share of the flow, and its frequency at full speed, Hz. */
const RIPPLE_SHARE = 0.1;
const RIPPLE_HZ = 55;

/** A diaphragm pump with dead zone, spin-up, stall, ripple and a check valve. */
export class Pump {
  readonly #part: PumpPart;
  readonly #freeFlow: number;
  readonly #stallMmhg: number;
  #phase = 0;
  /** Speed as a share of full speed. */
  speed = 0;
  /** Throughput at the last step, mmHg·ml/s. */
  throughput = 0;
  /** Charge drawn so far, A·s. */
  chargeAs = 0;

  /**
   * @param flowFactor how this unit differs from the data sheet, near 1
   * @param supply voltage against the nominal one: speed, hence flow, follows it; stall pressure goes as its power 1 to 2
   */
  constructor(part: PumpPart, flowFactor: number, supply: number) {
    this.#part = part;
    this.#freeFlow = part.freeFlowMlPerS * flowFactor * supply;
    this.#stallMmhg = part.stallMmhg * supply ** 1.5;
  }

  /** One step of `dtS` with PWM `duty` against gauge pressure `manifoldMmhg`. */
  step(dtS: number, duty: number, manifoldMmhg: number, atmosphereMmhg: number): void {
    const { stallDuty, startDuty, spinUpS, spinDownS, currentA } = this.#part;
    const turns = duty >= (this.speed < 0.01 ? startDuty : stallDuty);
    const target = turns ? (duty - stallDuty) / (1 - stallDuty) : 0;
    this.chargeAs += duty * currentA * dtS;
    if (target === 0 && this.speed < 1e-4) {
      this.speed = 0;
      this.throughput = 0;
      return;
    }
    this.speed += (target - this.speed) * (dtS / (target > this.speed ? spinUpS : spinDownS));
    const seal = this.#stallMmhg * Math.max(this.speed, SLOWEST_SEAL);
    const flow = this.#freeFlow * this.speed * Math.max(0, 1 - manifoldMmhg / seal);
    this.#phase += 2 * Math.PI * RIPPLE_HZ * this.speed * dtS;
    this.throughput = atmosphereMmhg * flow * (1 + RIPPLE_SHARE * Math.sin(this.#phase));
  }
}
