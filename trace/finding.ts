/** A gap in the chain, or a mistake in the files that describe it. */
export interface Finding {
  /** The id, or the place in a file, that has to be mended. */
  readonly about: string;
  readonly text: string;
}

/** What was read, and what was wrong with it. Reading goes on after a mistake, so that one run tells all of them. */
export interface Read<T> {
  readonly items: readonly T[];
  readonly findings: readonly Finding[];
}

/** One finding for every id that an earlier item has already. */
export function duplicates(items: readonly { readonly id: string }[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ about: id, text: "is given twice" }] : [];
  });
}
