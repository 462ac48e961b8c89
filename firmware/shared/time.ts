/**
 * Milliseconds from `thenMs` to `nowMs` on a 32-bit counter that wraps (XS `Time.ticks` wraps after 49.7 days).
 * Correct for spans under 24.8 days; negative when `thenMs` lies ahead of `nowMs`.
 */
export function elapsedMs(nowMs: number, thenMs: number): number {
  return (nowMs - thenMs) | 0;
}
