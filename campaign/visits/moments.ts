import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { everyPart, twoBouts } from "./plans";
import type { Visit } from "./visit";

/** A point of a session. */
export interface Moment {
  readonly name: string;
  readonly plan: Prescription;
  /** Plays on from the beginning of the session. */
  reach(visit: Visit): void;
}

/** Up to the next set or rest: the longest are 180 s and a filling. */
const PATIENCE_S = 260;

function enter(visit: Visit, part: Part, set: number): void {
  visit.until(() => visit.part === part && visit.training?.set === set, PATIENCE_S, `part ${part} of set ${set + 1}`);
}

/** While the cuff fills for this set, at a share of its target. */
function filling(plan: Prescription, set: number, share: number): Moment {
  return {
    name: `filling for set ${set + 1}, at ${100 * share} %`,
    plan,
    reach(visit) {
      enter(visit, Part.working, set);
      const isThere = (): boolean => visit.world.air.cuffMmhg >= share * (visit.target ?? Number.NaN);
      visit.until(isThere, PATIENCE_S, "a pressure");
    },
  };
}

/** So long after the cuff was tight for this set. */
function tight(plan: Prescription, set: number, seconds: number, name = `set ${set + 1}`): Moment {
  return {
    name: `${name}, after ${seconds} s`,
    plan,
    reach(visit) {
      enter(visit, Part.working, set);
      visit.until(() => visit.world.output?.phase === Phase.holding, PATIENCE_S, "a tight cuff");
      visit.wait(seconds);
    },
  };
}

/** Somewhere in the repetition after so many. */
function working(plan: Prescription, set: number, repetitions: number): Moment {
  return {
    name: `set ${set + 1}, after ${repetitions} repetitions`,
    plan,
    reach(visit) {
      enter(visit, Part.working, set);
      const isThere = (): boolean => (visit.training?.repetitions[set] ?? 0) >= repetitions;
      visit.until(isThere, PATIENCE_S, "a repetition");
      visit.wait(visit.guest.random.between(0, 2));
    },
  };
}

function resting(plan: Prescription, part: Part, beforeSet: number, seconds: number): Moment {
  return {
    name: `${part === Part.resting ? "tight" : "open"} rest before set ${beforeSet + 1}, after ${seconds} s`,
    plan,
    reach(visit) {
      enter(visit, part, beforeSet);
      visit.wait(seconds);
    },
  };
}

/** After a pause and a resume the limb is still owed its rest. */
function owed(plan: Prescription, seconds: number): Moment {
  return {
    name: `rest owed after a pause, after ${seconds} s`,
    plan,
    reach(visit) {
      tight(plan, 0, 9).reach(visit);
      visit.pauses++;
      visit.ask(Deed.pause);
      visit.wait(4);
      visit.forbid("a resume was refused", visit.ask(Deed.resume) !== Reason.none);
      visit.forbid("no rest is owed", !((visit.world.output?.reperfusionMs ?? 0) > 0));
      visit.wait(seconds);
    },
  };
}

/** Every part of a session, early and late. */
export const moments: readonly Moment[] = [
  filling(everyPart, 0, 0.3),
  filling(everyPart, 0, 0.9),
  tight(everyPart, 0, 1, "comfort ramp"),
  tight(everyPart, 0, 12, "comfort ramp"),
  working(everyPart, 0, 1),
  working(everyPart, 0, 4),
  resting(everyPart, Part.resting, 1, 1),
  resting(everyPart, Part.resting, 1, 8),
  resting(everyPart, Part.resting, 1, 14.5),
  working(everyPart, 1, 0),
  working(everyPart, 1, 3),
  resting(everyPart, Part.released, 2, 0.5),
  resting(everyPart, Part.released, 2, 20),
  resting(everyPart, Part.released, 2, 58),
  filling(everyPart, 2, 0.5),
  tight(everyPart, 2, 3),
  tight(everyPart, 2, 20),
  resting(everyPart, Part.resting, 3, 10),
  working(everyPart, 3, 2),
  owed(everyPart, 3),
  owed(everyPart, 40),
  filling(twoBouts, 0, 0.6),
  tight(twoBouts, 0, 10),
  resting(twoBouts, Part.released, 1, 2),
  resting(twoBouts, Part.released, 1, 100),
  filling(twoBouts, 1, 0.6),
  tight(twoBouts, 1, 20),
  owed(twoBouts, 60),
];

function paused(plan: Prescription, seconds: number): Moment {
  return {
    name: `paused for ${seconds} s`,
    plan,
    reach(visit) {
      tight(plan, 0, 15).reach(visit);
      visit.pauses++;
      visit.ask(Deed.pause);
      visit.wait(seconds);
    },
  };
}

/** A chip may also lose its power in a pause. */
export const restartMoments: readonly Moment[] = [
  ...moments,
  paused(everyPart, 1),
  paused(everyPart, 70),
  paused(twoBouts, 30),
];
