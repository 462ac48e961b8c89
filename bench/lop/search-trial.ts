import { pressureLimits, releaseLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { World } from "../../sim/world";
import type { LopSubject } from "./population";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/** Starting, self-test and search together take less, and so does letting go afterwards, ms. */
const PATIENCE_MS = 240_000;
const RELEASE_PATIENCE_MS = 60_000;
/** A value this far from the truth is wrong, mmHg: well beyond the ±15 of a surgical tourniquet's alarm. */
export const WRONG_MMHG = 20;

/** What became of one search. */
export interface SearchTrial {
  readonly subject: LopSubject;
  readonly outcome: Reason;
  /** NaN where nothing was found. */
  readonly lopMmhg: number;
  readonly marginMmhg: number;
  readonly isFromFlank: boolean;
  readonly heartRatePerMin: number;
  /** From the first pumping to the answer, s. */
  readonly durationS: number;
  /** From the first pumping until the limb is free again: above 15 mmHg, and at or above the true LOP, s. */
  readonly restrictedS: number;
  readonly aboveLopS: number;
  /** The highest pressure in the cuff, mmHg. */
  readonly highestMmhg: number;
}

/** What goes wrong with a search: before anything happens, and in every millisecond since it began. */
export interface Mishap {
  readonly before?: (world: World) => void;
  readonly during?: (world: World, sinceMs: number) => void;
}

export function isFound({ outcome }: SearchTrial): boolean {
  return outcome === Reason.lopFound;
}

/** Found less true, mmHg; NaN where there is none of one of them. */
export function errorMmhg({ lopMmhg, subject }: SearchTrial): number {
  return lopMmhg - subject.trueLopMmhg;
}

/** Told a value that is far off, or any value of something that has none. */
export function isFalseSuccess(trial: SearchTrial): boolean {
  return isFound(trial) && !(Math.abs(errorMmhg(trial)) <= WRONG_MMHG);
}

/** One search on one simulated person, as an app would order it: armed, asked for, answered, let go of. */
export function playSearch(subject: LopSubject, { before, during }: Mishap = {}): SearchTrial {
  const world = new World(subject);
  const { board, attendant } = world;
  board.order.mode = Mode.search;
  board.known.circumferenceCm = subject.person.circumferenceCm;
  if (subject.givesBloodPressure) board.known.systolicMmhg = subject.person.systolicMmhg;
  before?.(world);
  attendant.wishMmhg = pressureLimits.searchCeiling.value;
  const isRefused = () => attendant.pressed > 0 && board.wantedMmhg !== undefined && isAnswer(world.output?.reason);
  while (world.output?.phase !== Phase.searching && !isRefused() && world.nowMs < PATIENCE_MS) world.step();
  const meter = new SearchMeter(world);
  const step = () => {
    during?.(world, meter.elapsedMs);
    world.step();
    meter.observe();
  };
  while (!isAnswer(world.output?.reason) && world.nowMs < PATIENCE_MS) step();
  const { output } = world;
  const answer = {
    subject,
    outcome: output?.reason ?? Reason.none,
    lopMmhg: output?.lopFoundMmhg ?? Number.NaN,
    marginMmhg: output?.lopMarginMmhg ?? Number.NaN,
    isFromFlank: output?.lopIsFromFlank ?? false,
    heartRatePerMin: output?.heartRatePerMin ?? Number.NaN,
    durationS: meter.elapsedMs / 1000,
  };
  for (let ms = 0; ms < RELEASE_PATIENCE_MS && world.air.cuffMmhg > DEFLATED_MMHG; ms++) step();
  return { ...answer, ...meter.figures };
}

/** While it works out what it has heard it has let go, but not answered. */
function isAnswer(reason: Reason | undefined): boolean {
  return reason !== undefined && reason !== Reason.none && reason !== Reason.searchHeard;
}

/** Measures at the cuff itself, millisecond by millisecond. */
class SearchMeter {
  readonly #world: World;
  elapsedMs = 0;
  #restrictedMs = 0;
  #aboveMs = 0;
  #highestMmhg = 0;

  constructor(world: World) {
    this.#world = world;
  }

  observe(): void {
    const { cuffMmhg } = this.#world.air;
    this.elapsedMs++;
    if (cuffMmhg > DEFLATED_MMHG) this.#restrictedMs++;
    if (cuffMmhg >= this.#world.limb.lopMmhg) this.#aboveMs++;
    this.#highestMmhg = Math.max(this.#highestMmhg, cuffMmhg);
  }

  get figures(): Pick<SearchTrial, "restrictedS" | "aboveLopS" | "highestMmhg"> {
    return {
      restrictedS: this.#restrictedMs / 1000,
      aboveLopS: this.#aboveMs / 1000,
      highestMmhg: this.#highestMmhg,
    };
  }
}
