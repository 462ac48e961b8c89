/** Mean of `series` over `window` entries around each of them (fewer at the ends): centred, so nothing comes late. */
export function movingMean(series: Float64Array, window: number): Float64Array {
  const half = Math.floor(window / 2);
  const sums = new Float64Array(series.length + 1);
  series.forEach((value, i) => {
    sums[i + 1] = (sums[i] ?? 0) + value;
  });
  return series.map((_, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(series.length, i + half + 1);
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  });
}

/**
 * The first entry, from `from` on, with which `series` comes within ±`band` of `target` and stays there for `lasting`
 * entries; `null` when it never does, or the series ends too early to know.
 */
export function settledAt(
  series: Float64Array,
  target: number,
  band: number,
  from: number,
  lasting: number,
): number | null {
  let since = from;
  for (let i = from; i < series.length; i++) {
    if (!(Math.abs((series[i] ?? Number.NaN) - target) <= band)) since = i + 1;
    else if (i - since + 1 >= lasting) return since;
  }
  return null;
}
