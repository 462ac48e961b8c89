import { frames } from "../firmware/ble/frames";
import { operations } from "../firmware/ble/operations";
import { characteristicChecks } from "./checks/characteristics";
import { frameTries } from "./checks/frames";
import { inflations, linkLosses } from "./checks/inflations";
import { erasing, logTries } from "./checks/log-requests";
import { operationChecks } from "./checks/operations";
import { refusals, type Try, tries } from "./checks/requests";
import { rules } from "./checks/rules";
import type { Burden, Check } from "./failure";

/** Everything that is tried, in an order in which one leads to the next: a session is there before it is read. */
export const suite: readonly Check[] = [
  ...characteristicChecks,
  ...checksOf(frameTries, (name) => `frame ${name}`, "protocol.md, Frames", "bonded"),
  ...checksOf(rules, (name) => name, "protocol.md, The control point"),
  ...operationChecks,
  ...checksOf(tries, right, "protocol.md, The control point", "controlled"),
  ...checksOf(refusals, wrong, "protocol.md, The control point", "controlled"),
  ...checksOf(inflations, right, "protocol.md, The control point", undefined, "inflates"),
  ...checksOf(linkLosses, (name) => name, "protocol.md, Loss of the link", undefined, "inflates"),
  ...checksOf(logTries, right, "protocol.md, The control point", "controlled"),
  ...checksOf({ eraseEverything: erasing }, right, "protocol.md, The control point", "controlled", "erases"),
];

function right(name: string): string {
  return `${name}: right`;
}

function wrong(name: string): string {
  return `${name}: not now`;
}

function checksOf(
  table: Readonly<Record<string, Try | undefined>>,
  nameOf: (name: string) => string,
  anchor: string,
  stage?: "bonded" | "controlled",
  burden?: Burden,
): Check[] {
  return Object.entries(table).flatMap(([name, attempt]) => {
    if (attempt === undefined) return [];
    const check: Check = {
      name: nameOf(name),
      anchor,
      ...(burden && { burden }),
      async run(bench) {
        if (stage !== undefined) await bench.become(stage);
        await attempt(bench);
      },
    };
    return [check];
  });
}

/** What stands in the protocol's tables and nothing tries: operations whose right request is missing, and frames. */
export function untried(): string[] {
  const names = new Set(suite.map(({ name }) => name));
  const rows = [
    ...Object.keys(operations).map(right),
    ...frames.filter(({ name }) => name !== "log").map(({ name }) => `frame ${name}`),
  ];
  return rows.filter((name) => !names.has(name));
}
