import type { I2cTarget } from "../i2c-bus";

/** Data sheets 32332628 (MPR) and 32350268 (ABP2): command, status byte, conversion time. */
const COMMAND = [0xaa, 0x00, 0x00];
const POWERED = 0x40;
const BUSY = 0x20;
const MEMORY_ERROR = 0x04;
const SATURATED = 0x01;
const CONVERSION_MS = 5;
const CEILING = 0xff_ffff;

/** What an order number of these series says. */
export interface HoneywellModel {
  readonly address: number;
  readonly hasTemperature: boolean;
  readonly minimumPa: number;
  readonly maximumPa: number;
  /** Shares of 2^24 counts at the lowest and the highest pressure. */
  readonly lowShare: number;
  readonly highShare: number;
}

export const mpr0060kg: HoneywellModel = Object.freeze({
  address: 0x18,
  hasTemperature: false,
  minimumPa: 0,
  maximumPa: 60_000,
  lowShare: 0.1,
  highShare: 0.9,
});

export const abp2100kg: HoneywellModel = Object.freeze({
  ...mpr0060kg,
  address: 0x28,
  hasTemperature: true,
  maximumPa: 100_000,
});

/** An MPR or ABP2 as the bus sees it. */
export class HoneywellDevice implements I2cTarget {
  readonly address: number;
  readonly #model: HoneywellModel;
  pressurePa = 0;
  temperatureC = 25;
  /** Faults: it does not answer; its memory is corrupt; it never finishes; these bits of the status are wrong. */
  isMute = false;
  hasMemoryError = false;
  neverFinishes = false;
  statusFlip = 0;
  /** Conversions that were started. */
  conversions = 0;

  #nowMs = 0;
  #readyMs = Number.NEGATIVE_INFINITY;
  #isSaturated = false;
  readonly #answer = new Uint8Array(7);
  readonly #received: number[] = [];
  #at = 0;

  constructor(model: HoneywellModel) {
    this.#model = model;
    this.address = model.address;
  }

  select(isRead: boolean, nowMs: number): boolean {
    this.#nowMs = nowMs;
    this.#at = 0;
    this.#received.length = 0;
    if (isRead) this.#answer[0] = this.#status();
    return !this.isMute;
  }

  receive(byte: number): boolean {
    this.#received.push(byte);
    return true;
  }

  /** It has nothing to say after the last byte: the line stays high. */
  send(): number {
    const length = this.#model.hasTemperature ? 7 : 4;
    return this.#at < length ? (this.#answer[this.#at++] as number) : 0xff;
  }

  stop(): void {
    const isCommand =
      this.#received.length === COMMAND.length && COMMAND.every((byte, i) => byte === this.#received[i]);
    if (isCommand && !this.#isBusy) this.#convert();
    this.#received.length = 0;
  }

  /** Its supply failed for a moment: whatever it was doing is forgotten. */
  reset(): void {
    this.#readyMs = Number.NEGATIVE_INFINITY;
    this.#isSaturated = false;
    this.#answer.fill(0);
  }

  get #isBusy(): boolean {
    return this.neverFinishes || this.#nowMs < this.#readyMs;
  }

  #status(): number {
    const faults = (this.hasMemoryError ? MEMORY_ERROR : 0) | (this.#isSaturated && !this.#isBusy ? SATURATED : 0);
    return (POWERED | (this.#isBusy ? BUSY : 0) | faults) ^ this.statusFlip;
  }

  #convert(): void {
    const { minimumPa, maximumPa, lowShare, highShare } = this.#model;
    const share = lowShare + ((this.pressurePa - minimumPa) / (maximumPa - minimumPa)) * (highShare - lowShare);
    const counts = Math.round(share * 2 ** 24);
    this.#isSaturated = counts < 0 || counts > CEILING;
    this.#put(1, Math.max(0, Math.min(CEILING, counts)));
    this.#put(4, Math.round(((this.temperatureC + 50) / 200) * CEILING));
    this.#readyMs = this.#nowMs + CONVERSION_MS;
    this.conversions++;
  }

  #put(at: number, counts: number): void {
    this.#answer[at] = counts >> 16;
    this.#answer[at + 1] = counts >> 8;
    this.#answer[at + 2] = counts;
  }
}
