import type { AnyFrame } from "../../firmware/ble/frame";
import { frames } from "../../firmware/ble/frames";

/** A frame by its place in the list, and bytes to read as one. */
export interface Case {
  readonly frame: number;
  readonly bytes: readonly number[];
}

/** What the bytes say, and the bytes that this is written as. The same on every engine. */
export function checked({ frame: place, bytes }: Case) {
  const frame = frames[place] as AnyFrame;
  const values = frame.blank();
  const isRead = frame.decode(new DataView(Uint8Array.from(bytes).buffer), 0, values);
  const written = new Uint8Array(frame.bytes);
  frame.encode(values, new DataView(written.buffer), 0);
  return { isRead, values: Object.entries(values), written: [...written] };
}
