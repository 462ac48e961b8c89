import { mkdirSync, writeFileSync } from "node:fs";
import { CuffClient, findLop, operations, Part, Phase, Posture, type Reason, Side } from "../companion/client";
import { eventsCsv, samplesCsv } from "../companion/export/csv";
import { sessionFhir } from "../companion/export/fhir";
import { sessionJson } from "../companion/export/json";
import { reasonTexts } from "../firmware/shared/reason-texts";
import { VirtualCuff } from "../sim/ble/virtual-cuff";
import { VirtualTime } from "../sim/ble/virtual-time";

const FOLDER = "out/visit";
const POWER_ON_MS = 8000;
const AWAY_MS = 12_000;
const WHO = { personSlot: 0, side: Side.right, posture: Posture.seated };

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * A whole visit over the protocol, on a simulated cuff in no time: bond, arm, find the limb occlusion pressure, train
 * 30-15-15-15, walk away with the phone and come back, release in the last set, download, export.
 */
export async function wholeVisit(say: (line: string) => void = print): Promise<void> {
  const time = new VirtualTime();
  const person = new VirtualCuff(time);
  const transport = person.transport();
  const cuff = new CuffClient({ transport, scheduler: time });
  await time.run(POWER_ON_MS);
  await time.until(cuff.connect());
  await time.until(person.holdButton());
  await time.until(cuff.status.until(({ isBondingOpen }) => isBondingOpen));
  await time.until(cuff.introduce());
  await time.until(cuff.takeControl());
  await time.until(cuff.ask(operations.screen, { personSlot: 0, isAcknowledged: true, isAdult: true }));
  say("bonded, in control, screened");

  await time.until(person.press());
  await time.until(cuff.status.until(({ isArmed }) => isArmed));
  const { lopMmhg, marginMmhg } = await time.until(findLop(cuff, WHO));
  say(`limb occlusion pressure: ${lopMmhg} ± ${marginMmhg} mmHg`);

  const preset = cuff.capabilities.isLegCuff ? 1 : 0;
  const order = { ...WHO, isOptIn: false, sessionsBefore: 5, preset };
  const { targetMmhg } = await time.until(cuff.ask(operations.trainPreset, order));
  say(`training at ${targetMmhg} mmHg`);

  await time.until(cuff.session.until(({ set, part }) => set === 1 && part === Part.working, 600_000));
  transport.cut();
  await time.run(AWAY_MS);
  say(`away for ${AWAY_MS / 1000} s; the cuff goes on: ${person.world.output?.phase === Phase.holding}`);
  await time.until(cuff.resume());

  await time.until(cuff.session.until(({ set, repetitions }) => set === 3 && repetitions === 10, 600_000));
  await time.until(cuff.release());
  const { reason } = await time.until(cuff.status.until(({ phase }) => phase === Phase.vented, 20_000));
  say(`${reasonTexts[reason as Reason]} The cuff holds ${person.world.air.cuffMmhg.toFixed(1)} mmHg.`);

  await time.run(2000);
  const head = (await time.until(cuff.log.sessions())).at(-1);
  if (head === undefined) throw new Error("nothing was recorded");
  const session = await time.until(cuff.log.download(head));
  await time.until(cuff.log.markDownloaded(head));
  await time.until(cuff.disconnect());
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/samples.csv`, samplesCsv(session));
  writeFileSync(`${FOLDER}/events.csv`, eventsCsv(session));
  writeFileSync(`${FOLDER}/session.json`, sessionJson(session));
  writeFileSync(`${FOLDER}/session.fhir.json`, JSON.stringify(sessionFhir(session), undefined, 2));
  say(`${session.statistics?.repetitions.join(", ")} repetitions; exported to ${FOLDER}/`);
}

if (require.main === module) {
  wholeVisit().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
