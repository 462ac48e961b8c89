import type { Field } from "../../firmware/ble/fields";
import { BitsField, FixedField } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames, PROTOCOL_MAJOR, PROTOCOL_MINOR } from "../../firmware/ble/frames";
import { gattTable, Slot } from "../../firmware/ble/gatt-table";
import { answerHead, MOST_BYTES, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { presets } from "../../firmware/session/presets";
import type { Member } from "./enumerations";

export interface PartDescription {
  readonly name: string;
  readonly bit: number;
  readonly width: number;
  readonly isFlag: boolean;
  readonly meaning: string;
  readonly codes?: string;
}

export interface FieldDescription {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  readonly kind: "number" | "bits" | "fixed";
  readonly meaning: string;
  /** Of a number: see "How numbers stand" in protocol.md. */
  readonly number?: Readonly<Record<string, number | boolean | string>>;
  readonly parts?: readonly PartDescription[];
  readonly value?: number;
}

export const VERSION = `${PROTOCOL_MAJOR}.${PROTOCOL_MINOR}`;

/** The protocol for machines. */
export function descriptionOf(enumerations: ReadonlyMap<string, readonly Member[]>) {
  return {
    format: "open-bfr-cuff/protocol",
    version: VERSION,
    byteOrder: "little",
    services: gattTable,
    slots: Slot,
    frames: frames.map(frameDescription),
    controlPoint: {
      mostBytes: MOST_BYTES,
      requestHead: frameDescription(requestHead),
      answerHead: frameDescription(answerHead),
      outOfOrderAnswer: frameDescription(outOfOrderAnswer),
      operations: operationList.map(({ code, name, needs, meaning, request, answer }) => ({
        code,
        name,
        needs,
        meaning,
        request: frameDescription(request),
        answer: frameDescription(answer),
      })),
    },
    presets: presets.map(({ prescription, limbs }, number) => ({ number, name: prescription.name, limbs })),
    enumerations: Object.fromEntries(enumerations),
  };
}

export function frameDescription(frame: AnyFrame) {
  let at = 0;
  const fields = frame.fields.map((field) => {
    const described = fieldDescription(field, at);
    at += field.bytes;
    return described;
  });
  const { name, meaning, bytes, tail } = frame;
  return { name, meaning, bytes, fields, ...(tail === undefined ? {} : { tail }) };
}

function fieldDescription(field: Field, at: number): FieldDescription {
  const { name, bytes } = field;
  if (field instanceof FixedField)
    return { name, at, bytes, kind: "fixed", meaning: field.meaning, value: field.value };
  if (field instanceof BitsField) return { name, at, bytes, kind: "bits", meaning: "", parts: partsOf(field) };
  const { isSigned, wraps, roundsUp, factor, divisor, unknown, least, most, form } = field;
  const told = { isSigned, wraps, roundsUp, factor, divisor, least, most };
  const { unit, codes } = form;
  const number = {
    ...told,
    ...(unknown === undefined ? {} : { unknown }),
    ...(unit === undefined ? {} : { unit }),
    ...(codes === undefined ? {} : { codes }),
  };
  return { name, at, bytes, kind: "number", meaning: field.meaning, number };
}

function partsOf({ parts }: BitsField): PartDescription[] {
  let bit = 0;
  return parts.map((part) => {
    const isFlag = "flag" in part;
    const width = isFlag ? 1 : part.width;
    const codes = isFlag || part.codes === undefined ? {} : { codes: part.codes };
    const name = isFlag ? part.flag : part.name;
    bit += width;
    return { name, bit: bit - width, width, isFlag, meaning: part.meaning, ...codes };
  });
}
