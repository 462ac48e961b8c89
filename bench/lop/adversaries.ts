import { pressureLimits } from "../../firmware/safety/limits";
import { ordinaryArtery } from "../../sim/limb/artery";
import { lopOf, type Person } from "../../sim/limb/person";
import { drawPerson, type LopSubject } from "./population";
import { type Mishap, playSearch, type SearchTrial } from "./search-trial";

/** Something that must not be mistaken for an ordinary limb at rest. */
export interface Adversary {
  readonly name: string;
  /** What it makes of somebody who sits still in a sound cuff; `trial` counts from 0. */
  readonly change?: (subject: LopSubject, trial: number) => LopSubject;
  readonly mishap?: (trial: number) => Mishap;
}

/** Mishaps come 5 to 45 s after the search began, ms: in nearly every search, and in each trial elsewhere in a step. */
function momentMs(trial: number): number {
  return 5000 + ((2700 * trial) % 40_000);
}

function person(change: Partial<Person>): NonNullable<Adversary["change"]> {
  return (subject) => ({ ...subject, person: { ...subject.person, ...change } });
}

function air(change: Partial<LopSubject["air"]>): NonNullable<Adversary["change"]> {
  return (subject) => ({ ...subject, air: { ...subject.air, ...change } });
}

/** A pulse of this share of its usual size: half of it for a narrow artery, half for a deep one. */
function pulse(share: number): NonNullable<Adversary["change"]> {
  const factor = Math.sqrt(share);
  return person({ arteryTraits: { ...ordinaryArtery, volumeFactor: factor, depthFactor: factor } });
}

/** From one moment on. */
function once(happen: (world: Parameters<NonNullable<Mishap["during"]>>[0]) => void) {
  return (trial: number): Mishap => ({
    during: (world, sinceMs) => {
      if (sinceMs === momentMs(trial)) happen(world);
    },
  });
}

function mistyped(systolicMmhg: number): Pick<Adversary, "mishap"> {
  return {
    mishap: () => ({
      before: ({ board }) => {
        board.known.systolicMmhg = systolicMmhg;
      },
    }),
  };
}

/** Stands, with so high a blood pressure that LOP lies 5 to 64 mmHg above the ceiling. */
function aboveCeiling(subject: LopSubject, trial: number): LopSubject {
  const stands: Person = { ...subject.person, posture: "standing", systolicMmhg: 165, diastolicMmhg: 95 };
  const lopMmhg = pressureLimits.searchCeiling.value + 5 + ((7 * trial) % 60);
  const ratioFactor = ((stands.ratioFactor ?? 1) * lopMmhg) / lopOf(stands, subject.config.cuff);
  return { ...subject, person: { ...stands, ratioFactor } };
}

export const adversaries: readonly Adversary[] = [
  { name: "no limb: a rolled towel", change: person({ noPulse: true }) },
  { name: "loose cuff", change: air({ snugness: 0 }) },
  { name: "loose cuff, leaks 1 ml/s", change: air({ snugness: 0, leakMlPerS: 1 }) },
  { name: "leak of 2 ml/s", change: air({ leakMlPerS: 2 }) },
  { name: "leak of 3 ml/s", change: air({ leakMlPerS: 3 }) },
  { name: "hose pinched to a tenth", mishap: once(({ air }) => air.kinkHose(10)) },
  { name: "hose kinked shut", mishap: once(({ air }) => air.kinkHose(500)) },
  { name: "walking", change: person({ restlessness: "walking" }) },
  { name: "tremor", change: person({ restlessness: "tremor" }) },
  { name: "pulse of a quarter", change: pulse(0.25) },
  { name: "pulse of a twentieth", change: pulse(0.05) },
  { name: "fibrillation", change: person({ rhythm: "fibrillation" }) },
  {
    name: "pump left running",
    mishap: once(({ board }) => {
      board.wiring.pumpStuckOn = true;
    }),
  },
  { name: "standing, LOP above the ceiling", change: aboveCeiling },
  { name: "systolic typed in as 70", ...mistyped(70) },
  { name: "systolic typed in as 220", ...mistyped(220) },
];

/** Somebody who sits still in a sound cuff of the population of this seed, before an adversary has its way. */
function sittingStill(index: number, seed: number): LopSubject {
  const { person, ...subject } = drawPerson(index, seed);
  const { rhythm: _, restlessness: __, ...steady } = person;
  const air = { ...subject.air, leakMlPerS: Math.min(subject.air.leakMlPerS, 0.05) };
  return { ...subject, air, condition: "still", person: { ...steady, posture: "seated" } };
}

/** One trial of an adversary, with the true LOP of what it made of the person. */
export function playAdversary({ change, mishap }: Adversary, trial: number, seed: number): SearchTrial {
  const still = sittingStill(trial, seed);
  const changed = change?.(still, trial) ?? still;
  const subject = { ...changed, trueLopMmhg: lopOf(changed.person, changed.config.cuff) };
  return playSearch(subject, mishap?.(trial));
}
