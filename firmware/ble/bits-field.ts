import type { AnyValues } from "./number-field";

/** One bit: a boolean in the record. */
export interface Flag<Name extends string = string> {
  readonly flag: Name;
  readonly meaning: string;
}

/** Several bits: a small number in the record, of which more bits than these are lost. */
export interface Bits<Name extends string = string> {
  readonly name: Name;
  readonly width: number;
  readonly meaning: string;
  readonly codes?: string;
}

/** Flags and small numbers in one number, from bit 0 on. What is left over is sent as 0 and not looked at. */
export class BitsField<Part extends Flag | Bits = Flag | Bits> {
  readonly name: string;
  readonly bytes: 1 | 2 | 4;
  readonly parts: readonly Part[];
  /** Of the parts, side by side, so that the tick's side looks nothing up. */
  readonly #names: readonly string[];
  readonly #masks: readonly number[];
  readonly #shifts: readonly number[];

  constructor(name: string, bytes: 1 | 2 | 4, parts: readonly Part[]) {
    const widths = parts.map((part) => ("flag" in part ? 1 : part.width));
    let shift = 0;
    this.name = name;
    this.bytes = bytes;
    this.parts = Object.freeze(parts);
    this.#names = Object.freeze(parts.map((part) => ("flag" in part ? part.flag : part.name)));
    this.#masks = Object.freeze(widths.map((width) => (1 << width) - 1));
    this.#shifts = Object.freeze(
      widths.map((width) => {
        shift += width;
        return shift - width;
      }),
    );
    Object.freeze(this);
  }

  put(values: AnyValues, view: DataView, at: number): void {
    const names = this.#names;
    const masks = this.#masks;
    const shifts = this.#shifts;
    let bits = 0;
    for (let i = 0; i < names.length; i++) {
      // A boolean counts as 1 or 0 here.
      bits |= ((values[names[i] as string] as number) & (masks[i] as number)) << (shifts[i] as number);
    }
    if (this.bytes === 1) view.setUint8(at, bits);
    else if (this.bytes === 2) view.setUint16(at, bits, true);
    else view.setUint32(at, bits, true);
  }

  take(view: DataView, at: number, into: AnyValues): void {
    const { bytes, parts } = this;
    const bits = bytes === 1 ? view.getUint8(at) : bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    for (let i = 0; i < parts.length; i++) {
      const value = (bits >>> (this.#shifts[i] as number)) & (this.#masks[i] as number);
      into[this.#names[i] as string] = "flag" in (parts[i] as Part) ? value === 1 : value;
    }
  }

  isInRange(): boolean {
    return true;
  }
}
