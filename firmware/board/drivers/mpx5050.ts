import { signed16, unsigned16 } from "./big-endian";
import {
  busy,
  type I2cPort,
  OneShotSensor,
  type Outcome,
  type PressureSample,
  ready,
  SensorFault,
  type SensorOptions,
} from "./one-shot-sensor";

/** TI ADS1113/4/5 data sheet SBAS444: ADDR to ground, and the register map. */
const ADDRESS = 0x48;
const Register = Object.freeze({ conversion: 0x00, config: 0x01 });

/** SBAS444, "Config register". */
const Config = Object.freeze({
  /** Written: start. Read: no conversion is going on. */
  start: 0x8000,
  /** AIN0 against ground; AIN1 to AIN3 follow. */
  firstInput: 0x4000,
  inputStep: 0x1000,
  /** Full scale ±6.144 V is 0; the part's output reaches 4.7 V. */
  singleShot: 0x0100,
  /** 860 samples a second, the fastest: 1.2 ms a conversion. */
  rate860: 0x00e0,
  comparatorOff: 0x0003,
});
const VOLTS_PER_COUNT = 6.144 / 0x8000;
/** Where the converter has met its end. */
const HIGHEST = 0x7fff;

/** NXP MPX5050 data sheet, "transfer function": Vout = Vs (0.018 P + 0.04), P in kPa. */
const OFFSET_SHARE = 0.04;
const SHARE_PER_PA = 0.018e-3;
/**
 * No working part is outside these. At 5 V 88 mV is the lowest offset and 4.813 V the highest full scale; 13 and 43 mV
 * more are ours, for the converter and for a supply that is not quite what was told.
 */
const LOWEST_SHARE = 0.075 / 5;
const HIGHEST_SHARE = 4.856 / 5;

export interface Mpx5050Options {
  /** What feeds transducer and converter, V: the output is a share of it. */
  readonly supplyVolts: number;
  /** Which of the converter's inputs. */
  readonly input: 0 | 1 | 2 | 3;
}

/**
 * NXP MPX5050 (0 to 50 kPa gauge, analog) through a TI ADS1115 over I2C. See `OneShotSensor.sample`. Unless configured
 * otherwise it stands at AIN0 and is fed with 5 V. The converter has no register that names it: what gives another
 * chip away, or one that was reset, is that the configuration does not read back.
 */
export class Mpx5050 extends OneShotSensor {
  readonly #config = Uint8Array.of(Register.config, 0, 0);
  readonly #askConfig = Uint8Array.of(Register.config);
  readonly #askConversion = Uint8Array.of(Register.conversion);
  readonly #word = new Uint8Array(2);
  #supplyVolts = 5;

  constructor(options: SensorOptions) {
    super(options, ADDRESS);
    this.configure({ supplyVolts: 5, input: 0 });
  }

  configure(options: Mpx5050Options): void {
    const { start, firstInput, inputStep, singleShot, rate860, comparatorOff } = Config;
    const config = start | (firstInput + inputStep * options.input) | singleShot | rate860 | comparatorOff;
    this.#config[1] = config >> 8;
    this.#config[2] = config;
    this.#supplyVolts = options.supplyVolts;
  }

  protected override start(io: I2cPort): void {
    io.write(this.#config);
  }

  protected override collect(io: I2cPort, sample: PressureSample): Outcome {
    const word = this.#word;
    io.write(this.#askConfig);
    io.read(word);
    const config = unsigned16(word, 0);
    if ((config | Config.start) !== unsigned16(this.#config, 1)) return SensorFault.unexpectedSensor;
    if ((config & Config.start) === 0) return busy;
    io.write(this.#askConversion);
    io.read(word);
    const counts = signed16(word, 0);
    const share = (counts * VOLTS_PER_COUNT) / this.#supplyVolts;
    if (counts === HIGHEST || share < LOWEST_SHARE || share > HIGHEST_SHARE) return SensorFault.outOfRange;
    sample.counts = counts;
    sample.pressure = (share - OFFSET_SHARE) / SHARE_PER_PA;
    return ready;
  }
}
