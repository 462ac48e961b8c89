import type { I2cTarget } from "../i2c-bus";

/** CFSensor XGZP6847D and 6857D data sheets, "register description". */
const ADDRESS = 0x6d;
const PRESSURE = 0x06;
const TEMPERATURE = 0x09;
const COMMAND = 0x30;
const START = 0x08;
const KIND = 0x07;
const COMBINED = 0x02;
const HIGHEST = 0x7f_ffff;
const LOWEST = -0x80_0000;
/** The data sheet of the 6857D has one wait 20 ms where the command register is not looked at. */
const CONVERSION_MS = 20;

/** A CFSensor XGZP68xxD as the bus sees it: registers, and a pointer that goes on by itself. */
export class XgzpDevice implements I2cTarget {
  readonly address = ADDRESS;
  readonly #countsPerPa: number;
  pressurePa = 0;
  temperatureC = 25;
  isMute = false;
  neverFinishes = false;
  conversions = 0;

  readonly #registers = new Uint8Array(256);
  #pointer = 0;
  #expectsPointer = true;
  #nowMs = 0;
  #readyMs = Number.POSITIVE_INFINITY;

  /** @param countsPerPa K of the data sheet: 64 for a highest pressure of 65 to 131 kPa */
  constructor(countsPerPa = 64) {
    this.#countsPerPa = countsPerPa;
  }

  select(isRead: boolean, nowMs: number): boolean {
    this.#nowMs = nowMs;
    this.#expectsPointer = !isRead;
    if (nowMs >= this.#readyMs && !this.neverFinishes) this.#finish();
    return !this.isMute;
  }

  receive(byte: number): boolean {
    if (this.#expectsPointer) this.#pointer = byte;
    else this.#write(byte);
    this.#expectsPointer = false;
    return true;
  }

  send(): number {
    const byte = this.#registers[this.#pointer] as number;
    this.#pointer = (this.#pointer + 1) & 0xff;
    return byte;
  }

  stop(): void {}

  reset(): void {
    this.#registers.fill(0);
    this.#pointer = 0;
    this.#readyMs = Number.POSITIVE_INFINITY;
  }

  #write(byte: number): void {
    this.#registers[this.#pointer] = byte;
    if (this.#pointer === COMMAND && (byte & START) !== 0) this.#start(byte & KIND);
    this.#pointer = (this.#pointer + 1) & 0xff;
  }

  /** Only the combined conversion is modelled: any other leaves the results as they were. */
  #start(kind: number): void {
    this.#readyMs = this.#nowMs + CONVERSION_MS;
    this.conversions++;
    if (kind !== COMBINED) return;
    const counts = Math.max(LOWEST, Math.min(HIGHEST, Math.round(this.pressurePa * this.#countsPerPa)));
    this.#registers.set([counts >> 16, counts >> 8, counts], PRESSURE);
    const temperature = Math.round(this.temperatureC * 256);
    this.#registers.set([temperature >> 8, temperature], TEMPERATURE);
  }

  #finish(): void {
    this.#registers[COMMAND] = (this.#registers[COMMAND] as number) & ~START;
    this.#readyMs = Number.POSITIVE_INFINITY;
  }
}
