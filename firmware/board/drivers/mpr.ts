import { HoneywellSensor, type TransferFunction } from "./honeywell";
import type { SensorOptions } from "./one-shot-sensor";

const ADDRESS = 0x18;
const ANSWER_BYTES = 4;

/** Data sheet 32332628, "transfer function": shares of 2^24 counts, named by the last letter of the order number. */
export const mprTransfer = Object.freeze({
  /** 10 to 90 %. */
  A: Object.freeze<TransferFunction>({ lowCounts: 1_677_722, highCounts: 15_099_494 }),
  /** 2.5 to 22.5 %. */
  B: Object.freeze<TransferFunction>({ lowCounts: 419_430, highCounts: 3_774_874 }),
  /** 20 to 80 %. */
  C: Object.freeze<TransferFunction>({ lowCounts: 3_355_443, highCounts: 13_421_773 }),
});

/**
 * Honeywell MPR (MicroPressure) over I2C, 24 bits, 5 ms a conversion, no temperature. See `OneShotSensor.sample`.
 * Unless configured otherwise it is the 0060KG…A, 0 to 60 kPa.
 */
export class Mpr extends HoneywellSensor {
  constructor(options: SensorOptions) {
    super(options, ADDRESS, ANSWER_BYTES);
    this.configure({ minimumPa: 0, maximumPa: 60_000, transfer: mprTransfer.A });
  }
}
