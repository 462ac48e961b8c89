import { pressureLimits, releaseLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { World } from "../../sim/world";
import type { LopSubject } from "./population";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/** Starting, self-test and search together take less, ms. */
const PATIENCE_MS = 240_000;

/** What became of one search. */
export interface SearchTrial {
  readonly subject: LopSubject;
  readonly outcome: Reason;
  /** NaN where nothing was found. */
  readonly lopMmhg: number;
  readonly marginMmhg: number;
  readonly isFromFlank: boolean;
  readonly heartRatePerMin: number;
  /** From the first pumping to the answer, above 15 mmHg, and at or above the true LOP, s. */
  readonly durationS: number;
  readonly restrictedS: number;
  readonly aboveLopS: number;
}

/** One search on one simulated person, as an app would order it: armed, asked for, answered. */
export function playSearch(subject: LopSubject): SearchTrial {
  const world = new World(subject);
  const { board, attendant, limb } = world;
  board.order.mode = Mode.search;
  if (Number.isNaN(limb.lopMmhg)) attendant.lopMmhg = 150;
  board.known.circumferenceCm = subject.person.circumferenceCm;
  if (subject.givesBloodPressure) board.known.systolicMmhg = subject.person.systolicMmhg;
  attendant.wishMmhg = pressureLimits.searchCeiling.value;
  let [searchMs, restrictedMs, aboveMs] = [0, 0, 0];
  let hasBegun = false;
  while (world.nowMs < PATIENCE_MS) {
    world.step();
    const { output, air } = world;
    if (output === undefined) continue;
    if (output.phase === Phase.searching) hasBegun = true;
    if (!hasBegun) {
      if (attendant.pressed > 0 && output.reason !== Reason.none && board.wantedMmhg !== undefined) break;
      continue;
    }
    searchMs++;
    if (air.cuffMmhg > DEFLATED_MMHG) restrictedMs++;
    if (air.cuffMmhg >= limb.lopMmhg) aboveMs++;
    if (output.reason !== Reason.none) break;
  }
  const { output } = world;
  return {
    subject,
    outcome: output?.reason ?? Reason.none,
    lopMmhg: output?.lopFoundMmhg ?? Number.NaN,
    marginMmhg: output?.lopMarginMmhg ?? Number.NaN,
    isFromFlank: output?.lopIsFromFlank ?? false,
    heartRatePerMin: output?.heartRatePerMin ?? Number.NaN,
    durationS: searchMs / 1000,
    restrictedS: restrictedMs / 1000,
    aboveLopS: aboveMs / 1000,
  };
}
