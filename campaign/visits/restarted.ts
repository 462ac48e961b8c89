import { timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Part } from "../../firmware/shared/training";
import { type Ledger, limbOf, STORED_BUCKETS } from "../../firmware/storage/ledger";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { RecordStore } from "../../firmware/storage/record-store";
import { PowerLost, SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { storedJson } from "./log-check";
import type { Moment } from "./moments";
import { checkLog } from "./result";
import type { Visit } from "./visit";

/** Where the power goes: between two writes, or in the middle of the next one. */
export const cuts = ["between writes", "in a write"] as const;

export type Cut = (typeof cuts)[number];

const READY_S = 7;
/** A chunk of the log is full sooner than this, and a ledger is due, s. */
const NEXT_WRITE_S = 62;
const MOST_BYTES = 200;
/** Power-on checks, room that is made, and a cuff that comes open, s. */
const STARTED_S = 30;
const IDLE_S = 75;
const LONG_REST_S = timeLimits.reperfusionLong.value / 1000;
/** The ledger is kept once a minute while the cuff is in use; the transducer's share on top, ms. */
const FORGOTTEN_MS = 62_000;
const TOO_MUCH_MS = 5000;
const REST_MS = 2000;

/** The chip loses its power at this moment. */
export function playRestarted(visit: Visit, { plan, reach }: Moment, cut: Cut): void {
  const { world, guest, account, witness } = visit;
  const { random } = guest;
  visit.wait(READY_S);
  // Something stands in the log before.
  visit.search();
  visit.begin(plan, 5, timeLimits.reperfusion.value / 1000);
  const earlier = world.log === undefined ? [] : storedJson(world.log).slice(0, -1);
  reach(visit);
  if (cut === "in a write") playToWrite(visit);
  witness.cut();
  world.restart(random.uniform() < 0.5);
  checkRestricted(visit);
  visit.until(
    () => world.output?.phase === Phase.vented,
    STARTED_S,
    "a cuff that is proven open",
    () => {
      visit.forbid("inflated by itself", world.isHeld);
    },
  );
  checkRest(visit);
  visit.forbid("a session goes on after a restart", visit.part !== Part.idle);
  visit.forbid(
    "earlier sessions were touched",
    !isBegunBy(world.log === undefined ? [] : storedJson(world.log), earlier),
  );
  checkLog(visit);
  visit.staysOpen(IDLE_S, "by itself after a restart");
  visit.begin(plan, 6, LONG_REST_S + STARTED_S);
  visit.forbid("began without the rest that was owed", account.restedMs > 0 && account.owedMs > REST_MS);
  visit.until(() => world.output?.phase === Phase.holding, LONG_REST_S, "a tight cuff");
  visit.wait(5);
  world.attendant.wishMmhg = undefined;
  visit.untilOver(10);
  checkLog(visit);
}

/** Until the power goes in the middle of a write; where nothing is written, it goes then. */
function playToWrite(visit: Visit): void {
  const { flash, logFlash, random } = visit.guest;
  for (const one of [flash, logFlash]) one.cutAfter(Math.floor(random.between(0, MOST_BYTES)), random.uniform() < 0.5);
  try {
    visit.wait(NEXT_WRITE_S);
  } catch (cause) {
    if (!(cause instanceof PowerLost)) throw cause;
  }
  for (const one of [flash, logFlash]) one.restorePower();
}

/** What the cuff finds in its flash of the time that this limb was restricted. */
function checkRestricted(visit: Visit): void {
  const { account, world } = visit;
  const ledger = storedLedger(visit.guest.flash);
  const { personSlot, side } = world.board.order.wearer;
  const from = limbOf(personSlot, side) * STORED_BUCKETS;
  const tenths = [...(ledger?.restrictedTenths ?? [])].slice(from, from + STORED_BUCKETS);
  const knownMs = 100 * tenths.reduce((sum, one) => sum + one, 0);
  visit.forbid("restricted time was forgotten", knownMs < account.restrictedMs - FORGOTTEN_MS);
  visit.forbid("more restricted time than there was", knownMs > account.restrictedMs + TOO_MUCH_MS);
}

/** Looked at in a copy: opening a store mends it. */
function storedLedger(flash: SimulatedFlash): Ledger | undefined {
  const { sectorBytes, sectorCount, bytes } = flash;
  const copy = new SimulatedFlash({ sectorBytes, sectorCount, chance: new RandomStream(1, "copy") });
  copy.bytes.set(bytes);
  const stored = new RecordStore(copy).load(ledgerCodec);
  return stored.state === "found" ? stored.value : undefined;
}

function checkRest(visit: Visit): void {
  const { account, world } = visit;
  const owedMs = world.output?.reperfusionMs ?? 0;
  visit.forbid("rest that is owed was forgotten", owedMs < account.owedMs - REST_MS);
  visit.forbid("more rest than any rule asks for", owedMs > timeLimits.reperfusionLong.value);
}

function isBegunBy(all: readonly string[], first: readonly string[]): boolean {
  return first.every((one, i) => all[i] === one);
}
