import { OrderRunner } from "../../firmware/order-runner";
import { StartPermit } from "../../firmware/safety/start-permit";
import { SessionTarget } from "../../firmware/session/target";
import { Trainer } from "../../firmware/session/trainer";
import { Reason } from "../../firmware/shared/reasons";
import type { Control, Removable } from "./control";
import { appGone, firstSession, flawedPlan, screeningOver, skipsRest, unwell } from "./training-plays";
import { all, fix, replace } from "./without";

const askedAgain: Removable = {
  name: "StartPermit: asked again before a session fills the cuff",
  remove: () => replace(StartPermit.prototype, "resumeObjection", () => () => Reason.none),
};

/** What keeps a session within what was granted, and from filling the cuff when it should not. */
export const trainingControls: readonly Control[] = [
  {
    name: "OrderRunner: an open rest waits for the app",
    requirement: "SR-058",
    probes: [appGone],
    remove: () => fix(OrderRunner.prototype, "linked", () => true),
  },
  { ...askedAgain, requirement: "SR-058", probes: [screeningOver] },
  {
    name: "OrderRunner: an open rest lasts as long as the limb needs",
    requirement: "SR-058",
    probes: [skipsRest],
    remove: () =>
      all(
        fix(OrderRunner.prototype, "owedMs", () => 0),
        fix(OrderRunner.prototype, "inflatedMs", () => 0),
      ),
    cover: askedAgain,
  },
  {
    name: "StartPermit: a plan without a flaw",
    requirement: "SR-061",
    probes: [flawedPlan],
    remove: () =>
      replace(StartPermit.prototype, "orderObjection", (original) => (self, wanted) => {
        const objection = original(self, wanted);
        return objection === Reason.prescriptionImpossible ? Reason.none : objection;
      }),
  },
  {
    name: "SessionTarget: a first session is gentle",
    requirement: "SR-059",
    probes: [firstSession],
    remove: () =>
      replace(SessionTarget.prototype, "begin", (original) => (self, plan, lopMmhg, _, span) => {
        original(self, plan, lopMmhg, 3, span);
      }),
  },
  {
    name: "Trainer: a first session is short",
    requirement: "SR-059",
    probes: [firstSession],
    remove: () =>
      replace(Trainer.prototype, "begin", (original) => (self, plan, lopMmhg, _, span, request) => {
        original(self, plan, lopMmhg, 3, span, request);
      }),
  },
  {
    name: "SessionTarget: symptoms lead down",
    requirement: "SR-060",
    probes: [unwell],
    remove: () => replace(SessionTarget.prototype, "lower", () => () => true),
  },
];
