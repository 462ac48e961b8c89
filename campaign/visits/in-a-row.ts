import { deadManLimits, timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { reasonName } from "../reason-name";
import { checkComplete } from "./prescription";
import { checkLog } from "./result";
import type { Visit } from "./visit";

const READY_S = 7;
const LONGEST_S = 3600;
const ALLOWANCE_MS = timeLimits.restricted.value;
const LONG_REST_S = timeLimits.reperfusionLong.value / 1000;
/** No plan is so short that more of them fit into the allowance. */
const MOST = 12;
const BEFORE = 3;
/** What the last release and the transducer leave open when the allowance is used up, ms; more with every restart. */
const AROUND_MS = 20_000;
const LOST_MS = 10_000;
const INFLATION_ENDS_MS = deadManLimits.clearAfter.value + 1000;
/** A press, a self-test and an order that waits for neither, s. */
const PRESS_S = 0.3;
const ORDER_S = 30;
/** Power-on checks, and room that is made, s. */
const STARTED_S = 30;
/** What is counted as rest may be off by this, ms, and the pressure of a cuff that only tests itself, mmHg. */
const REST_MS = 2000;
const TEST_MMHG = 36;

const usedUp: readonly Reason[] = [Reason.restrictedTimeReached, Reason.restrictedTimeUsedUp];

/** How the visits follow each other. */
export interface Row {
  /** The cuff is switched off in most rests. */
  readonly restarts: boolean;
  /** The next order comes as soon as no rest is owed; else not before the last inflation counts as ended. */
  readonly isHasty: boolean;
}

/** The same limb is trained again and again, until the cuff refuses. */
export function playInARow(visit: Visit, plan: Prescription, row: Row): void {
  const { guest, world } = visit;
  const { random } = guest;
  visit.wait(READY_S);
  if (random.uniform() < 0.5) {
    visit.search();
    world.attendant.wishMmhg = undefined;
    endInflation(visit);
  }
  for (let n = 0; n < MOST; n++) {
    if (n > 0) rest(visit, row);
    if (refuses(visit, plan, BEFORE + n)) break;
    visit.untilOver(LONGEST_S);
    const order = visit.witness.orders.at(-1);
    const ended = order?.endedBy ?? Reason.none;
    if (ended === Reason.sessionDone && order !== undefined) checkComplete(visit, order, plan);
    else visit.forbid(`ended by ${reasonName(ended)}`, !usedUp.includes(ended));
  }
  const { restrictedMs } = visit.account;
  const lostMs = LOST_MS * world.restarts;
  visit.forbid("used up after less than 30 min", restrictedMs < ALLOWANCE_MS - AROUND_MS);
  visit.forbid("not used up after 30 min", restrictedMs > ALLOWANCE_MS + AROUND_MS + lostMs);
  visit.staysOpen(70, "although the limb has had its 30 min");
  checkLog(visit);
}

/** True where the cuff says that the limb has had all of its time; else the session has begun, and at once. */
function refuses(visit: Visit, plan: Prescription, sessionsBefore: number): boolean {
  const { world, witness } = visit;
  const before = witness.orders.length;
  const hasBegun = (): boolean => witness.orders.length > before;
  const isAsked = (): boolean => world.attendant.wishMmhg !== undefined;
  const isAnswered = (): boolean =>
    hasBegun() || (isAsked() && (visit.reason === Reason.restrictedTimeUsedUp || visit.reason === Reason.storeFull));
  let highest = 0;
  world.attendant.train(plan, sessionsBefore);
  visit.until(isAnswered, ORDER_S + timeLimits.reperfusion.value / 1000, "a session that is due", () => {
    highest = Math.max(highest, world.air.cuffMmhg);
  });
  if (hasBegun()) return false;
  visit.refusals++;
  visit.forbid("inflated although it was refused", highest > TEST_MMHG);
  if (visit.reason !== Reason.storeFull) return true;
  visit.fullStores++;
  switchOffAndOn(visit);
  return refuses(visit, plan, sessionsBefore);
}

/** As the cuff says when what it has to remember no longer fits. */
function switchOffAndOn(visit: Visit): void {
  visit.world.attendant.wishMmhg = undefined;
  visit.wait(0.1);
  visit.world.restart(false);
  visit.until(() => visit.world.output?.phase === Phase.vented, STARTED_S, "a cuff that is ready");
  visit.until(() => visit.world.output?.reperfusionMs === 0, LONG_REST_S, "the end of the rest");
}

/** The rest that is owed, with an attempt before it is over. */
function rest(visit: Visit, { restarts, isHasty }: Row): void {
  const { world, account, guest } = visit;
  const { attendant } = world;
  attendant.wishMmhg = undefined;
  visit.wait(0.1);
  // A session that ends in an open rest of its own may leave none to be owed.
  const isOwed = account.owedMs > 0;
  if (restarts && guest.random.uniform() < 0.7) {
    world.restart(guest.random.uniform() < 0.3);
    visit.until(() => world.output?.phase === Phase.vented, STARTED_S, "a cuff that is ready");
  }
  const leastMs = guest.random.between(0.2, 0.9) * account.neededMs;
  visit.until(() => account.owedMs < leastMs, LONG_REST_S, "a part of the rest");
  tryTooEarly(visit);
  const isDue = (): boolean => world.output?.reperfusionMs === 0;
  visit.until(isDue, 2 * LONG_REST_S, "the end of the rest", () =>
    visit.forbid("held in the rest that is owed", world.isHeld),
  );
  const { restedMs, neededMs } = account;
  visit.forbid("the rest was too short", restedMs < neededMs - REST_MS);
  visit.forbid("the rest was too long", isOwed && restedMs > neededMs + REST_MS && world.restarts === 0);
  if (!isHasty) endInflation(visit);
}

/** Nothing is driven for so long that the next inflation is a new one, for cuff and dead-man alike. */
function endInflation(visit: Visit): void {
  const isOver = (): boolean => visit.account.idleMs >= INFLATION_ENDS_MS && visit.world.output?.inflatedMs === 0;
  visit.until(isOver, LONG_REST_S, "the end of an inflation");
}

/** Somebody presses the button although the limb is owed a rest: nobody arms the cuff before it is over. */
function tryTooEarly(visit: Visit): void {
  const { attendant, board } = visit.world;
  attendant.helps = false;
  // In the first moments after power-on a press finds a cuff that is not ready: whoever wants to arm presses again.
  const isReady = (): boolean => visit.world.output?.phase === Phase.vented;
  visit.until(isReady, STARTED_S, "a cuff that is ready");
  const isEarly = visit.account.owedMs > 1000 * PRESS_S;
  board.buttonDown = true;
  visit.wait(PRESS_S);
  board.buttonDown = false;
  visit.wait(0.1);
  visit.forbid("armed without the rest that is owed", isEarly && !isReady());
  const isSaid = visit.reason === Reason.reperfusionOwed || visit.reason === Reason.storeFull;
  visit.forbid(`a press that came too early was answered by ${reasonName(visit.reason)}`, isEarly && !isSaid);
  if (isEarly) visit.refusals++;
  attendant.helps = true;
}
