import type { I2cTarget } from "../i2c-bus";

/** TI ADS1113/4/5 data sheet SBAS444, "Config register". */
const ADDRESS = 0x48;
const CONVERSION = 0;
const CONFIG = 1;
const AFTER_RESET = 0x8583;
const START = 0x8000;
const CONTINUOUS_IS_ZERO = 0x0100;
const fullScaleVolts = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];
const samplesPerS = [8, 16, 32, 64, 128, 250, 475, 860];
/** Its oscillator may be 10 % slow ("data rate variation"). */
const SLOWEST = 1.1;

/** An ADS1115 as the bus sees it, in single-shot mode and with inputs against ground, which is all that is used. */
export class Ads1115Device implements I2cTarget {
  readonly address: number;
  /** At AIN0 to AIN3, V. */
  readonly volts = [0, 0, 0, 0];
  isMute = false;
  neverFinishes = false;
  conversions = 0;

  readonly #registers = [0, AFTER_RESET, 0x8000, 0x7fff];
  #pointer = 0;
  #at = 0;
  #high = 0;
  #nowMs = 0;
  #readyMs = 0;

  constructor(address = ADDRESS) {
    this.address = address;
  }

  select(_isRead: boolean, nowMs: number): boolean {
    this.#nowMs = nowMs;
    this.#at = 0;
    if (nowMs >= this.#readyMs && !this.neverFinishes) this.#registers[CONFIG] = this.#config | START;
    return !this.isMute;
  }

  /** The pointer, then a word, high byte first. */
  receive(byte: number): boolean {
    if (this.#at === 0) this.#pointer = byte & 3;
    else if (this.#at === 1) this.#high = byte;
    else if (this.#at === 2) this.#write((this.#high << 8) | byte);
    this.#at++;
    return true;
  }

  send(): number {
    const word = this.#registers[this.#pointer] as number;
    return this.#at++ % 2 === 0 ? word >> 8 : word & 0xff;
  }

  stop(): void {}

  reset(): void {
    this.#registers[CONVERSION] = 0;
    this.#registers[CONFIG] = AFTER_RESET;
    this.#readyMs = 0;
  }

  get #config(): number {
    return this.#registers[CONFIG] as number;
  }

  /** A start has no effect while a conversion goes on. */
  #write(word: number): void {
    if (this.#pointer !== CONFIG) return;
    const isIdle = (this.#config & START) !== 0;
    this.#registers[CONFIG] = (word & ~START) | (isIdle ? START : 0);
    if (isIdle && (word & START) !== 0 && (word & CONTINUOUS_IS_ZERO) !== 0) this.#convert(word);
  }

  #convert(config: number): void {
    const input = ((config >> 12) & 7) - 4;
    const volts = this.volts[input] ?? 0;
    const counts = Math.round((volts / (fullScaleVolts[(config >> 9) & 7] as number)) * 0x8000);
    this.#registers[CONVERSION] = Math.max(-0x8000, Math.min(0x7fff, counts)) & 0xffff;
    this.#registers[CONFIG] = config & ~START;
    this.#readyMs = this.#nowMs + (SLOWEST * 1000) / (samplesPerS[(config >> 5) & 7] as number);
    this.conversions++;
  }
}
