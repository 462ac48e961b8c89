import type { Diary } from "../../diary";
import type { LimbAccount } from "../../safety/limb-account";
import { Phase } from "../../shared/phase";
import { Reason } from "../../shared/reasons";
import type { TickOutput } from "../../shared/tick";
import { type Door, door } from "../door";
import type { EventRing } from "../event-ring";
import { Slot } from "../gatt-table";
import type { Link } from "../link";
import { logOperations as ops } from "../log-operations";
import { LogReader } from "../log-reader";

/** The memory of the cuff, as far as forgetting goes. */
export interface Forgetful {
  wantErase(account: LimbAccount): void;
}

/** What was recorded. */
export function logDesk(
  diary: Diary,
  events: EventRing,
  memory: Forgetful,
  account: LimbAccount,
  link: () => Link | undefined,
  output: () => TickOutput,
): readonly Door[] {
  const { shelf } = diary;
  const reader = new LogReader(shelf);
  return [
    door(ops.readLogState, (_, adopted) => {
      adopted.sessions = shelf.sessions;
      adopted.undownloaded = shelf.undownloaded;
      adopted.lost = shelf.undownloadedLost;
      adopted.isTruncated = diary.isTruncated;
    }),
    door(ops.nextSession, ({ after }, adopted, reply) => {
      adopted.session = shelf.sessionAfter(after);
      adopted.length = 0;
      adopted.isDownloaded = false;
      if (output().isOrdered) reply.fail(Reason.notWhileInUse);
      else if (adopted.session > 0) reader.measure(adopted, reply);
    }),
    door(ops.readSession, ({ session, offset, length }, adopted, reply) => {
      const to = link();
      adopted.offset = offset;
      // A person who trains must not wait behind a download.
      if (output().isOrdered) reply.fail(Reason.notWhileInUse);
      else if (to !== undefined) reader.send(session, length, adopted, to, reply);
      if (reply.later === undefined || to?.isSubscribed(Slot.log)) return;
      reply.later = undefined;
      reply.fail(Reason.nobodyListens);
    }),
    door(ops.markDownloaded, ({ session }, _, reply) => {
      if (!shelf.markDownloaded(session)) reply.fail(Reason.sessionUnknown);
    }),
    door(ops.eraseEverything, (_asked, _adopted, reply) => {
      const { phase, isArmed } = output();
      if (isArmed || (phase !== Phase.vented && phase !== Phase.faulted)) reply.fail(Reason.notWhileInUse);
      else memory.wantErase(account);
    }),
    door(ops.resendEvents, ({ from }, adopted) => {
      events.resend(from);
      adopted.first = events.next;
      adopted.count = events.waiting;
    }),
  ];
}
