import type { Limb } from "../shared/limb";
import { Mode } from "../shared/order";
import type { PrescribedSet, Prescription } from "../shared/prescription";

/** A plan from the literature. */
export interface Preset {
  readonly prescription: Prescription;
  readonly limbs: readonly Limb[];
  readonly source: string;
}

/** What clinics use where nobody has said otherwise (preparetoperform, Saga): % LOP. */
export const clinicalPercent: Readonly<Record<Limb, number>> = Object.freeze({ arm: 50, leg: 80 });

/** The rest between sets that most trials take, with the cuff tight, s. */
const HELD_REST_S = 30;

function countedSet(repetitions: number, restS = HELD_REST_S): PrescribedSet {
  return Object.freeze({ repetitions, durationS: 0, restS, isReleased: false });
}

function timedBouts(count: number, durationS: number, restS: number): readonly PrescribedSet[] {
  const bout: PrescribedSet = Object.freeze({ repetitions: 0, durationS, restS, isReleased: true });
  const sets: PrescribedSet[] = [];
  for (let i = 0; i < count; i++) sets.push(bout);
  return Object.freeze(sets);
}

function preset(
  name: string,
  mode: Mode,
  percentLop: number,
  sets: readonly PrescribedSet[],
  limbs: readonly Limb[],
  source: string,
  cadenceS = 0,
): Preset {
  const fromPercentLop = percentLop < 50 ? percentLop : 50;
  const prescription = {
    name,
    mode,
    percentLop,
    fromPercentLop,
    percentPerSession: 10,
    comfortRampS: 0,
    cadenceS,
    sets,
  };
  return Object.freeze({ prescription: Object.freeze(prescription), limbs, source });
}

const classic = Object.freeze([countedSet(30), countedSet(15), countedSet(15), countedSet(15)]);
const leg: readonly Limb[] = Object.freeze(["leg"] as const);
const arm: readonly Limb[] = Object.freeze(["arm"] as const);
const both: readonly Limb[] = Object.freeze(["arm", "leg"] as const);

/** Presets: 30-15-15-15 goes with 20 to 40 % of the one-repetition maximum. */
export const presets: readonly Preset[] = Object.freeze([
  preset("30-15-15-15 arm", Mode.resistance, clinicalPercent.arm, classic, arm, "Patterson 2019; clinical default", 4),
  preset("30-15-15-15 leg", Mode.resistance, clinicalPercent.leg, classic, leg, "Patterson 2019; clinical default", 4),
  preset(
    "walking 5 x 3",
    Mode.aerobic,
    50,
    timedBouts(5, 180, 60),
    leg,
    "Park 2010; the cuff is open in the rests here",
  ),
  preset("cycling 15 min", Mode.aerobic, 50, timedBouts(1, 900, 0), leg, "Abe 2010, at 40 % VO2max"),
  preset(
    "passive 5 x 5/3",
    Mode.passive,
    70,
    timedBouts(5, 300, 180),
    both,
    "Patterson 2019: 70–100 %, 5 min on, 3 off",
  ),
  preset("preconditioning 4 x 5/5", Mode.preconditioning, 100, timedBouts(4, 300, 300), both, "PMC6981627: 4 × 5/5"),
]);
