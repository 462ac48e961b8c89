import { TransportError } from "../../companion/client/transport";
import type { CharacteristicRow, Slot } from "../../firmware/ble/gatt-table";
import { mayListen, mayRead, mayWrite, wireRows } from "../../firmware/wire/rows";
import { type Check, demand } from "../failure";

const ANCHOR = "protocol.md, On one page";

/** Each characteristic has its properties, and no others. A cable counts as encrypted. */
export const characteristicChecks: readonly Check[] = wireRows.flatMap((row) =>
  row.slot === undefined ? [textCheck(row)] : propertyChecks(row, row.slot),
);

function textCheck({ name, uuid, text }: CharacteristicRow): Check {
  return {
    name: `${name}: read`,
    anchor: ANCHOR,
    async run(bench) {
      await bench.become("stranger");
      const found = await bench.place.transport.readText(uuid);
      demand(found !== "", "it is empty");
      // What stands there is for each maker to say, but for the version of this protocol.
      if (uuid === "2a28") demand(found === text, `"${text}" was due, and it is "${found}"`);
    },
  };
}

function propertyChecks(row: CharacteristicRow, slot: Slot): Check[] {
  const { name } = row;
  const check = (what: string, isAllowed: boolean, run: Check["run"]): Check => ({
    name: `${name}: ${isAllowed ? what : `no ${what}`}`,
    anchor: ANCHOR,
    async run(bench) {
      await bench.become("bonded");
      const isDone = await isCarried(run(bench));
      demand(isDone === isAllowed, isAllowed ? "it is refused" : "it is not refused");
    },
  });
  return [
    check("read", mayRead(row) !== "no", async (bench) => {
      await bench.place.transport.read(slot);
    }),
    // A request of one byte is none: see `rules.ts`.
    check("write", mayWrite(row) !== "no", (bench) => bench.place.transport.write(slot, Uint8Array.of(0), true)),
    check("subscribe", mayListen(row) !== "no", async (bench) => {
      // The bench itself listens to answers, and goes on.
      if (name === "control point") await bench.reconnect();
      else await bench.listen(slot);
      if (name === "control point") bench.forgetStage();
    }),
  ];
}

async function isCarried(attempt: Promise<void>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (cause) {
    if (cause instanceof TransportError) return false;
    throw cause;
  }
}
