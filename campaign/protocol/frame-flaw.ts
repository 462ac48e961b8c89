import { decoded } from "../../companion/protocol/frame-bytes";
import type { AnyFrame } from "../../firmware/ble/frame";
import {
  batteryFrame,
  capabilitiesFrame,
  eventFrame,
  logHead,
  lopResultFrame,
  rawHead,
  sessionFrame,
  statusFrame,
} from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { answerHead, MOST_BYTES } from "../../firmware/ble/operation";
import { operationOf } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";

/** What each characteristic carries. */
const frames: Readonly<Partial<Record<Slot, AnyFrame>>> = {
  [Slot.capabilities]: capabilitiesFrame,
  [Slot.status]: statusFrame,
  [Slot.session]: sessionFrame,
  [Slot.lopResult]: lopResultFrame,
  [Slot.raw]: rawHead,
  [Slot.events]: eventFrame,
  [Slot.log]: logHead,
  [Slot.battery]: batteryFrame,
};

/** What is wrong with a frame that the cuff sends, or `undefined`. */
export function frameFlaw(slot: Slot, bytes: Uint8Array, longestBytes: number): string | undefined {
  if (slot === Slot.controlPoint) return answerFlaw(bytes);
  const frame = frames[slot];
  if (frame === undefined || slot === Slot.capabilities) return `something was sent on slot ${slot}`;
  if (bytes.length > longestBytes) return `a ${frame.name} frame is longer than the link carries`;
  return decodeFlaw(slot, bytes);
}

const readable: readonly Slot[] = [Slot.capabilities, Slot.status, Slot.session, Slot.lopResult, Slot.battery];

/** What is wrong with what a read gives, or `undefined`. */
export function readFlaw(slot: Slot, bytes: Uint8Array): string | undefined {
  if (readable.includes(slot)) return bytes.length === 0 ? undefined : decodeFlaw(slot, bytes);
  return bytes.length === 0 ? undefined : `slot ${slot} could be read`;
}

function decodeFlaw(slot: Slot, bytes: Uint8Array): string | undefined {
  const frame = frames[slot];
  if (frame === undefined) return undefined;
  const isWhole = frame.fits(bytes.length) && decoded(frame, bytes) !== undefined;
  return isWhole ? undefined : `a ${frame.name} frame cannot be decoded`;
}

/** An answer is its head, and behind it what its result calls for. */
function answerFlaw(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_BYTES) return "an answer is longer than 20 bytes";
  const [code = -1, , result] = bytes;
  const operation = operationOf(code);
  const tail = bytes.length - answerHead.bytes;
  const due = result === Result.success ? (operation?.answer.bytes ?? -1) : result === Result.outOfOrder ? 1 : 0;
  if (!Object.values(Result).some((known) => known === result)) return "an answer has no known result";
  return tail === due ? undefined : `an answer to ${operation?.name ?? code} has the wrong length`;
}
