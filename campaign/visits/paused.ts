import { timeLimits } from "../../firmware/safety/limits";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { reasonName } from "../reason-name";
import type { Moment } from "./moments";
import { checkComplete } from "./prescription";
import { checkLog } from "./result";
import type { Visit } from "./visit";

/** What follows a pause. */
export const sequels = ["resume", "nothing", "stop"] as const;

export type Sequel = (typeof sequels)[number];

const READY_S = 7;
const UNUSED_S = timeLimits.armingUnused.value / 1000;
const LONG_REST_S = timeLimits.reperfusionLong.value / 1000;
const LONGEST_S = 900;
const AFTERWARDS_S = 70;
const PRESS_S = 0.3;

/** A session is paused at this moment. */
export function playPaused(visit: Visit, { plan, reach }: Moment, sequel: Sequel): void {
  const { random } = visit.guest;
  visit.wait(READY_S);
  if (random.uniform() < 0.3) visit.search();
  visit.begin(plan, 5, timeLimits.reperfusion.value / 1000);
  reach(visit);
  const set = visit.training?.set;
  const part = visit.part;
  visit.pauses++;
  visit.forbid("a pause was refused", visit.ask(Deed.pause) !== Reason.none || visit.part !== Part.paused);
  visit.forbid(`paused, and says ${reasonName(visit.reason)}`, visit.reason !== Reason.sessionPaused);
  visit.forbid("the pause has another set", visit.training?.set !== set);
  if (sequel === "resume") resume(visit, part);
  else if (sequel === "nothing") leave(visit);
  else stop(visit, random.uniform() < 0.5);
  checkLog(visit);
}

/** It goes on where it was, and ends as if nothing had been. */
function resume(visit: Visit, part: Part): void {
  const { guest, witness, training } = visit;
  const set = training?.set;
  const kept = [...(training?.repetitions ?? [])];
  visit.staysOpen(guest.random.between(1, UNUSED_S - 10), "in a pause");
  visit.forbid("a resume was refused", visit.ask(Deed.resume) !== Reason.none);
  const isTight = (): boolean => visit.part === Part.working;
  visit.until(isTight, LONG_REST_S + 30, "the end of the rest owed", () => {
    visit.forbid("filled before the rest that is owed was over", visit.world.isHeld && !isTight());
  });
  visit.forbid(`went on in another set after part ${part}`, visit.training?.set !== set);
  const now = [...(visit.training?.repetitions ?? [])];
  visit.forbid(`repetitions ${kept} became ${now}`, `${now}` !== `${kept}`);
  visit.untilOver(LONGEST_S);
  const order = witness.orders.at(-1);
  visit.forbid(`ended by ${reasonName(visit.reason)}`, order?.endedBy !== Reason.sessionDone);
  const plan = visit.world.board.training.plan;
  if (order !== undefined && plan !== undefined) checkComplete(visit, order, plan);
  visit.staysOpen(AFTERWARDS_S, "after the end");
}

/** Nobody resumes: it ends by itself like any armed cuff that is not used. */
function leave(visit: Visit): void {
  const atMs = visit.world.nowMs;
  visit.staysOpen(UNUSED_S - 1, "in a pause");
  visit.forbid("the pause ended too soon", visit.part !== Part.paused);
  visit.untilOver(5);
  visit.forbid(`ended by ${reasonName(visit.reason)}`, visit.reason !== Reason.armingUnused);
  visit.forbid("the pause was too long", visit.world.nowMs - atMs > 1000 * UNUSED_S + 1500);
  staysOver(visit);
}

/** Somebody withdraws the order, or presses the button. */
function stop(visit: Visit, presses: boolean): void {
  const { attendant, board } = visit.world;
  visit.staysOpen(visit.guest.random.between(0.1, UNUSED_S - 10), "in a pause");
  if (presses) {
    board.buttonDown = true;
    visit.wait(PRESS_S);
    board.buttonDown = false;
  } else attendant.wishMmhg = undefined;
  visit.untilOver(10);
  const due = presses ? Reason.buttonPressed : Reason.setpointWithdrawn;
  visit.forbid(`stopped by ${reasonName(visit.reason)} for ${reasonName(due)}`, visit.reason !== due);
  staysOver(visit);
}

/** What is over is over, whatever an app says. */
function staysOver(visit: Visit): void {
  visit.staysOpen(AFTERWARDS_S, "after the end");
  visit.ask(Deed.resume);
  visit.staysOpen(5, "by a resume after the end");
  visit.forbid("goes on after the end", visit.part !== Part.over);
}
