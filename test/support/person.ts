import type { Person } from "../../sim/limb/limb";

/** Somebody at rest. */
export const typicalPerson: Person = Object.freeze({
  circumferenceCm: 40,
  systolicMmhg: 118,
  diastolicMmhg: 72,
  heartRatePerMin: 70,
  posture: "supine",
  artery: "fitted",
});
