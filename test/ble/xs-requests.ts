import { encoded } from "../../companion/protocol/frame-bytes";
import { ERASE_MAGIC } from "../../firmware/ble/log-operations";
import { operationList } from "../../firmware/ble/operations";
import { presets } from "../../firmware/session/presets";
import type { Prescription } from "../../firmware/shared/prescription";
import { crc32 } from "../../firmware/storage/crc32";
import { encodePlan, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";

const KEY = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const planBytes = new Uint8Array(MOST_PLAN_BYTES);

/** A whole plan in one piece: its length and CRC are what `train` names. */
const shortPlan: Prescription = {
  ...(presets[0]?.prescription as Prescription),
  name: "",
  sets: [],
};

/** Fields that have to be something else than their least. */
const values: Readonly<Record<string, number | boolean>> = {
  unixS: 1_795_000_000,
  personSlot: 1,
  isAcknowledged: true,
  isAdult: true,
  circumferenceCm: 40,
  systolicMmhg: 125,
  lopMmhg: 180,
  setpointMmhg: 100,
  deed: 1,
  session: 1,
  length: 2000,
  magic: ERASE_MAGIC,
  planLength: encodePlan(shortPlan, new DataView(planBytes.buffer), 0),
};

/** One right request of each operation, by its name; the number is still to be put in. */
export function sampleRequests(): Readonly<Record<string, Uint8Array>> {
  const planLength = values.planLength as number;
  const planCrc = crc32(planBytes, 0, planLength, 0);
  const requests: Record<string, Uint8Array> = {};
  for (const { code, name, request } of operationList) {
    const blank = request.blank();
    for (const field of Object.keys(blank)) blank[field] = { ...values, planCrc }[field] ?? blank[field] ?? 0;
    const tail = name === "introduce" ? KEY : name === "putPlan" ? planBytes.subarray(0, planLength) : nameTail(name);
    requests[name] = Uint8Array.of(code, 0, ...encoded(request, blank, tail));
  }
  return requests;
}

function nameTail(name: string): Uint8Array | undefined {
  return name === "nameCuff" ? Uint8Array.of(0x43, 0x75, 0x66, 0x66, 0x20, 0xc3, 0xa9, 0x21) : undefined;
}
