import { pressureLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import type { Prescription } from "../../firmware/shared/prescription";
import type { RandomStream } from "../../sim/random";
import type { World } from "../../sim/world";
import type { Fault } from "../faults/fault";
import { faults } from "../faults/faults";
import { chance, oneOf } from "./draw";
import { drawPrescription, drawRequest } from "./plans";

/** Something that somebody does, or that happens, at a moment of a session. */
export interface Deed {
  readonly atMs: number;
  readonly name: string;
  readonly act: (world: World) => void;
}

/** Between two things that people do, s. */
const OFTEN_S = 25;
/** People who begin with a search. */
const SEARCH_SHARE = 0.3;
/** People who train by a plan, and of what they do in it the share that is asked for in mid-session. */
const PLAN_SHARE = 0.4;
const REQUEST_SHARE = 0.35;
/** What can happen in mid-session; a fault that has to be there before the power is another campaign's. */
const happenings = faults.filter(({ inject, goOn, before }) => (inject ?? goOn) !== undefined && before === undefined);

/** Everything that happens in a session, in order, and the faults among it. */
export interface Plan {
  readonly deeds: readonly Deed[];
  readonly faults: readonly { readonly atMs: number; readonly fault: Fault }[];
}

export function drawPlan(random: RandomStream, durationS: number, lopMmhg: number, mode: Mode): Plan {
  const deeds: Deed[] = [];
  const add = (atS: number, name: string, act: Deed["act"]): void =>
    void deeds.push({ atMs: Math.round(1000 * atS), name, act });
  const target = (): number => Math.min(random.between(0.42, 0.8) * lopMmhg, 224);
  const trains = chance(random, PLAN_SHARE);
  const sessionsBefore = Math.floor(random.between(0, 4));
  const holdAgain = (): Deed["act"] =>
    hold(target(), mode, trains ? drawPrescription(random, mode) : undefined, sessionsBefore);
  // Some let the cuff find the occlusion pressure first, as an app would; some ask for it again and again.
  const searches = chance(random, SEARCH_SHARE);
  if (searches) {
    add(random.between(7, 15), "search", search);
    add(random.between(30, 180), "hold", holdAgain());
  } else add(random.between(7, 15), "hold", holdAgain());
  // A long session is there to meet the caps: people leave it alone for most of the time.
  const everyS = durationS > 1000 ? 6 * OFTEN_S : OFTEN_S;
  for (let atS = 20 + random.between(0, everyS); atS < durationS; atS += random.between(0.2, 2) * everyS)
    if (trains && chance(random, REQUEST_SHARE)) add(atS, "request", drawRequest(random));
    else addDeed(random, atS, durationS > 1000, searches && chance(random, 0.3) ? () => search : holdAgain, add);
  const found = chance(random, 0.6) ? 1 + (chance(random, 0.3) ? 1 : 0) : 0;
  const drawn = Array.from({ length: found }, () => ({
    atMs: Math.round(1000 * random.between(3, durationS * 0.8)),
    fault: oneOf(random, happenings),
  }));
  return { deeds: deeds.sort((a, b) => a.atMs - b.atMs), faults: drawn };
}

function hold(mmhg: number, mode: Mode, plan: Prescription | undefined, sessionsBefore: number): Deed["act"] {
  return ({ attendant, board }) => {
    board.order.mode = mode;
    board.training.plan = plan;
    board.training.sessionsBefore = sessionsBefore;
    attendant.wishMmhg = mmhg;
  };
}

function search({ attendant, board }: World): void {
  board.order.mode = Mode.search;
  attendant.wishMmhg = pressureLimits.searchCeiling.value;
}

function addDeed(
  random: RandomStream,
  atS: number,
  isCalm: boolean,
  ask: () => Deed["act"],
  add: (atS: number, name: string, act: Deed["act"]) => void,
): void {
  const draw = random.uniform();
  if (draw < (isCalm ? 0.85 : 0.25)) {
    add(atS, "ask", ask());
    return;
  }
  if (draw < 0.55) {
    add(atS, "withdraw", ({ attendant }) => {
      attendant.wishMmhg = undefined;
    });
    add(atS + random.between(1, 90), "ask", ask());
    return;
  }
  if (draw < 0.65) {
    add(atS, "button down", ({ board }) => {
      board.buttonDown = true;
    });
    add(atS + oneOf(random, [0.05, 0.3, 0.9, 2, 5, 11]), "button up", ({ board }) => {
      board.buttonDown = false;
    });
    return;
  }
  if (draw < 0.72) {
    add(atS, "link lost", ({ board }) => {
      board.linked = false;
    });
    add(atS + random.between(0.5, 45), "link back", ({ board }) => {
      board.linked = true;
    });
    return;
  }
  if (draw < 0.82) {
    const ml = random.between(-20, 20);
    add(atS, "squeeze", ({ limb, board }) => {
      limb.squeezeMl = board.order.wearer.limb === "arm" ? ml / 3 : ml;
    });
    add(atS + random.between(0.1, 8), "let go", ({ limb }) => {
      limb.squeezeMl = 0;
    });
    return;
  }
  if (draw < 0.87) {
    add(atS, "stall", (world) => world.stall(Math.round(random.between(20, 130))));
    return;
  }
  if (draw < 0.9) {
    add(atS, "restart", (world) => world.restart(chance(random, 0.6)));
    return;
  }
  if (draw < 0.93) {
    add(atS, "nobody confirms", ({ attendant }) => {
      attendant.confirms = false;
    });
    return;
  }
  if (draw < 0.96) {
    add(atS, "silence", ({ board }) => void board.silences++);
    return;
  }
  const late = Math.round(random.between(5, 40));
  add(atS, "late ticks", (world) => {
    world.tickDelayMs = () => Math.round(random.uniform() * late);
  });
}
