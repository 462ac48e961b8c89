/** I2C as ECMA-419 has it, as far as a driver uses it. `close` is optional because the SDK's typings lack it. */
export interface I2cPort {
  read(buffer: Uint8Array): unknown;
  write(buffer: Uint8Array): unknown;
  close?(): void;
}

export interface I2cPortOptions {
  readonly data: number;
  readonly clock: number;
  readonly hz: number;
  readonly address: number;
  readonly port?: number;
  /** The SDK's own extension on the ESP32: the longest that a transfer may block, ms. */
  readonly timeout?: number;
}

/** Where a sensor is: the I2C class to use, its pins, and whatever differs from the part's usual settings. */
export interface I2cSensor extends Partial<Pick<I2cPortOptions, "hz" | "address" | "port" | "timeout">> {
  readonly io: new (options: I2cPortOptions) => I2cPort;
  readonly data: number;
  readonly clock: number;
}

export interface SensorOptions {
  readonly sensor: I2cSensor;
  /** Told once what keeps good samples from coming, and again only after one has come or the fault has changed. */
  readonly onError?: (fault: SensorFault) => void;
}

export const SensorFault = Object.freeze({
  noAnswer: "no answer",
  unexpectedSensor: "unexpected sensor",
  memory: "memory integrity",
  saturated: "math saturation",
  outOfRange: "out of range",
  endless: "conversion does not end",
});
export type SensorFault = (typeof SensorFault)[keyof typeof SensorFault];

/** What a part makes of being asked for its conversion. */
export const ready = "ready";
export const busy = "busy";
export type Outcome = typeof ready | typeof busy | SensorFault;

/** One conversion. A property that is undefined could not be believed, or is not told by this part. */
export class PressureSample {
  /** Pressure, Pa: above ambient from a gauge part, above vacuum from an absolute one. */
  pressure: number | undefined = undefined;
  /** Temperature of the part itself, °C. */
  temperature: number | undefined = undefined;
  /** What the part itself reported, before any conversion to pressure. */
  counts: number | undefined = undefined;
  /** What the caller gave to the `sample` that started this conversion: the moment that the pressure is of. */
  ticks: number | undefined = undefined;
}

/** Fast-mode, which all four parts know. */
const BUS_HZ = 400_000;
/** More than ten times what the longest transfer takes at 400 kHz. The SDK's default of 400 ms would stop a control loop. */
const TIMEOUT_MS = 3;
/** So often in a row is a part asked in vain before it counts as stuck: 100 ms even for a caller at 1 kHz. */
const PATIENCE = 100;

/**
 * A sensor that converts when told to. Nothing here waits: a call of `sample` collects the conversion that an earlier
 * one has started, and starts the next. The constructor does not talk to the part, so one that is missing or not yet
 * powered costs nothing but samples, and the first good conversion ends any fault by itself.
 */
export abstract class OneShotSensor {
  #io: I2cPort | undefined;
  readonly #onError: ((fault: SensorFault) => void) | undefined;
  readonly #sample = new PressureSample();
  #isConverting = false;
  #startedTicks: number | undefined = undefined;
  #askedInVain = 0;
  #told: SensorFault | undefined = undefined;

  constructor(options: SensorOptions, address: number) {
    const { io, ...port } = options.sensor;
    this.#onError = options.onError;
    this.#io = new io({ hz: BUS_HZ, timeout: TIMEOUT_MS, address, ...port });
  }

  /** Starts one conversion. Whatever the bus throws may pass. */
  protected abstract start(io: I2cPort): void;

  /** Fills in what a finished conversion says; `sample` is blank before. Whatever the bus throws may pass. */
  protected abstract collect(io: I2cPort, sample: PressureSample): Outcome;

  /**
   * The conversion that an earlier call has started, or undefined while there is none: at the first call, while the
   * part is busy, while it does not answer. Always the same object, good until the next call.
   * @param ticks the caller's clock, if the sample is to carry it
   */
  sample(ticks?: number): PressureSample | undefined {
    const io = this.#io;
    if (io === undefined) throw new Error("closed");
    const wasConverting = this.#isConverting;
    const sample = wasConverting ? this.#collect(io) : undefined;
    // A bus that has just failed is left alone until the next call: it may have cost the whole timeout.
    if (!wasConverting || sample !== undefined) this.#begin(io, ticks);
    return sample;
  }

  /** Gives the pins back. May be called again; `sample` may not. */
  close(): void {
    this.#io?.close?.();
    this.#io = undefined;
  }

  #begin(io: I2cPort, ticks: number | undefined): void {
    try {
      this.start(io);
      this.#isConverting = true;
      this.#startedTicks = ticks;
      this.#askedInVain = 0;
    } catch {
      this.#tell(SensorFault.noAnswer);
    }
  }

  #collect(io: I2cPort): PressureSample | undefined {
    const sample = this.#sample;
    sample.pressure = undefined;
    sample.temperature = undefined;
    sample.counts = undefined;
    sample.ticks = this.#startedTicks;
    try {
      const outcome = this.collect(io, sample);
      if (outcome === busy) return this.#wait();
      this.#isConverting = false;
      if (outcome === ready) this.#told = undefined;
      else this.#tell(outcome);
      return sample;
    } catch {
      this.#isConverting = false;
      this.#tell(SensorFault.noAnswer);
      return undefined;
    }
  }

  #wait(): undefined {
    this.#askedInVain++;
    if (this.#askedInVain < PATIENCE) return;
    this.#isConverting = false;
    this.#tell(SensorFault.endless);
  }

  #tell(fault: SensorFault): void {
    if (this.#told === fault) return;
    this.#told = fault;
    this.#onError?.(fault);
  }
}
