import { longestInflationMs, lowestSetpointMmhg, noOwnLimits } from "../../firmware/safety/caps";
import { timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part } from "../../firmware/shared/training";
import { reasonName } from "../reason-name";
import { checkLog } from "./result";
import type { SeenOrder } from "./seen-order";
import type { Visit } from "./visit";

/** The longest session: four bouts of five minutes and their rests, with a wide margin, s. */
const LONGEST_S = 3600;
const READY_S = 7;
const STEP_MMHG = 10;
/** A first session: seven minutes with the cuff tight, ms. */
const FIRST_MS = 7 * 60_000;
/** What filling and letting go add to a stretch and to all of them, ms. */
const AROUND_MS = 20_000;
/** What regulation and its ticks make of a time, ms. */
const SLACK_MS = 1500;
/** An open cuff is watched for longer than a rest. */
const AFTERWARDS_S = 70;

/** A person trains by `plan` from first to last, and something feels wrong on the way. */
export function playPrescription(visit: Visit, plan: Prescription, searches: boolean): void {
  const { random } = visit.guest;
  const isFirst = random.uniform() < 0.25;
  visit.wait(READY_S);
  const isFound = searches && visit.search();
  visit.begin(plan, isFirst ? 0 : 5, isFound ? 0 : timeLimits.reperfusion.value / 1000);
  const symptomSet = Math.floor(random.between(0, plan.sets.length));
  const afterS = random.between(2, 25);
  visit.until(() => visit.part === Part.over || isTight(visit, symptomSet), LONGEST_S, "a set");
  visit.wait(afterS);
  const isPersisting = visit.part === Part.working && !lowers(visit);
  visit.untilOver(LONGEST_S);
  const order = visit.witness.orders.at(-1);
  if (order !== undefined) checkEnd(visit, order, plan, isFirst, isPersisting);
  visit.staysOpen(AFTERWARDS_S, "after the end");
  checkLog(visit);
}

function isTight(visit: Visit, set: number): boolean {
  return visit.part === Part.working && visit.training?.set === set && visit.world.output?.phase === Phase.holding;
}

/** Something feels wrong; false where there is no less, and the session has to end. */
function lowers(visit: Visit): boolean {
  const before = visit.target ?? Number.NaN;
  const canLower = before - STEP_MMHG >= lowestSetpointMmhg(visit.lopMmhg);
  visit.ask(Deed.symptom);
  const now = visit.target;
  visit.forbid("a symptom lowered nothing", canLower && !(now !== undefined && now <= before - STEP_MMHG + 1e-6));
  visit.forbid("held on at the lowest pressure", !canLower && now !== undefined);
  return canLower;
}

function checkEnd(visit: Visit, order: SeenOrder, plan: Prescription, isFirst: boolean, isPersisting: boolean): void {
  const { account, guest } = visit;
  const { limb } = guest.setup.config.cuff;
  const isShort = isFirst && order.tightMs >= FIRST_MS - SLACK_MS;
  const due = isPersisting ? Reason.symptomsPersist : isShort ? Reason.firstSessionOver : Reason.sessionDone;
  visit.forbid(`ended by ${reasonName(order.endedBy)} for ${reasonName(due)}`, order.endedBy !== due);
  if (due === Reason.sessionDone) checkComplete(visit, order, plan);
  const capMs = longestInflationMs(plan.mode, limb, noOwnLimits);
  visit.forbid("restricted longer than the cap at a stretch", account.longestStretchMs > capMs + AROUND_MS);
  visit.forbid("restricted longer than 30 min", account.restrictedMs > timeLimits.restricted.value + AROUND_MS);
}

/** Every set with its repetitions, or its time. */
export function checkComplete(visit: Visit, order: SeenOrder, { mode, sets }: Prescription): void {
  const { limb } = visit.guest.setup.config.cuff;
  const capMs = longestInflationMs(mode, limb, noOwnLimits);
  visit.forbid(`${order.sets.length} of ${sets.length} sets`, order.sets.length !== sets.length);
  for (const { set, counted, workedMs } of order.sets) {
    const { repetitions = 0, durationS = 0 } = sets[set] ?? {};
    visit.forbid(`set ${set + 1}: ${counted} of ${repetitions} repetitions`, counted < repetitions);
    // A bout that is planned as long as the cap ends two seconds before it.
    const leastMs = Math.min(1000 * durationS, capMs - 2000);
    const isTimed = durationS > 0 && repetitions === 0;
    const isWrong = workedMs < leastMs - SLACK_MS || workedMs > 1000 * durationS + SLACK_MS;
    visit.forbid(`set ${set + 1}: ${workedMs} ms of ${durationS} s`, isTimed && isWrong);
  }
}
