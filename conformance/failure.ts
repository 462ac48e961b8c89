import type { Bench } from "./bench";

/** The cuff does not do what the protocol says. */
export class Failure extends Error {}

export function demand(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Failure(what);
}

export function equal(found: unknown, due: unknown, what: string): void {
  if (!Object.is(found, due)) throw new Failure(`${what}: ${String(due)} was due, and it is ${String(found)}`);
}

/** The name of a code, for people. */
export function nameOf(codes: Readonly<Record<string, number>>, code: number): string {
  return Object.keys(codes).find((name) => codes[name] === code) ?? `unknown (${code})`;
}

/** What a check does that not every cuff should be put through. */
export type Burden = "inflates" | "erases";

/** One thing that the protocol says, tried. */
export interface Check {
  readonly name: string;
  /** Where the protocol says so. */
  readonly anchor: string;
  readonly burden?: Burden;
  run(bench: Bench): Promise<void>;
}
