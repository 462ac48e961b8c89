/** NXP MPX5050 data sheet, "transfer function" and "operating characteristics": what its output cannot leave. */
const OFFSET_SHARE = 0.04;
const SHARE_PER_KPA = 0.018;
const LOWEST_SHARE = 0.0176;
const HIGHEST_SHARE = 0.9626;

/** What an MPX5050 puts out at a pressure, V. */
export function mpx5050Volts(pressurePa: number, supplyVolts: number): number {
  const share = OFFSET_SHARE + (SHARE_PER_KPA * pressurePa) / 1000;
  return supplyVolts * Math.max(LOWEST_SHARE, Math.min(HIGHEST_SHARE, share));
}
