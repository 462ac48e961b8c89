import type { Figure } from "../sim/scenario/figures";

/** What a figure is held against. */
export interface Bound {
  readonly kind: "at most" | "at least";
  readonly value: number;
}

export function atMost(value: number): Bound {
  return { kind: "at most", value };
}

export function atLeast(value: number): Bound {
  return { kind: "at least", value };
}

/** A figure as every bench prints it. What could not be measured (`null`, NaN) is `null`, and misses any bound. */
export function figureOf(
  name: string,
  measured: number | null,
  unit: string,
  bound: Bound | null = null,
  anchor: string | null = null,
): Figure {
  const value = measured === null || !Number.isFinite(measured) ? null : measured;
  return {
    name,
    value: value === null ? null : rounded(value, bound),
    unit,
    target: bound && `${bound.kind} ${bound.value}`,
    met: bound && isMet(value, bound),
    anchor,
  };
}

/** To two decimals, or to more where those would tell another verdict: 1.003 s is not 1 s where 1 s is asked. */
function rounded(value: number, bound: Bound | null): number {
  for (const scale of [100, 1000, 10_000]) {
    const short = Math.round(value * scale) / scale;
    if (bound === null || isMet(short, bound) === isMet(value, bound)) return short;
  }
  return value;
}

function isMet(value: number | null, bound: Bound): boolean {
  if (value === null) return false;
  return bound.kind === "at most" ? value <= bound.value : value >= bound.value;
}

/** The highest of `values`, or `null` as soon as one of them is: what never happened is the worst case. */
export function worstOf(values: readonly (number | null)[]): number | null {
  return values.some((value) => value === null) ? null : Math.max(...values.map(Number));
}
