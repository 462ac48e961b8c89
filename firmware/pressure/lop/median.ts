/** Median of the first `count` values; 0 of none. `sorted` is overwritten. */
export function medianOf(values: Float64Array, count: number, sorted: Float64Array): number {
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    let at = i;
    for (; at > 0 && (sorted[at - 1] ?? 0) > value; at--) sorted[at] = sorted[at - 1] ?? 0;
    sorted[at] = value;
  }
  if (count === 0) return 0;
  const middle = Math.floor(count / 2);
  const upper = sorted[middle] ?? 0;
  return count % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
