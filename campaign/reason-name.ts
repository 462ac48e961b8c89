import { Reason } from "../firmware/shared/reasons";

const names = new Map<number, string>(Object.entries(Reason).map(([name, code]) => [code, name]));

/** A reason by its name in the code, as campaigns list it. */
export function reasonName(code: number): string {
  return names.get(code) ?? `${code}`;
}
