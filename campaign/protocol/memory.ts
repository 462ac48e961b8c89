import { bondsCodec } from "../../firmware/storage/bonds";
import type { Codec } from "../../firmware/storage/codec";
import type { Flash } from "../../firmware/storage/flash";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { peopleCodec } from "../../firmware/storage/people";
import { RecordStore } from "../../firmware/storage/record-store";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import { textOf } from "./point-model";

/** What stands in flash that a client may have to do with. */
export interface Memory {
  readonly bonds: readonly string[];
  /** What was told of people, and of none of them by the cuff itself. */
  readonly people: string;
  readonly name: string;
  readonly eraseWanted: boolean;
  readonly clockMinutes: number;
  readonly poweredMinutes: number;
}

/** The same bytes, to look at: starting a store completes what a power loss has left, and this must not. */
function copyOf(flash: SimulatedFlash): Flash {
  const bytes = flash.bytes.slice();
  return {
    sectorBytes: flash.sectorBytes,
    sectorCount: flash.sectorCount,
    read: (into, address) => into.set(bytes.subarray(address, address + into.length)),
    write: (from, address) => bytes.set(from, address),
    eraseSector: () => undefined,
  };
}

export function memoryIn(flash: SimulatedFlash): Memory {
  const store = new RecordStore(copyOf(flash));
  const people = found(store, peopleCodec);
  const ledger = found(store, ledgerCodec);
  const told = people?.slots.map((one) => [one.circumferenceCm, one.systolicMmhg, one.screenedAtS, one.isAdult]);
  return {
    bonds: (found(store, bondsCodec) ?? []).map(textOf),
    people: JSON.stringify(told ?? Array.from({ length: 4 }, () => [null, null, 0, false])),
    name: people?.cuffName ?? "",
    eraseWanted: ledger?.eraseWanted ?? false,
    clockMinutes: ledger?.wallClockMinutes ?? 0,
    poweredMinutes: ledger?.poweredMinutes ?? 0,
  };
}

function found<T>(store: RecordStore, codec: Codec<T>): T | undefined {
  const stored = store.load(codec);
  return stored.state === "found" ? stored.value : undefined;
}
