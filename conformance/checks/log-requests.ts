import { decoded } from "../../companion/protocol/frame-bytes";
import { logHead } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { ERASE_MAGIC } from "../../firmware/ble/log-operations";
import { type OperationName, operations as ops } from "../../firmware/ble/operations";
import { Phase } from "../../firmware/shared/phase";
import { crc32 } from "../../firmware/storage/crc32";
import type { Bench } from "../bench";
import { demand, equal } from "../failure";
import type { Try } from "./requests";

/** Whether it is to come is soon told; it comes at the next power-on. */
const SOON_MS = 300;
/** An armed cuff that is not used is disarmed after two minutes. */
const DISARMED_MS = 130_000;

/** The right requests on what was recorded; on a cuff without sessions most have little to show. */
export const logTries: Readonly<Partial<Record<OperationName, Try>>> = {
  async readLogState(bench) {
    const { sessions, undownloaded } = await bench.succeed(ops.readLogState, {});
    demand(undownloaded <= sessions, "more are not downloaded than there are");
  },
  async nextSession(bench) {
    const { sessions } = await bench.succeed(ops.readLogState, {});
    equal((await sessionsOf(bench)).length, sessions, "sessions that are found");
  },
  async readSession(bench) {
    const [session] = await sessionsOf(bench);
    if (session === undefined) return;
    const frames = await bench.listen(Slot.log);
    const asked = Math.min(session.length, 600);
    const sent = await bench.succeed(ops.readSession, { session: session.session, offset: 0, length: asked });
    equal(sent.sent, asked, "bytes sent");
    let offset = 0;
    let crc = 0;
    for (const bytes of frames) {
      const frame = decoded(logHead, bytes);
      demand(frame !== undefined, "a log frame cannot be read");
      equal(frame.values.session, session.session, "session");
      equal(frame.values.offset, offset, "offset");
      crc = crc32(frame.tail, 0, frame.tail.length, crc);
      offset += frame.tail.length;
    }
    equal(offset, asked, "bytes that came");
    equal(crc, sent.crc, "CRC-32");
  },
  async markDownloaded(bench) {
    const [session] = await sessionsOf(bench);
    if (session === undefined) return;
    await bench.succeed(ops.markDownloaded, { session: session.session });
    equal((await sessionsOf(bench))[0]?.isDownloaded, true, "isDownloaded");
  },
};

export const erasing: Try = async (bench) => {
  await bench.untilStatus("disarmed", ({ phase }) => phase === Phase.vented, DISARMED_MS);
  await bench.succeed(ops.eraseEverything, { magic: ERASE_MAGIC });
  await bench.untilStatus("isErasePending", ({ isErasePending }) => isErasePending, SOON_MS);
};

async function sessionsOf(bench: Bench) {
  const found = [];
  for (let after = 0; ; ) {
    const head = await bench.succeed(ops.nextSession, { after });
    if (head.session === 0) return found;
    demand(head.session > after, "the numbers of sessions do not go up");
    found.push(head);
    after = head.session;
  }
}
