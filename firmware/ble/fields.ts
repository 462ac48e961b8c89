import type { BitsField } from "./bits-field";
import type { AnyValues, NumberField } from "./number-field";

export { type Bits, BitsField, type Flag } from "./bits-field";
export { type AnyValues, NumberField, type NumberForm } from "./number-field";

/** A byte that is always the same: says which frame this is, and how it is laid out. Not in the record. */
export class FixedField {
  readonly name: string;
  readonly meaning: string;
  readonly bytes = 1;
  readonly value: number;

  constructor(name: string, value: number, meaning: string) {
    this.name = name;
    this.value = value;
    this.meaning = meaning;
    Object.freeze(this);
  }

  put(_values: AnyValues, view: DataView, at: number): void {
    view.setUint8(at, this.value);
  }

  take(): void {}

  isInRange(): boolean {
    return true;
  }
}

export type Field = NumberField | BitsField | FixedField;
