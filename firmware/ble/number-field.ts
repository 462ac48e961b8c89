/** What a frame is filled from and read into, where its type does not matter. */
export type AnyValues = Record<string, number | boolean>;

/** How a number stands on the wire, beside its size. All are little-endian. */
export interface NumberForm {
  readonly isSigned?: boolean;
  /** Wraps around instead of staying at the end of the range: counters, stamps and codes. */
  readonly wraps?: boolean;
  /** What a value counts, in the record: "mmHg", "ms". */
  readonly unit?: string;
  /** One step on the wire is `factor / divisor` units. Two whole numbers, so that 0.3 mmHg comes back as 0.3. */
  readonly factor?: number;
  readonly divisor?: number;
  /** Rounds up instead of to the nearest: for a rest that is owed, 0 has to mean that none is. */
  readonly roundsUp?: boolean;
  /** On the wire for a value that nobody knows; NaN in the record. */
  readonly unknown?: number;
  /** What may be sent, in units. A request beyond it is refused, never bent. */
  readonly least?: number;
  readonly most?: number;
  /** Enumeration that a code belongs to, for the document. */
  readonly codes?: string;
}

/** One number. */
export class NumberField<Name extends string = string> {
  readonly name: Name;
  readonly meaning: string;
  readonly bytes: 1 | 2 | 4;
  readonly form: NumberForm;
  readonly isSigned: boolean;
  readonly wraps: boolean;
  readonly roundsUp: boolean;
  readonly factor: number;
  readonly divisor: number;
  readonly unknown: number | undefined;
  readonly least: number;
  readonly most: number;
  /** The ends of the range on the wire; the code for "unknown" lies outside. */
  readonly lowest: number;
  readonly highest: number;

  constructor(name: Name, bytes: 1 | 2 | 4, meaning: string, form: NumberForm) {
    const { isSigned = false, wraps = false, roundsUp = false, factor = 1, divisor = 1, unknown } = form;
    const span = bytes === 4 ? 0x1_0000_0000 : 1 << (8 * bytes);
    const bottom = isSigned ? -span / 2 : 0;
    this.name = name;
    this.meaning = meaning;
    this.bytes = bytes;
    this.form = Object.freeze(form);
    this.isSigned = isSigned;
    this.wraps = wraps;
    this.roundsUp = roundsUp;
    this.factor = factor;
    this.divisor = divisor;
    this.unknown = unknown;
    this.lowest = unknown === bottom ? bottom + 1 : bottom;
    this.highest = unknown === bottom + span - 1 ? bottom + span - 2 : bottom + span - 1;
    this.least = form.least ?? (this.lowest * factor) / divisor;
    this.most = form.most ?? (this.highest * factor) / divisor;
    Object.freeze(this);
  }

  put(values: AnyValues, view: DataView, at: number): void {
    let coded = values[this.name] as number;
    if (!this.wraps) {
      const steps = (coded * this.divisor) / this.factor;
      coded = this.roundsUp ? Math.ceil(steps) : Math.floor(steps + 0.5);
      if (coded > this.highest) coded = this.highest;
      // What is no number is not above the lowest either, so that only the rare cases are told apart.
      else if (!(coded >= this.lowest)) coded = this.#notAbove(coded);
    }
    // Negative numbers and counters wrap here, as the language defines for these calls.
    if (this.bytes === 1) view.setUint8(at, coded);
    else if (this.bytes === 2) view.setUint16(at, coded, true);
    else view.setUint32(at, coded, true);
  }

  take(view: DataView, at: number, into: AnyValues): void {
    const coded = this.#at(view, at);
    into[this.name] = coded === this.unknown ? Number.NaN : (coded * this.factor) / this.divisor;
  }

  isInRange(values: AnyValues): boolean {
    const value = values[this.name] as number;
    if (Number.isNaN(value)) return this.unknown !== undefined;
    return value >= this.least && value <= this.most;
  }

  #notAbove(coded: number): number {
    return this.unknown !== undefined && Number.isNaN(coded) ? this.unknown : this.lowest;
  }

  #at(view: DataView, at: number): number {
    if (this.bytes === 1) return this.isSigned ? view.getInt8(at) : view.getUint8(at);
    if (this.bytes === 2) return this.isSigned ? view.getInt16(at, true) : view.getUint16(at, true);
    return this.isSigned ? view.getInt32(at, true) : view.getUint32(at, true);
  }
}
