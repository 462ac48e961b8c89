import { isOptIn } from "../../firmware/safety/caps";
import type { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Deed, StepOf } from "../../firmware/shared/training";
import type { RandomStream } from "../../sim/random";
import type { World } from "../../sim/world";
import { chance, oneOf } from "./draw";

/** Plans that somebody has mistyped: they have to be refused. */
const FLAWED_SHARE = 0.1;

/** A plan for this mode as somebody may write it: short sets, so that a few minutes see several of them. */
export function drawPrescription(random: RandomStream, mode: Mode): Prescription {
  const isStill = isOptIn(mode);
  const isFlawed = chance(random, FLAWED_SHARE);
  const percentLop = Math.round(random.between(40, isStill ? 100 : 80));
  const sets = Array.from({ length: 1 + Math.floor(random.between(0, 4)) }, (): PrescribedSet => {
    const isReleased = isStill || chance(random, 0.5);
    const isCounted = !isStill && chance(random, 0.4);
    const leastS = isStill ? 180 : 60;
    return {
      repetitions: isCounted ? Math.round(random.between(3, 20)) : 0,
      durationS: isCounted ? 0 : Math.round(random.between(5, 90)),
      restS: Math.round(isReleased ? random.between(isFlawed ? 0 : leastS, leastS + 30) : random.between(0, 60)),
      isReleased,
    };
  });
  return {
    name: "drawn",
    mode,
    percentLop,
    fromPercentLop: Math.round(random.between(40, percentLop)),
    percentPerSession: Math.round(random.between(0, 20)),
    comfortRampS: chance(random, 0.3) ? Math.round(random.between(5, 60)) : 0,
    cadenceS: chance(random, 0.5) ? 4 : 0,
    sets,
  };
}

/** Something that a person asks for in mid-session, whether it makes sense or not. */
export function drawRequest(random: RandomStream): (world: World) => void {
  const deed = oneOf(random, [Deed.pause, Deed.resume, Deed.resume, Deed.skip, Deed.lower, Deed.raise, Deed.symptom]);
  const stepOf = oneOf(random, [StepOf.tenMmhg, StepOf.fivePercent]);
  return ({ board }) => {
    const { request } = board.training;
    request.deed = deed;
    request.stepOf = stepOf;
    request.sequence++;
  };
}
