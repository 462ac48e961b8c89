import { LopState } from "../../firmware/ble/codes";
import type { Values } from "../../firmware/ble/frame";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import { PLAN_PIECE_BYTES } from "../../firmware/ble/training-operations";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { crc32 } from "../../firmware/storage/crc32";
import { encodePlan, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";
import type { CuffClient } from "./client";
import { ProtocolError, SearchFailed } from "./errors";
import type { LopResult, Status } from "./feeds";

/** Whose limb is in the cuff. */
export interface Whose {
  /** 0 … `personSlots` − 1. */
  readonly personSlot: number;
  /** A `Side`. */
  readonly side: number;
  /** A `Posture`. */
  readonly posture: number;
}

/** How long the status may take to show what an answer has told, ms. */
const SHOWN_MS = 2000;

/**
 * Has the cuff look for the limb occlusion pressure, which takes a minute or two.
 * @param ceilingMmhg how high it may go; 0: as high as is allowed
 * @throws SearchFailed where it is not found; RequestRefused where the search does not even begin
 */
export async function findLop(cuff: CuffClient, whose: Whose, ceilingMmhg = 0): Promise<LopResult> {
  await cuff.ask(operations.search, { ...whose, ceilingMmhg });
  await cuff.status.until(({ phase }) => phase === Phase.searching, SHOWN_MS);
  const { reason } = await cuff.status.next(hasEnded);
  if (reason !== Reason.lopFound) throw new SearchFailed(reason);
  return cuff.lop.until(({ state }) => state === LopState.found, SHOWN_MS);
}

/** Between its last step and its verdict a search holds nothing, and is still one. */
function hasEnded({ setpointMmhg, phase, reason }: Status): boolean {
  const isUnderWay = phase === Phase.searching || reason === Reason.none || reason === Reason.searchHeard;
  return Number.isNaN(setpointMmhg) && !isUnderWay;
}

/**
 * Hands a plan over, piece by piece, and has it trained.
 * @param sessionsBefore that the person has completed elsewhere; the first are gentler
 * @returns the pressure that it comes to
 */
export async function train(
  cuff: CuffClient,
  plan: Prescription,
  { isOptIn, sessionsBefore, ...whose }: Whose & { readonly isOptIn: boolean; readonly sessionsBefore: number },
): Promise<Values<typeof operations.train.answer>> {
  const bytes = new Uint8Array(MOST_PLAN_BYTES);
  const planLength = encodePlan(plan, new DataView(bytes.buffer), 0);
  for (let offset = 0; offset < planLength; offset += PLAN_PIECE_BYTES) {
    const end = Math.min(offset + PLAN_PIECE_BYTES, planLength);
    const { received } = await cuff.ask(operations.putPlan, { offset }, bytes.subarray(offset, end));
    if (received !== end)
      throw new ProtocolError(`The cuff has ${received} bytes of the plan, and should have ${end}.`);
  }
  const planCrc = crc32(bytes, 0, planLength, 0);
  return cuff.ask(operations.train, { ...whose, isOptIn, sessionsBefore, planLength, planCrc });
}

/** @param name 1 to 16 bytes as UTF-8 */
export async function nameCuff(cuff: CuffClient, name: string): Promise<void> {
  await cuff.ask(operations.nameCuff, {}, new TextEncoder().encode(name));
}

/** Asks for the events that did not get through, as far as the cuff still has them. */
export async function resendEvents(cuff: CuffClient): Promise<void> {
  const from = cuff.events.firstMissing;
  if (from !== undefined) await cuff.ask(operations.resendEvents, { from });
}

/** Switches the raw pressures on; what it gives back switches them off. */
export function listenToRaw(cuff: CuffClient): Promise<() => Promise<void>> {
  return cuff.tap(Slot.raw, (bytes) => cuff.raw.take(bytes));
}
