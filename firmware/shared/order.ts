import type { Limb } from "./limb";

/** What the pressure is wanted for: time caps and pressure limits differ. Codes travel over the wire: append only. */
export const Mode = Object.freeze({
  free: 0,
  resistance: 1,
  aerobic: 2,
  /** Opt-in: without exercise, up to LOP. */
  passive: 3,
  /** Opt-in: ischaemic preconditioning, up to LOP. */
  preconditioning: 4,
  /** The cuff looks for the limb occlusion pressure; the pressure asked for is the highest that it may go to. */
  search: 5,
} as const);

export type Mode = (typeof Mode)[keyof typeof Mode];

/** From lying to upright: a larger number is more upright. */
export const Posture = Object.freeze({ supine: 0, seated: 1, standing: 2 } as const);

export type Posture = (typeof Posture)[keyof typeof Posture];

export const Side = Object.freeze({ left: 0, right: 1 } as const);

export type Side = (typeof Side)[keyof typeof Side];

/** How many people one cuff can tell apart. */
export const PERSON_SLOTS = 4;

/** Whose limb is in the cuff, and how that person sits. */
export class Wearer {
  limb: Limb = "arm";
  side: Side = Side.left;
  /** 0 … `PERSON_SLOTS` − 1. */
  personSlot = 0;
  posture: Posture = Posture.supine;
}

export function copyWearer(from: Wearer, to: Wearer): void {
  to.limb = from.limb;
  to.side = from.side;
  to.personSlot = from.personSlot;
  to.posture = from.posture;
}

/** What is asked for, beside the pressure. One object, filled again before every tick. */
export class Order {
  readonly wearer = new Wearer();
  mode: Mode = Mode.free;
  /** The opt-in modes were chosen on purpose. */
  optIn = false;
  /** The rest that the plan foresees now, ms; 0 where it foresees none. */
  plannedRestMs = 0;
  /** Goes up with every confirmation that the person is awake. */
  confirmations = 0;
}

/** What is known of the person before a search; NaN for what is not. */
export class KnownPerson {
  /** Of the limb under the cuff, cm. */
  circumferenceCm = Number.NaN;
  systolicMmhg = Number.NaN;
}

/** A limb occlusion pressure that was found or entered. A new `sequence` makes it a new entry. */
export class LopEntry {
  readonly wearer = new Wearer();
  sequence = 0;
  /** mmHg. */
  mmhg = Number.NaN;
}

/** What the person in the slot has stated. */
export class Screening {
  /** Time since the contraindications were acknowledged, ms; NaN for never. */
  ageMs = Number.NaN;
  /** 18 or over. */
  isAdult = false;
}
