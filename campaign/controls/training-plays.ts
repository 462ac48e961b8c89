import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { type Play, play } from "./play";

const openRest: PrescribedSet = { repetitions: 0, durationS: 20, restS: 60, isReleased: true };

function planOf(percentLop: number, sets: readonly PrescribedSet[]): Prescription {
  return {
    name: "play",
    mode: Mode.aerobic,
    percentLop,
    fromPercentLop: percentLop,
    percentPerSession: 0,
    comfortRampS: 0,
    cadenceS: 0,
    sets,
  };
}

function train({ world }: Play, plan: Prescription, sessionsBefore = 3): void {
  world.board.order.mode = plan.mode;
  world.board.training.plan = plan;
  world.board.training.sessionsBefore = sessionsBefore;
  world.attendant.wishMmhg = 0.8 * world.limb.lopMmhg;
}

const isIn = (stage: Play, part: Part) => () => stage.world.output?.training.part === part;

/** Up to the first open rest, and 40 s of it. */
function rest(stage: Play): void {
  stage.ready();
  train(stage, planOf(60, [openRest, openRest, openRest]));
  stage.until(isIn(stage, Part.released), 90);
  stage.wait(40);
}

export const appGone = play("the app is gone when an open rest ends", [Reason.linkLost], (stage) => {
  rest(stage);
  stage.mark();
  stage.world.board.linked = false;
  stage.wait(60);
});

export const screeningOver = play("screening runs out in an open rest", [Reason.screeningMissing], (stage) => {
  rest(stage);
  stage.mark();
  stage.world.board.screening.ageMs = Number.NaN;
  stage.wait(60);
  stage.forbid("filled again without screening", stage.world.isHeld);
});

export const skipsRest = play("an open rest that is skipped at once", [Reason.restReleased], (stage) => {
  stage.ready();
  train(stage, planOf(60, [openRest, openRest]));
  stage.until(isIn(stage, Part.released), 90);
  stage.mark();
  const { request } = stage.world.board.training;
  request.deed = Deed.skip;
  request.sequence++;
  stage.wait(40);
});

export const flawedPlan = play("a plan with open rests of 20 s", [Reason.prescriptionImpossible], (stage) => {
  stage.ready();
  stage.mark();
  train(stage, planOf(60, [{ ...openRest, restS: 20 }, openRest]));
  stage.wait(40);
});

export const firstSession = play("a first session by a plan of 80 % LOP", [Reason.firstSessionOver], (stage) => {
  stage.ready();
  train(stage, planOf(80, [{ repetitions: 0, durationS: 800, restS: 0, isReleased: false }]), 0);
  stage.until(() => stage.world.isHeld);
  stage.mark();
  // Somebody goes on working, or the cuff would take them for asleep.
  for (let s = 0; s < 460; s += 4) {
    stage.world.limb.squeezeMl = 6;
    stage.wait(1.5);
    stage.world.limb.squeezeMl = 0;
    stage.wait(2.5);
  }
});

export const unwell = play("symptoms, told six times", [Reason.symptomsPersist], (stage) => {
  stage.ready();
  train(stage, planOf(60, [{ ...openRest, durationS: 300 }]));
  stage.until(isIn(stage, Part.working));
  stage.wait(10);
  stage.mark();
  const { request } = stage.world.board.training;
  for (let i = 0; i < 6; i++) {
    request.deed = Deed.symptom;
    request.sequence++;
    stage.wait(2);
  }
});
