import { encoded } from "../../companion/protocol/frame-bytes";
import { type AnyValues, BitsField, FixedField, type NumberField } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames } from "../../firmware/ble/frames";
import { answerHead, type Operation, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Reason } from "../../firmware/shared/reasons";
import { hexOf } from "./hex";

/** `null` for a value that nobody knows. */
export type Told = Readonly<Record<string, number | boolean | null>>;

/** Bytes, and what they say. */
export interface Vector {
  /** Name of a frame; of the operation for what goes over the control point. */
  readonly of: string;
  readonly part: "frame" | "request" | "answer";
  readonly case: string;
  readonly hex: string;
  readonly head?: Told;
  readonly values: Told;
  /** Encoding these gives the bytes too: values that do not fit. */
  readonly given?: Told;
  /** Bytes behind the fields, in hex. */
  readonly tail?: string;
  /** There are bytes at the end that a receiver of today does not know: it leaves them alone. */
  readonly isLonger?: true;
}

/** Frames in every direction, each in the cases that go wrong most easily. */
export function vectors(): Vector[] {
  return [
    ...frames.flatMap((frame) => vectorsOf(frame, frame.name, "frame", undefined)),
    ...operationList.flatMap(operationVectors),
  ];
}

function operationVectors(operation: Operation, index: number): Vector[] {
  const sequence = (index * 7) % 256;
  const heads = {
    request: { operation: operation.code, sequence },
    answer: { operation: operation.code, sequence, result: Result.success, reason: Reason.none },
  };
  return [
    ...vectorsOf(operation.request, operation.name, "request", heads.request),
    ...vectorsOf(operation.answer, operation.name, "answer", heads.answer),
    refusal(operation, sequence),
  ];
}

/** Every operation may fail; one answer in three of those here tells which number is due. */
function refusal(operation: Operation, sequence: number): Vector {
  const isOutOfOrder = sequence % 3 === 0;
  const result = isOutOfOrder ? Result.outOfOrder : Result.failed;
  const reason = isOutOfOrder ? Reason.none : Reason.notArmed;
  const head = { operation: operation.code, sequence, result, reason };
  const values: AnyValues = isOutOfOrder ? { dueSequence: (sequence + 255) % 256 } : {};
  const rest = isOutOfOrder ? hexOf(encoded(outOfOrderAnswer, values as { dueSequence: number })) : "";
  const hex = hexOf(encoded(answerHead, head)) + rest;
  return { of: operation.name, part: "answer", case: isOutOfOrder ? "out of order" : "refused", hex, head, values };
}

type Choice = (field: NumberField, index: number) => number;

/** Case by case, what to put into a number, and into a bit. */
const cases: readonly { readonly name: string; readonly pick: Choice; readonly bit: (index: number) => number }[] = [
  { name: "zeros", pick: ({ least }) => Math.max(0, least), bit: () => 0 },
  { name: "lowest", pick: ({ least }) => least, bit: () => 0 },
  { name: "highest", pick: ({ most }) => most, bit: () => 1 },
  { name: "unknown", pick: (field) => (field.unknown === undefined ? field.least : Number.NaN), bit: () => 0 },
  { name: "typical", pick: typical, bit: (index) => index % 2 },
  {
    name: "negative",
    pick: (field, index) => (field.least < 0 ? (-123 * field.factor) / field.divisor : typical(field, index)),
    bit: (index) => (index + 1) % 2,
  },
];

/** Some value in the range, of whole steps, another for every field. */
function typical({ least, most, factor, divisor }: NumberField, index: number): number {
  const steps = Math.floor(((most - Math.max(0, least)) * divisor) / factor);
  const step = Math.floor((steps * (index + 3)) / 17);
  return Math.max(0, least) + (step * factor) / divisor;
}

function vectorsOf(frame: AnyFrame, of: string, part: Vector["part"], head: Told | undefined): Vector[] {
  const front = head === undefined ? "" : hexOf(encoded(part === "request" ? requestHead : answerHead, head as never));
  const made = cases.map(({ name, pick, bit }, index) => {
    const values = filled(frame, pick, bit);
    const tail = tailOf(frame, index);
    const hex = front + hexOf(encoded(frame, values, tail));
    return {
      of,
      part,
      case: name,
      hex,
      ...(head === undefined ? {} : { head }),
      values: told(values),
      ...(tail.length === 0 ? {} : { tail: hexOf(tail) }),
    };
  });
  const different = made.filter((one, index) => made.findIndex(({ hex }) => hex === one.hex) === index);
  return [...different, ...misfitting(frame, made), ...longer(frame, made)];
}

/** Values that no step stands for, and values beyond the range on the wire: they become the nearest, or its end. */
const misfits: readonly { readonly name: string; readonly pick: Choice }[] = [
  { name: "between steps", pick: (field, index) => typical(field, index) + (0.3 * field.factor) / field.divisor },
  { name: "below the range", pick: () => -1e12 },
  { name: "above the range", pick: () => 1e12 },
];

function misfitting(frame: AnyFrame, made: readonly Vector[]): Vector[] {
  const numbers = frame.fields.filter((field) => !(field instanceof FixedField || field instanceof BitsField));
  if (!numbers.some((field) => (field as NumberField).form.wraps !== true)) return [];
  const first = made[0] as Vector;
  const tail = Buffer.from(first.tail ?? "", "hex");
  const front = first.hex.slice(0, first.hex.length - 2 * (frame.bytes + tail.length));
  return misfits.map(({ name, pick }) => {
    const given = filled(
      frame,
      (field, index) => (field.wraps ? 1 : pick(field, index)),
      () => 1,
    );
    const bytes = encoded(frame, given, tail);
    const values = frame.blank();
    frame.decode(new DataView(bytes.buffer), 0, values);
    return { ...first, case: name, hex: front + hexOf(bytes), values: told(values), given: told(given) };
  });
}

function longer(frame: AnyFrame, made: readonly Vector[]): Vector[] {
  const typicalOne = made.find((vector) => vector.case === "typical");
  // Requests have an exact length, and what stands behind a tail cannot be told from it.
  if (typicalOne === undefined || typicalOne.part === "request" || frame.tail !== undefined) return [];
  return [{ ...typicalOne, case: "longer than known", hex: `${typicalOne.hex}a55a`, isLonger: true }];
}

function filled(frame: AnyFrame, pick: Choice, bit: (index: number) => number): AnyValues {
  const values = frame.blank();
  for (const [index, field] of frame.fields.entries()) {
    if (field instanceof FixedField) continue;
    if (!(field instanceof BitsField)) values[field.name] = pick(field, index);
    else
      for (const [place, part] of field.parts.entries()) {
        if ("flag" in part) values[part.flag] = bit(place) === 1;
        else values[part.name] = bit(place) * ((1 << part.width) - 1);
      }
  }
  return values;
}

const TEXTS = ["A", "Left thigh", "Straße 7", "腕", "0123456789abcdef", "-"];

function tailOf({ tail }: AnyFrame, index: number): Uint8Array {
  if (tail === undefined) return new Uint8Array();
  if (tail.kind === "text") return new TextEncoder().encode(TEXTS[index]);
  const even = tail.kind === "pressures" ? 2 : 1;
  const length = Math.min(tail.most, Math.max(tail.least, even * (index + 1)));
  return Uint8Array.from({ length }, (_, place) => (place * 37 + index * 11) % 256);
}

function told(values: AnyValues): Told {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number.isNaN(value) ? null : value]));
}
