import I2C from "embedded:io/i2c";

const ADDRESS = 0x28;
const BUS_HZ = 400_000;
const STATUS_OK = 0x40;

/**
 * Honeywell ABP2 over I2C. A conversion takes 5 ms; instead of waiting for it, each call collects the conversion
 * that the call before has started and starts the next.
 */
export class Abp2 {
  readonly #bus: I2C;
  readonly #command = Uint8Array.of(0xaa, 0, 0);
  readonly #answer = new Uint8Array(7);
  #started = false;
  #startedMs = 0;

  /** When the conversion that `sample` returned was started, ms. */
  takenMs = 0;

  constructor(dataPin: number, clockPin: number) {
    this.#bus = new I2C({ data: dataPin, clock: clockPin, hz: BUS_HZ, address: ADDRESS });
  }

  /** Counts of the conversion that the last call started; NaN for an error the part reports; undefined when none was due. */
  sample(nowMs: number): number | undefined {
    try {
      const counts = this.#started ? this.#collect() : undefined;
      this.takenMs = this.#startedMs;
      this.#bus.write(this.#command);
      this.#started = true;
      this.#startedMs = nowMs;
      return counts;
    } catch {
      // The part does not answer: no sample, and the firmware finds the transducer stale.
      this.#started = false;
      return undefined;
    }
  }

  #collect(): number {
    const answer = this.#answer;
    this.#bus.read(answer);
    const [status = 0, high = 0, middle = 0, low = 0] = answer;
    return status === STATUS_OK ? (high << 16) | (middle << 8) | low : Number.NaN;
  }
}
