import { linkOperations } from "./link-operations";
import { logOperations } from "./log-operations";
import type { Operation } from "./operation";
import { personOperations } from "./person-operations";
import { pressureOperations } from "./pressure-operations";
import { trainingOperations } from "./training-operations";

/** Everything that can be asked for on the control point, by name. */
export const operations = Object.freeze({
  ...linkOperations,
  ...personOperations,
  ...pressureOperations,
  ...trainingOperations,
  ...logOperations,
});

export type OperationName = keyof typeof operations;

const named: Readonly<Record<string, Operation>> = operations;

export const operationList: readonly Operation[] = Object.freeze(
  Object.keys(named).map((name) => named[name] as Operation),
);

/** The operation of a code, undefined where there is none. */
export function operationOf(code: number): Operation | undefined {
  for (let i = 0; i < operationList.length; i++) if (operationList[i]?.code === code) return operationList[i];
  return undefined;
}
