import type { PersonBook } from "../../person-book";
import type { LimbAccount } from "../../safety/limb-account";
import { KnownPerson, Screening, Wearer } from "../../shared/order";
import { Reason } from "../../shared/reasons";
import type { TickOutput } from "../../shared/tick";
import { type Door, door } from "../door";
import type { Orders } from "../orders";
import { personOperations as ops } from "../person-operations";
import { Result } from "../results";

const MS_PER_S = 1000;

/** The memory of the cuff, as far as people go. */
export interface PeopleMemory {
  readonly people: PersonBook;
  readonly clock: { readonly nowS: number };
  sessionsOf(personSlot: number): number;
  forgetPerson(personSlot: number): boolean;
}

/** Who wears the cuff. */
export function personDesk(
  memory: PeopleMemory,
  orders: Orders,
  account: LimbAccount,
  output: () => TickOutput,
): readonly Door[] {
  const { people, clock } = memory;
  const wearer = new Wearer();
  const known = new KnownPerson();
  const screening = new Screening();
  return [
    door(ops.setPerson, (asked, _adopted, reply) => {
      orders.aim(asked, wearer);
      known.circumferenceCm = asked.circumferenceCm;
      known.systolicMmhg = asked.systolicMmhg;
      if (!people.tell(wearer, known)) reply.result = Result.invalidParameter;
    }),
    door(ops.readPerson, ({ personSlot }, adopted) => {
      const person = people.at(personSlot);
      if (person === undefined) return;
      people.screening(personSlot, clock.nowS, screening);
      adopted.side = person.side;
      adopted.posture = person.posture;
      adopted.circumferenceCm = person.circumferenceCm;
      adopted.systolicMmhg = person.systolicMmhg;
      adopted.lopMmhg = person.lopMmhg;
      const isDated = person.lopAtS > 0 && clock.nowS >= person.lopAtS;
      adopted.lopAgeMs = isDated ? (clock.nowS - person.lopAtS) * MS_PER_S : Number.NaN;
      adopted.screeningAgeMs = screening.ageMs;
      adopted.isKnown = person.isKnown;
      adopted.isAdult = person.isAdult;
      adopted.hasLastPlan = person.lastPlan !== undefined;
      adopted.sessions = memory.sessionsOf(personSlot);
    }),
    door(ops.screen, ({ personSlot, isAcknowledged, isAdult }, _, reply) => {
      const { nowS } = clock;
      const isTakenBack = !(isAcknowledged && isAdult);
      // What is taken back needs no date.
      if (nowS === 0 && !isTakenBack) reply.fail(Reason.clockNotSet);
      else people.screen(personSlot, isAcknowledged, isAdult, nowS);
      if (isTakenBack) orders.endFor(personSlot);
    }),
    door(ops.erasePerson, ({ personSlot }, _, reply) => {
      // A limb occlusion pressure counts for this slot until the cuff is disarmed.
      if (output().isArmed) reply.fail(Reason.notWhileInUse);
      else memory.forgetPerson(personSlot);
    }),
    door(ops.readLimb, ({ personSlot, side }, adopted) => {
      adopted.restrictedMs = account.restricted.totalMs(personSlot, side);
      // A cuff owes it to whichever limb is in it. After a search a hold need not wait for it; this is the most.
      adopted.reperfusionMs = account.reperfusion.owedMs;
    }),
  ];
}
