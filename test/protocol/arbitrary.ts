import fc from "fast-check";
import { type AnyValues, BitsField, FixedField, type NumberField } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames } from "../../firmware/ble/frames";
import { answerHead, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";

/** Every frame that goes over the wire, under a name that nothing else has. */
export const everyFrame: readonly (readonly [string, AnyFrame])[] = [
  ...[...frames, requestHead, answerHead, outOfOrderAnswer].map((frame) => [frame.name, frame] as const),
  ...operationList.flatMap(
    ({ name, request, answer }) =>
      [[`${name}, request`, request] as const, [`${name}, answer`, answer] as const] as const,
  ),
];

/** Any value that the field can carry, between its steps too. */
export function numberIn(field: NumberField): fc.Arbitrary<number> {
  const { lowest, highest, factor, divisor, unknown, wraps } = field;
  const steps = fc.oneof(fc.integer({ min: lowest, max: highest }), fc.constantFrom(lowest, highest));
  if (wraps) return steps;
  const between = fc.tuple(steps, fc.double({ min: 0, max: 1, noNaN: true }));
  const values = between.map(([step, share]) => (Math.min(step + share, highest) * factor) / divisor);
  return unknown === undefined ? values : fc.oneof({ weight: 5, arbitrary: values }, fc.constant(Number.NaN));
}

export function valuesOf(frame: AnyFrame): fc.Arbitrary<AnyValues> {
  const model: Record<string, fc.Arbitrary<number | boolean>> = {};
  for (const field of frame.fields) {
    if (field instanceof FixedField) continue;
    if (!(field instanceof BitsField)) model[field.name] = numberIn(field);
    else
      for (const part of field.parts) {
        if ("flag" in part) model[part.flag] = fc.boolean();
        else model[part.name] = fc.nat((1 << part.width) - 1);
      }
  }
  return fc.record(model);
}
