import type { AnyValues } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";

const NO_BYTES = new Uint8Array();

/** A frame as bytes, tail included. What does not fit into a field becomes the nearest that does. */
export function encoded<T extends AnyFrame>(
  frame: T,
  values: ReturnType<T["blank"]>,
  tail: Uint8Array = NO_BYTES,
): Uint8Array {
  const bytes = new Uint8Array(frame.bytes + tail.length);
  frame.encode(values, new DataView(bytes.buffer), 0);
  bytes.set(tail, frame.bytes);
  return bytes;
}

/** What a frame says, and all that stands behind its fields. `undefined` where it is too short or of another type. */
export function decoded<T extends AnyFrame>(
  frame: T,
  bytes: Uint8Array,
): { readonly values: ReturnType<T["blank"]>; readonly tail: Uint8Array } | undefined {
  const values: AnyValues = frame.blank();
  if (!frame.decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, values)) return undefined;
  return { values: values as ReturnType<T["blank"]>, tail: bytes.subarray(frame.bytes) };
}
