/** Downstream over upstream pressure above which the flow is laminar and proportional to the difference. */
const LAMINAR_RATIO = 0.998;

/**
 * ISO 6358 flow function of an orifice from `upstreamMmhg` to `downstreamMmhg` (absolute), 0..1: 1 when choked.
 * Zero when the pressures do not drive it.
 */
export function flowFunction(upstreamMmhg: number, downstreamMmhg: number, criticalRatio: number): number {
  const ratio = downstreamMmhg / upstreamMmhg;
  if (ratio >= 1) return 0;
  if (ratio <= criticalRatio) return 1;
  if (ratio <= LAMINAR_RATIO) return subsonic(ratio, criticalRatio);
  return (subsonic(LAMINAR_RATIO, criticalRatio) * (1 - ratio)) / (1 - LAMINAR_RATIO);
}

function subsonic(ratio: number, criticalRatio: number): number {
  const share = (ratio - criticalRatio) / (1 - criticalRatio);
  return Math.sqrt(1 - share * share);
}
