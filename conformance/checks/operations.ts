import { NumberField } from "../../firmware/ble/fields";
import { MOST_BYTES, type Operation, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import type { Bench, Stage } from "../bench";
import type { Check } from "../failure";
import { sampleOf } from "../samples";

const ANCHOR = "protocol.md, The control point";

/** What each operation refuses, made from the tables: an operation that is added has these checks at once. */
export const operationChecks: readonly Check[] = operationList.flatMap((operation) => [
  ...rightsChecks(operation),
  ...lengthChecks(operation),
  ...rangeChecks(operation),
]);

/** Refused for this, whatever else may be wrong with it. */
function refusal(operation: Operation, what: string, stage: Stage, result: Result, body: () => Uint8Array): Check {
  return {
    name: `${operation.name}: ${what}`,
    anchor: ANCHOR,
    async run(bench: Bench) {
      await bench.become(stage);
      bench.refused(await bench.request(operation, body()), result);
    },
  };
}

function rightsChecks(operation: Operation): Check[] {
  const body = () => sampleOf(operation);
  const checks: Check[] = [];
  if (operation.needs !== "link") checks.push(refusal(operation, "without bond", "stranger", Result.notBonded, body));
  if (operation.needs === "control") {
    checks.push(refusal(operation, "without control", "bonded", Result.notPermitted, body));
  }
  return checks;
}

/** Shorter and longer by one byte than it may be. What is no request at all is for `rules.ts`. */
function lengthChecks(operation: Operation): Check[] {
  const { request } = operation;
  const least = request.bytes + (request.tail?.least ?? 0);
  const most = request.bytes + (request.tail?.most ?? 0);
  const room = MOST_BYTES - requestHead.bytes;
  const cut = (length: number) => {
    const body = new Uint8Array(length);
    body.set(sampleOf(operation).subarray(0, length));
    return body;
  };
  const wrong = (what: string, length: number) =>
    refusal(operation, what, "controlled", Result.invalidParameter, () => cut(length));
  return [...(least > 0 ? [wrong("too short", least - 1)] : []), ...(most < room ? [wrong("too long", most + 1)] : [])];
}

/** The nearest values that may not be sent, where the bytes can say them. */
function rangeChecks(operation: Operation): Check[] {
  return operation.request.fields.flatMap((field) => {
    if (!(field instanceof NumberField)) return [];
    const { name, least, most, factor, divisor, lowest, highest } = field;
    const step = factor / divisor;
    const wrong = (value: number) =>
      refusal(operation, `${name} ${value}`, "controlled", Result.invalidParameter, () =>
        sampleOf(operation, { [name]: value }),
      );
    return [
      ...(least - step >= lowest * step ? [wrong(least - step)] : []),
      ...(most + step <= highest * step ? [wrong(most + step)] : []),
    ];
  });
}
