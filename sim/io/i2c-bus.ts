/** A part on an I2C bus, byte by byte. */
export interface I2cTarget {
  readonly address: number;
  /** Its address has been called, to read or to write: true acknowledges. */
  select(isRead: boolean, nowMs: number): boolean;
  /** A byte from the controller: true acknowledges. */
  receive(byte: number): boolean;
  /** The next byte for the controller. */
  send(): number;
  /** The transfer is over. */
  stop(): void;
}

/** Address or data, and its acknowledge. */
const CLOCKS_PER_BYTE = 9;
/** ESP-IDF frees a bus whose data line is low with at most nine clocks at 100 kHz (`s_i2c_master_clear_bus`). */
const CLEARING_CLOCKS = 9;
const CLEARING_MS = 0.09;

export type BusError = "no acknowledge" | "timeout" | "lost";

/** Two wires with parts on them, and what may go wrong with the wires. */
export class I2cBus {
  readonly #targets = new Map<number, I2cTarget>();
  /** A part that lost count in mid-byte holds the data line low for so many more clocks; infinite for a short. */
  dataHeldClocks = 0;
  /** The clock line is held low. */
  clockIsHeld = false;
  /** The next transfer breaks off after so many bytes. */
  breaksAfterBytes: number | undefined = undefined;
  /** How long the controller has been kept by all transfers so far, ms, and how many there were. */
  spentMs = 0;
  transfers = 0;

  attach(target: I2cTarget): void {
    this.#targets.set(target.address, target);
  }

  detach(target: I2cTarget): void {
    this.#targets.delete(target.address);
  }

  /** Writes `bytes`, or reads as many as they are: undefined when all went well. */
  transfer(
    address: number,
    bytes: Uint8Array,
    isRead: boolean,
    hz: number,
    timeoutMs: number,
    nowMs: number,
  ): BusError | undefined {
    this.transfers++;
    if (this.dataHeldClocks > 0) this.#clear();
    if (this.clockIsHeld || this.dataHeldClocks > 0) {
      this.spentMs += timeoutMs < 0 ? Number.POSITIVE_INFINITY : timeoutMs;
      return "timeout";
    }
    const byteMs = (CLOCKS_PER_BYTE * 1000) / hz;
    this.spentMs += byteMs;
    const target = this.#targets.get(address);
    if (target === undefined || !target.select(isRead, nowMs)) return "no acknowledge";
    const error = this.#exchange(target, bytes, isRead, byteMs);
    target.stop();
    return error;
  }

  #exchange(target: I2cTarget, bytes: Uint8Array, isRead: boolean, byteMs: number): BusError | undefined {
    const broken = this.breaksAfterBytes;
    this.breaksAfterBytes = undefined;
    for (let i = 0; i < bytes.length; i++) {
      if (i === broken) return "lost";
      this.spentMs += byteMs;
      if (isRead) bytes[i] = target.send();
      else if (!target.receive(bytes[i] as number)) return "no acknowledge";
    }
    return undefined;
  }

  #clear(): void {
    this.spentMs += CLEARING_MS;
    this.dataHeldClocks = Math.max(0, this.dataHeldClocks - CLEARING_CLOCKS);
  }
}
