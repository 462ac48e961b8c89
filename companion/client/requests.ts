import type { AnyFrame } from "../../firmware/ble/frame";
import { MOST_BYTES, type Operation, requestHead } from "../../firmware/ble/operation";
import { decoded, encoded } from "../protocol/frame-bytes";
import { InvalidRequest, ProtocolError } from "./errors";

type RecordOf<T extends AnyFrame> = ReturnType<T["blank"]>;

/** What a request is filled from: nothing has to be given where nothing is asked for. */
export type Asked<T extends Operation> = keyof RecordOf<T["request"]> extends never
  ? [values?: RecordOf<T["request"]>, tail?: Uint8Array, patienceMs?: number]
  : [values: RecordOf<T["request"]>, tail?: Uint8Array, patienceMs?: number];

/** What the cuff made of it. */
export type Adopted<T extends Operation> = RecordOf<T["answer"]>;

const NO_BYTES = new Uint8Array();

/**
 * What follows the head of a request.
 * @throws InvalidRequest for a value that may not be sent: on the wire it would become another one
 */
export function bodyOf(operation: Operation, values: object, tail: Uint8Array = NO_BYTES): Uint8Array {
  const { request, name } = operation;
  const record = { ...request.blank(), ...values };
  for (const field of request.fields) {
    if (!field.isInRange(record)) throw new InvalidRequest(`${name}: ${field.name} is out of its range.`);
  }
  const body = encoded(request, record, tail);
  if (!request.fits(body.length)) {
    throw new InvalidRequest(`${name}: ${request.tail?.name ?? "what is asked"} may not have ${tail.length} bytes.`);
  }
  if (requestHead.bytes + body.length > MOST_BYTES) throw new InvalidRequest(`${name}: longer than any request.`);
  return body;
}

/** @throws ProtocolError where the answer is too short */
export function adoptedFrom<T extends Operation>(operation: T, bytes: Uint8Array): Adopted<T> {
  const answer = decoded(operation.answer, bytes);
  if (answer === undefined) throw new ProtocolError(`The cuff's answer to ${operation.name} is too short.`);
  return answer.values as Adopted<T>;
}
