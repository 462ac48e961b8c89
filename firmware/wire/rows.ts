import { type CharacteristicRow, gattTable, type Property, Slot } from "../ble/gatt-table";

/** All characteristics, by their number on the wire: the GATT table, without its services. */
export const wireRows: readonly CharacteristicRow[] = Object.freeze(
  gattTable.flatMap(({ characteristics }) => characteristics),
);

/** By slot: its number on the wire. Slots are numbered from 0 on, without a gap. */
const rowsOfSlots: readonly number[] = Object.freeze(
  Object.values(Slot).map((slot) => wireRows.findIndex((row) => row.slot === slot)),
);

export function rowOfSlot(slot: Slot): number {
  return rowsOfSlots[slot] ?? -1;
}

/** The client may have it, once the link is encrypted where that is asked for. */
export type Permission = "no" | "encrypted" | "yes";

/** What a stack makes of a property and of its encrypted twin. */
function permissionOf(row: CharacteristicRow, open: Property, encrypted: Property): Permission {
  if (row.properties.includes(encrypted)) return "encrypted";
  return row.properties.includes(open) ? "yes" : "no";
}

export function mayRead(row: CharacteristicRow): Permission {
  return permissionOf(row, "read", "readEncrypted");
}

export function mayWrite(row: CharacteristicRow): Permission {
  return permissionOf(row, "write", "writeEncrypted");
}

export function mayWriteWithoutResponse(row: CharacteristicRow): Permission {
  return row.properties.includes("writeWithOutResponse") ? "yes" : "no";
}

/** `subscribeEncrypted` only says how; that there is something to listen to say `notify` and `indicate`. */
export function mayListen(row: CharacteristicRow): Permission {
  if (!row.properties.includes("notify") && !row.properties.includes("indicate")) return "no";
  return row.properties.includes("subscribeEncrypted") ? "encrypted" : "yes";
}
