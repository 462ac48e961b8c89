import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";

function counted(repetitions: number, restS: number, isReleased: boolean): PrescribedSet {
  return { repetitions, durationS: 0, restS, isReleased };
}

function timed(durationS: number, restS: number, isReleased: boolean): PrescribedSet {
  return { repetitions: 0, durationS, restS, isReleased };
}

const common = { percentPerSession: 0, cadenceS: 0 };

/** Everything that a session with exercise can have: a comfort ramp, sets by count and by time, both kinds of rest. */
export const everyPart: Prescription = {
  ...common,
  name: "every part",
  mode: Mode.resistance,
  percentLop: 60,
  fromPercentLop: 60,
  comfortRampS: 20,
  sets: [counted(6, 15, false), counted(6, 60, true), timed(45, 20, false), counted(5, 0, false)],
};

/** … and without. */
export const twoBouts: Prescription = {
  ...common,
  name: "two bouts",
  mode: Mode.passive,
  percentLop: 70,
  fromPercentLop: 70,
  comfortRampS: 0,
  sets: [timed(50, 180, true), timed(50, 0, true)],
};
