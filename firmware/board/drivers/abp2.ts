import { unsigned24 } from "./big-endian";
import { HoneywellSensor, type TransferFunction } from "./honeywell";
import { type I2cPort, type Outcome, type PressureSample, ready, type SensorOptions } from "./one-shot-sensor";

const ADDRESS = 0x28;
const ANSWER_BYTES = 7;
const TEMPERATURE_AT = 4;

/** Data sheet 32350268, "temperature output": −50 to 150 °C over the whole count. */
const LOW_C = -50;
const C_PER_COUNT = 200 / 0xff_ffff;

/** Data sheet 32350268, "transfer function": shares of 2^24 counts, as the order number names them. */
export const abp2Transfer = Object.freeze({
  /** 10 to 90 %. */
  A: Object.freeze<TransferFunction>({ lowCounts: 1_677_722, highCounts: 15_099_494 }),
  /** 30 to 70 %. */
  B: Object.freeze<TransferFunction>({ lowCounts: 5_033_165, highCounts: 11_744_051 }),
});

/**
 * Honeywell ABP2 over I2C, 24 bits of pressure and of temperature, 5 ms a conversion. See `OneShotSensor.sample`.
 * Unless configured otherwise it is the 100KG…A, 0 to 100 kPa.
 */
export class Abp2 extends HoneywellSensor {
  constructor(options: SensorOptions) {
    super(options, ADDRESS, ANSWER_BYTES);
    this.configure({ minimumPa: 0, maximumPa: 100_000, transfer: abp2Transfer.A });
  }

  protected override collect(io: I2cPort, sample: PressureSample): Outcome {
    const outcome = super.collect(io, sample);
    if (outcome === ready) sample.temperature = LOW_C + unsigned24(this.answer, TEMPERATURE_AT) * C_PER_COUNT;
    return outcome;
  }
}
