import { type Chip, currentChip } from "./chip";
import type { I2cBus } from "./i2c-bus";

export interface I2cOptions {
  readonly data: number;
  readonly clock: number;
  readonly hz: number;
  readonly address: number;
  readonly port?: number;
  /** Longest that a transfer may block, ms; −1 waits for ever. */
  readonly timeout?: number;
  readonly pullup?: boolean;
  readonly format?: "buffer";
}

const HIGHEST_ADDRESS = 127;
const HIGHEST_HZ = 20_000_000;
const DEFAULT_TIMEOUT_MS = 400;

/** `embedded:io/i2c` with the rules of the SDK's `modules/io/i2c/esp32/_i2c.c`. */
export default class I2C {
  static readonly #users = new WeakMap<Chip, Set<string>>();
  readonly #chip = currentChip();
  readonly #options: I2cOptions;
  readonly #timeoutMs: number;
  #bus: I2cBus | undefined;

  constructor(options: I2cOptions) {
    const { data, clock, hz, address, timeout = DEFAULT_TIMEOUT_MS } = options;
    if (data === undefined) throw new RangeError("data required");
    if (clock === undefined) throw new RangeError("clock required");
    if (address === undefined) throw new RangeError("address required");
    if (!(address >= 0 && address <= HIGHEST_ADDRESS)) throw new RangeError("invalid address");
    if (this.#peers.has(key(options))) throw new RangeError("duplicate address");
    if (this.#chip.isInputOnly(data) || this.#chip.isInputOnly(clock)) throw new RangeError("unusable pins");
    if (!(hz > 0 && hz <= HIGHEST_HZ)) throw new RangeError("invalid hz");
    if (!(timeout >= -1)) throw new RangeError("invalid timeout");
    if ((options.format ?? "buffer") !== "buffer") throw new RangeError("invalid format");
    this.#bus = this.#chip.claimBus(data, clock);
    this.#options = options;
    this.#timeoutMs = timeout;
    this.#peers.add(key(options));
  }

  get format(): "buffer" {
    return "buffer";
  }

  /** Fills a buffer and returns its length; or returns a new one of the length asked for. */
  read(into: Uint8Array): number;
  read(length: number): ArrayBuffer;
  read(into: Uint8Array | number): number | ArrayBuffer {
    const bytes = typeof into === "number" ? new Uint8Array(into) : into;
    this.#transfer(bytes, true, "read failed");
    return typeof into === "number" ? (bytes.buffer as ArrayBuffer) : bytes.length;
  }

  write(bytes: Uint8Array): void {
    this.#transfer(bytes, false, "write failed");
  }

  close(): void {
    if (this.#bus === undefined) return;
    this.#bus = undefined;
    this.#peers.delete(key(this.#options));
    this.#chip.releaseBus(this.#options.data, this.#options.clock);
  }

  get #peers(): Set<string> {
    const peers = I2C.#users.get(this.#chip) ?? new Set();
    I2C.#users.set(this.#chip, peers);
    return peers;
  }

  #transfer(bytes: Uint8Array, isRead: boolean, failed: string): void {
    if (this.#bus === undefined) throw new SyntaxError("closed");
    const { address, hz } = this.#options;
    const error = this.#bus.transfer(address, bytes, isRead, hz, this.#timeoutMs, this.#chip.nowMs);
    if (error !== undefined) throw new Error(failed);
  }
}

function key({ data, clock, address }: I2cOptions): string {
  return `${data},${clock},${address}`;
}
