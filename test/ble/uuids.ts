import { gattTable, Slot } from "../../firmware/ble/gatt-table";

const rows = gattTable.flatMap((service) => service.characteristics);

/** The UUID of every slot, by its name. */
export const uuids = Object.fromEntries(
  Object.entries(Slot).map(([name, slot]) => [name, rows.find((row) => row.slot === slot)?.uuid ?? ""]),
) as Readonly<Record<keyof typeof Slot, string>>;
