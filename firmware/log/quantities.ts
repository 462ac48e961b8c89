import { clamp } from "../shared/numbers";
import { HIGHEST_MMHG, LOWEST_MMHG, SHARE_PARTS, STEPS_PER_MMHG, UNKNOWN_SHARE, UNKNOWN_TENTHS } from "./format";

/** A pressure as it is stored; beyond what can be stored it is the nearest that can. */
export function tenthsOf(mmhg: number): number {
  if (Number.isNaN(mmhg)) return UNKNOWN_TENTHS;
  return Math.floor(clamp(mmhg, LOWEST_MMHG, HIGHEST_MMHG) * STEPS_PER_MMHG + 0.5);
}

/** A share as it is stored: 0 … 6.5. */
export function shareParts(share: number): number {
  return Number.isNaN(share) ? UNKNOWN_SHARE : Math.floor(clamp(share * SHARE_PARTS + 0.5, 0, UNKNOWN_SHARE - 1));
}
