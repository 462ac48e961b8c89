import {
  CuffClient,
  findLop,
  operations,
  Phase,
  Posture,
  Reason,
  type Scheduler,
  Side,
  type Transport,
} from "../companion/client";
import { samplesCsv } from "../companion/export/csv";

/** Whoever wears the cuff, and has hands. */
interface Person {
  press(): Promise<void>;
  holdButton(): Promise<void>;
}

/** A first visit: gets to know the cuff, measures, trains, and gives back what was recorded, as CSV. */
export async function firstSession(
  transport: Transport,
  person: Person,
  print: (line: string) => void,
  scheduler?: Scheduler,
): Promise<string> {
  const cuff = new CuffClient({ transport, ...(scheduler && { scheduler }) });
  await cuff.connect();
  await person.holdButton();
  await cuff.status.until(({ isBondingOpen }) => isBondingOpen);
  await cuff.introduce();
  await cuff.takeControl();
  await cuff.ask(operations.screen, { personSlot: 0, isAcknowledged: true, isAdult: true });
  await person.press();
  await cuff.status.until(({ isArmed }) => isArmed);
  const who = { personSlot: 0, side: Side.left, posture: Posture.seated };
  const { lopMmhg } = await findLop(cuff, who);
  print(`limb occlusion pressure: ${lopMmhg} mmHg`);
  cuff.session.listen(({ set, repetitions }) => print(`set ${set + 1}: ${repetitions}`));
  // 30-15-15-15, for the limb that the cuff is made for.
  const preset = cuff.capabilities.isLegCuff ? 1 : 0;
  const order = { ...who, isOptIn: false, sessionsBefore: 5, preset };
  const { targetMmhg } = await cuff.ask(operations.trainPreset, order);
  print(`training at ${targetMmhg} mmHg`);
  const { reason } = await cuff.status.next(({ phase }) => phase === Phase.vented);
  if (reason !== Reason.sessionDone) throw new Error(`the session ended for reason ${reason}`);
  const session = (await cuff.log.sessions()).at(-1);
  if (session === undefined) throw new Error("nothing was recorded");
  const csv = samplesCsv(await cuff.log.download(session));
  await cuff.log.markDownloaded(session);
  await cuff.disconnect();
  return csv;
}
