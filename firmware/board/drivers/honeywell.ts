import { unsigned24 } from "./big-endian";
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

/**
 * The protocol that Honeywell's MPR and ABP2 series share: data sheets 32332628 (MPR) and 32350268 (ABP2), "I2C
 * communications". The command is followed by two bytes of zero; every answer begins with the status byte.
 */
const MEASURE = 0xaa;

const Status = Object.freeze({
  powered: 0b0100_0000,
  busy: 0b0010_0000,
  /** The checksum of the part's own memory was wrong at power-up. */
  memory: 0b0000_0100,
  /** The compensation overflowed: the pressure is far outside the range. */
  saturated: 0b0000_0001,
  /** No part of these series sets any of these. */
  alwaysZero: 0b1001_1010,
});

/** The 24-bit count when it has met its end. */
const CEILING = 0xff_ffff;
/** Where the pressure stands in the answer: after the status byte. */
const PRESSURE_AT = 1;

/** Counts at the lowest and the highest pressure of the range. */
export interface TransferFunction {
  readonly lowCounts: number;
  readonly highCounts: number;
}

export interface HoneywellRange {
  readonly minimumPa: number;
  readonly maximumPa: number;
  readonly transfer: TransferFunction;
}

/** What a status byte means that is not simply the power bit. */
function outcomeOf(status: number): Outcome {
  if ((status & (Status.powered | Status.alwaysZero)) !== Status.powered) return SensorFault.unexpectedSensor;
  if ((status & Status.busy) !== 0) return busy;
  return (status & Status.memory) !== 0 ? SensorFault.memory : SensorFault.saturated;
}

export abstract class HoneywellSensor extends OneShotSensor {
  readonly #command = Uint8Array.of(MEASURE, 0, 0);
  protected readonly answer: Uint8Array;
  #lowPa = 0;
  #lowCounts = 0;
  #paPerCount = 0;

  constructor(options: SensorOptions, address: number, answerBytes: number) {
    super(options, address);
    this.answer = new Uint8Array(answerBytes);
  }

  /** What the order number of the part says. */
  configure(range: HoneywellRange): void {
    const { minimumPa, maximumPa, transfer } = range;
    this.#lowPa = minimumPa;
    this.#lowCounts = transfer.lowCounts;
    this.#paPerCount = (maximumPa - minimumPa) / (transfer.highCounts - transfer.lowCounts);
  }

  protected override start(io: I2cPort): void {
    io.write(this.#command);
  }

  protected override collect(io: I2cPort, sample: PressureSample): Outcome {
    const answer = this.answer;
    io.read(answer);
    const status = answer[0] ?? 0;
    // Nearly always: nothing but the power bit.
    if (status !== Status.powered) return outcomeOf(status);
    const counts = unsigned24(answer, PRESSURE_AT);
    // Either end is a bound and no value; zero is also what a part holds that was reset in mid-conversion.
    if (counts === 0 || counts === CEILING) return SensorFault.outOfRange;
    sample.counts = counts;
    sample.pressure = this.#lowPa + (counts - this.#lowCounts) * this.#paPerCount;
    return ready;
  }
}
