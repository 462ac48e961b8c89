import {
  type AnyValues,
  type Bits,
  type BitsField,
  type Field,
  FixedField,
  type Flag,
  type NumberField,
} from "./fields";

type NumberNames<F> =
  F extends NumberField<infer Name>
    ? Name
    : F extends BitsField<infer Part>
      ? Part extends Bits<infer N>
        ? N
        : never
      : never;

type FlagNames<F> = F extends BitsField<infer Part> ? (Part extends Flag<infer N> ? N : never) : never;

/** What a frame of these fields says: a number, or a boolean, under each name. */
export type ValuesOf<F> =
  string extends NumberNames<F>
    ? AnyValues
    : { [Name in NumberNames<F> | FlagNames<F>]: Name extends FlagNames<F> ? boolean : number };

/** The record of a frame, as in `Values<typeof statusFrame>`. */
export type Values<T> = T extends Frame<infer F> ? ValuesOf<F> : never;

/** What stands behind the fields, to the end of the frame. */
export interface Tail {
  readonly name: string;
  readonly meaning: string;
  /** Bytes as they are; UTF-8; pressures of two bytes, as everywhere. */
  readonly kind: "bytes" | "text" | "pressures";
  /** Its length, bytes. */
  readonly least: number;
  readonly most: number;
}

/** A frame whose fields nobody asks about: all frames are this. */
export interface AnyFrame {
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly Field[];
  readonly tail: Tail | undefined;
  readonly bytes: number;
  blank(): AnyValues;
  fits(length: number): boolean;
  encode(values: AnyValues, view: DataView, at: number): void;
  decode(view: DataView, at: number, into: AnyValues): boolean;
  isInRange(values: AnyValues): boolean;
}

/** A row of fields, and perhaps a tail: one thing that goes over the wire. */
export class Frame<F extends Field = Field> {
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly F[];
  readonly tail: Tail | undefined;
  /** Length of the fields; a tail begins here. */
  readonly bytes: number;

  constructor(name: string, meaning: string, fields: readonly F[], tail: Tail | undefined) {
    let bytes = 0;
    for (let i = 0; i < fields.length; i++) bytes += fields[i]?.bytes ?? 0;
    this.name = name;
    this.meaning = meaning;
    this.fields = Object.freeze(fields);
    this.tail = tail;
    this.bytes = bytes;
    Object.freeze(this);
  }

  /** A record to fill: all numbers 0, all flags false. To be made once and used again and again. */
  blank(): ValuesOf<F> {
    const values: AnyValues = {};
    const zeros = new DataView(new ArrayBuffer(4));
    for (let i = 0; i < this.fields.length; i++) this.fields[i]?.take(zeros, 0, values);
    return values as ValuesOf<F>;
  }

  /** A request has just this length, tail included: `length` bytes are neither too few nor too many. */
  fits(length: number): boolean {
    const rest = length - this.bytes;
    return this.tail === undefined ? rest === 0 : rest >= this.tail.least && rest <= this.tail.most;
  }

  /** Writes the fields from byte `at` on; a tail is for the caller to write. What does not fit into a field becomes the nearest that does. */
  encode(values: ValuesOf<F>, view: DataView, at: number): void {
    let place = at;
    for (let i = 0; i < this.fields.length; i++) {
      const field = this.fields[i] as Field;
      field.put(values as AnyValues, view, place);
      place += field.bytes;
    }
  }

  /** Reads the fields from byte `at` on. False where the frame is too short or of another type; what follows it is not looked at. */
  decode(view: DataView, at: number, into: ValuesOf<F>): boolean {
    if (view.byteLength - at < this.bytes + (this.tail === undefined ? 0 : this.tail.least)) return false;
    const first = this.fields[0];
    if (first instanceof FixedField && view.getUint8(at) !== first.value) return false;
    let place = at;
    for (let i = 0; i < this.fields.length; i++) {
      const field = this.fields[i] as Field;
      field.take(view, place, into as AnyValues);
      place += field.bytes;
    }
    return true;
  }

  /** Every value is one that may be sent. */
  isInRange(values: ValuesOf<F>): boolean {
    for (let i = 0; i < this.fields.length; i++) {
      if (this.fields[i]?.isInRange(values as AnyValues) === false) return false;
    }
    return true;
  }
}

export function frameOf<const F extends Field>(
  name: string,
  meaning: string,
  fields: readonly F[],
  tail?: Tail,
): Frame<F> {
  return new Frame(name, meaning, fields, tail === undefined ? undefined : Object.freeze(tail));
}
