import { Slot } from "../../firmware/ble/gatt-table";
import type { Operation } from "../../firmware/ble/operation";
import { type OperationName, operations as ops } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Reason } from "../../firmware/shared/reasons";
import type { Bench } from "../bench";
import { demand, equal } from "../failure";
import { NAME, sampleOf, WHO } from "../samples";

export type Try = (bench: Bench) => Promise<void>;

const SOON_MS = 300;

/** The right request of each operation that can be tried on a cuff which stays open, and what it has to do. */
export const tries: Readonly<Partial<Record<OperationName, Try>>> = {
  async introduce(bench) {
    await bench.become("bonded");
    equal((await bench.status()).isControlled, false, "isControlled");
  },
  async requestControl(bench) {
    await bench.become("controlled");
    await bench.untilStatus("isControlled", ({ isControlled }) => isControlled, SOON_MS);
  },
  async giveUpControl(bench) {
    await bench.become("controlled");
    await bench.succeed(ops.giveUpControl, {});
    await bench.untilStatus("nobody is in control", ({ isControlled }) => !isControlled, SOON_MS);
  },
  async setClock(bench) {
    const unixS = Math.floor(Date.now() / 1000);
    equal((await bench.succeed(ops.setClock, { unixS })).unixS, unixS, "unixS");
    await bench.untilStatus("isClockSet", ({ isClockSet }) => isClockSet, SOON_MS);
  },
  async nameCuff(bench) {
    await bench.succeed(ops.nameCuff, {}, NAME);
    bench.refused(await bench.ask(ops.nameCuff, {}, Uint8Array.of(0xc3, 0x28)), Result.invalidParameter);
  },
  async identify(bench) {
    await bench.succeed(ops.identify, {});
  },
  async silence(bench) {
    await bench.succeed(ops.silence, {});
  },
  async confirm(bench) {
    await bench.succeed(ops.confirm, {});
  },
  async release(bench) {
    await bench.succeed(ops.release, {});
  },
  async setPerson(bench) {
    await bench.succeed(ops.setPerson, { ...WHO, circumferenceCm: 32.5, systolicMmhg: 121 });
    const person = await bench.succeed(ops.readPerson, { personSlot: WHO.personSlot });
    equal(person.circumferenceCm, 32.5, "circumferenceCm");
    equal(person.systolicMmhg, 121, "systolicMmhg");
    equal(person.side, WHO.side, "side");
    equal(person.posture, WHO.posture, "posture");
    await bench.succeed(ops.setPerson, { ...WHO, circumferenceCm: Number.NaN, systolicMmhg: Number.NaN });
  },
  async readPerson(bench) {
    equal((await bench.succeed(ops.readPerson, { personSlot: WHO.personSlot })).isKnown, true, "isKnown");
  },
  async screen(bench) {
    await bench.succeed(ops.screen, { personSlot: WHO.personSlot, isAcknowledged: true, isAdult: true });
    const person = await bench.succeed(ops.readPerson, { personSlot: WHO.personSlot });
    equal(person.isAdult, true, "isAdult");
    demand(person.screeningAgeMs <= 86_400_000, "the screening is not new");
  },
  async erasePerson(bench) {
    await bench.succeed(ops.erasePerson, { personSlot: WHO.personSlot });
    equal((await bench.succeed(ops.readPerson, { personSlot: WHO.personSlot })).isKnown, false, "isKnown");
  },
  async readLimb(bench) {
    const limb = await bench.succeed(ops.readLimb, WHO);
    demand(Number.isFinite(limb.restrictedMs) && Number.isFinite(limb.reperfusionMs), "it has no numbers");
  },
  async expectRest(bench) {
    equal((await bench.succeed(ops.expectRest, { restMs: 30_000 })).restMs, 30_000, "restMs");
    await bench.succeed(ops.expectRest, { restMs: 0 });
  },
  async putPlan(bench) {
    const put = (offset: number, length: number) => bench.succeed(ops.putPlan, { offset }, new Uint8Array(length));
    equal((await put(0, 16)).received, 16, "received");
    equal((await put(16, 5)).received, 21, "received");
    equal((await put(40, 5)).received, 21, "received behind a gap");
    equal((await put(0, 1)).received, 1, "received of a new plan");
  },
  async resendEvents(bench) {
    const frames = await bench.listen(Slot.events);
    const { count } = await bench.succeed(ops.resendEvents, { from: 0 });
    demand(count <= 32, `${count} events are more than the cuff keeps`);
    await bench.until(`${count} events`, () => frames.length >= count);
  },
};

/** What each operation says where the cuff cannot do it: vented, disarmed, with no plan and nobody known. */
export const refusals: Readonly<Partial<Record<OperationName, Try>>> = {
  enterLop: failing(ops.enterLop, Reason.notArmed),
  search: failing(ops.search, Reason.notArmed),
  hold: failing(ops.hold, Reason.notArmed),
  adjust: failing(ops.adjust, Reason.deedImpossible),
  deed: failing(ops.deed, Reason.deedImpossible),
  train: failing(ops.train, Reason.planIncomplete),
  trainPreset: failing(ops.trainPreset, Reason.notArmed),
  repeatLast: failing(ops.repeatLast, Reason.nothingToRepeat),
  markDownloaded: failing(ops.markDownloaded, Reason.sessionUnknown),
  readSession: failing(ops.readSession, Reason.sessionUnknown),
};

function failing(operation: Operation, reason: Reason): Try {
  return async (bench) => {
    bench.refused(await bench.request(operation, sampleOf(operation)), Result.failed, reason);
  };
}
