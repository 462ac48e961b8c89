import type { I2cTarget } from "../i2c-bus";

/** Some other chip at the address: it acknowledges everything and answers with one byte, whatever is asked. */
export class ForeignChip implements I2cTarget {
  readonly address: number;
  readonly #byte: number;

  constructor(address: number, byte: number) {
    this.address = address;
    this.#byte = byte;
  }

  select(): boolean {
    return true;
  }

  receive(): boolean {
    return true;
  }

  send(): number {
    return this.#byte;
  }

  stop(): void {}
}
