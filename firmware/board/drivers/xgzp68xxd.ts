import { signed16, signed24 } from "./big-endian";
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

const ADDRESS = 0x6d;

/** CFSensor XGZP6847D data sheet, "register description". */
const Register = Object.freeze({ pressure: 0x06, command: 0x30 });

const Command = Object.freeze({
  /** Start of conversion; falls by itself when it is complete. */
  start: 0b0000_1000,
  /** One conversion of temperature, then one of pressure. */
  combined: 0b0000_0010,
});

/** Three bytes of pressure, then two of temperature. */
const RESULT_BYTES = 5;
const TEMPERATURE_AT = 3;
/** Where a signed 24-bit count has met its end. */
const HIGHEST = 0x7f_ffff;
const LOWEST = -0x80_0000;
const COUNTS_PER_C = 256;

export interface XgzpRange {
  /**
   * K of the data sheet, by the highest pressure of the range: 256 from 16 kPa, 128 above 32 kPa, 64 above 65 kPa,
   * 32 above 131 kPa.
   */
  readonly countsPerPa: number;
}

/**
 * CFSensor XGZP6847D, 6857D, 6859D and their kin over I2C, 24 bits of pressure and 16 of temperature. See
 * `OneShotSensor.sample`. Unless configured otherwise the range is 0 to 100 kPa. The part has no register that names
 * it: what gives another chip away is that its command register does not hold the command.
 */
export class Xgzp68xxd extends OneShotSensor {
  readonly #startCommand = Uint8Array.of(Register.command, Command.start | Command.combined);
  readonly #askCommand = Uint8Array.of(Register.command);
  readonly #askPressure = Uint8Array.of(Register.pressure);
  readonly #command = new Uint8Array(1);
  readonly #result = new Uint8Array(RESULT_BYTES);
  #countsPerPa = 64;

  constructor(options: SensorOptions) {
    super(options, ADDRESS);
  }

  configure(range: XgzpRange): void {
    this.#countsPerPa = range.countsPerPa;
  }

  protected override start(io: I2cPort): void {
    io.write(this.#startCommand);
  }

  protected override collect(io: I2cPort, sample: PressureSample): Outcome {
    io.write(this.#askCommand);
    io.read(this.#command);
    const command = this.#command[0] ?? 0;
    if ((command & ~Command.start) !== Command.combined) return SensorFault.unexpectedSensor;
    if ((command & Command.start) !== 0) return busy;
    const result = this.#result;
    io.write(this.#askPressure);
    io.read(result);
    const counts = signed24(result, 0);
    if (counts === HIGHEST || counts === LOWEST) return SensorFault.outOfRange;
    sample.counts = counts;
    sample.pressure = counts / this.#countsPerPa;
    sample.temperature = signed16(result, TEMPERATURE_AT) / COUNTS_PER_C;
    return ready;
  }
}
