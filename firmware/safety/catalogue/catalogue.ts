import { Reason } from "../../shared/reasons";
import { airEntries } from "./air-entries";
import { electricEntries } from "./electric-entries";
import type { CatalogueEntry } from "./entry";
import { personEntries } from "./person-entries";
import { searchEntries } from "./search-entries";
import { sessionEntries } from "./session-entries";
import { transducerEntries } from "./transducer-entries";

/** Everything that can be wrong and is watched for: one entry each. */
export const catalogue: readonly CatalogueEntry[] = Object.freeze([
  ...transducerEntries,
  ...airEntries,
  ...electricEntries,
  ...personEntries,
  ...searchEntries,
  ...sessionEntries,
]);

const HIGHEST_CODE = Reason.releaseAsked;

/** By reason code; refusals have no entry: nothing was begun, and nothing has to end. */
const byReason: readonly (CatalogueEntry | undefined)[] = Object.freeze(indexed());

function indexed(): (CatalogueEntry | undefined)[] {
  const index: (CatalogueEntry | undefined)[] = [];
  for (let code = 0; code <= HIGHEST_CODE; code++) index.push(catalogue.find(({ reason }) => reason === code));
  return index;
}

/** The entry of a stop, a fault or an alarm; `undefined` for `Reason.none` and for refusals. */
export function entryOf(reason: Reason): CatalogueEntry | undefined {
  return byReason[reason];
}
