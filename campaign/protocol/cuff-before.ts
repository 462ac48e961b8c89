import { BondBook } from "../../firmware/bond-book";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionRecorder } from "../../firmware/log/session-recorder";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { PersonBook } from "../../firmware/person-book";
import { RecordStore } from "../../firmware/storage/record-store";
import type { SimulatedFlash } from "../../sim/hardware/flash";
import type { RandomStream } from "../../sim/random";
import type { WorldSetup } from "../../sim/world";
import { chance } from "../sessions/draw";

export const NOW_S = 1_795_000_000;
/** Whose limb is in the cuff; the app that owns it, and another one that the cuff knows, too. */
export const WHOSE = Object.freeze({ personSlot: 1, side: 0, posture: 0 } as const);
export const OWN_KEY = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
export const OTHER_KEY = Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1);

/** People who lift when the cuff says so. */
const cued = Object.freeze({
  onCue: true,
  periodS: 3,
  periodScatter: 0.2,
  heldShare: 0.1,
  volumeMl: 20,
  scatter: 0.2,
  swellingMl: 0.05,
} as const);

/** A cuff that was used before: it knows two apps and a person, and may have a log. */
export interface UsedCuff {
  readonly setup: WorldSetup;
  readonly flash: SimulatedFlash;
  readonly logFlash: SimulatedFlash;
}

export function usedCuff(setup: WorldSetup, random: RandomStream): UsedCuff {
  const { flash, logFlash } = setup;
  if (flash === undefined || logFlash === undefined) throw new Error("a cuff without a memory");
  const store = new RecordStore(flash);
  const bonds = new BondBook(store);
  bonds.add(OTHER_KEY);
  bonds.add(OWN_KEY);
  new PersonBook(store).screen(WHOSE.personSlot, true, true, NOW_S - 86_400);
  if (chance(random, 0.9)) recordSessions(logFlash, Math.floor(random.between(1, 7)), random);
  const exercise = chance(random, 0.5) ? cued : setup.exercise;
  return { setup: { ...setup, exercise, isServed: true }, flash, logFlash };
}

function recordSessions(flash: SimulatedFlash, count: number, random: RandomStream): void {
  const shelf = new SessionShelf(flash);
  while (shelf.tidy() === "more");
  const recorder = new SessionRecorder(shelf);
  for (let session = 0; session < count; session++) {
    recorder.begin(new SessionHeader());
    // Up to 40 minutes.
    const samples = Math.floor(random.between(100, chance(random, 0.2) ? 24_000 : 3000));
    for (let i = 0; i < samples; i++) recorder.sample(100 + (i % 13));
    recorder.close(new SessionStatistics());
  }
}
