import { decoded } from "../../companion/protocol/frame-bytes";
import { LopState } from "../../firmware/ble/codes";
import { lopResultFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { ERASE_MAGIC } from "../../firmware/ble/log-operations";
import { operations as ops } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part, StepOf } from "../../firmware/shared/training";
import { crc32 } from "../../firmware/storage/crc32";
import { encodePlan, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";
import type { Bench } from "../bench";
import { equal } from "../failure";
import { HOLD_MMHG, LOP_MMHG, WHO } from "../samples";
import type { Try } from "./requests";

const REST_MS = 900_000;
const ARM_PRESS_MS = 300;
const TEST_MS = 30_000;
const LETS_GO_MS = 300;
const GRACE_MS = 30_000;
const PIECE_BYTES = 16;
const hold = { ...WHO, mode: Mode.free, isOptIn: false, setpointMmhg: HOLD_MMHG } as const;
const trained = { ...WHO, isOptIn: false, sessionsBefore: 9 } as const;

/** The first preset is for every limb. */
function planBytes(): Uint8Array {
  const bytes = new Uint8Array(MOST_PLAN_BYTES);
  const plan = presets[0]?.prescription;
  return plan === undefined ? bytes : bytes.subarray(0, encodePlan(plan, new DataView(bytes.buffer), 0));
}

/** In control of a cuff that somebody has armed, with everything told that an order needs. */
async function armed(bench: Bench): Promise<void> {
  await bench.become("controlled");
  await bench.succeed(ops.setClock, { unixS: Math.floor(Date.now() / 1000) });
  await bench.succeed(ops.screen, { personSlot: WHO.personSlot, isAcknowledged: true, isAdult: true });
  await bench.untilStatus(
    "vented, and the last inflation over",
    ({ phase, reperfusionMs, inflatedMs }) => phase === Phase.vented && reperfusionMs === 0 && !(inflatedMs > 0),
    REST_MS,
  );
  await bench.press(ARM_PRESS_MS, "armed", ({ isArmed, phase }) => isArmed || phase === Phase.testing);
  await bench.untilStatus("armed", ({ phase }) => phase === Phase.armed, TEST_MS);
  await bench.succeed(ops.enterLop, { ...WHO, lopMmhg: LOP_MMHG });
}

async function letGo(bench: Bench): Promise<void> {
  await bench.place.transport.write(Slot.release, Uint8Array.of(), false);
  await bench.untilStatus("no set-point", ({ setpointMmhg }) => Number.isNaN(setpointMmhg), LETS_GO_MS);
}

async function holding(bench: Bench): Promise<void> {
  await armed(bench);
  equal((await bench.succeed(ops.hold, hold)).setpointMmhg, HOLD_MMHG, "setpointMmhg");
}

async function training(bench: Bench): Promise<void> {
  await armed(bench);
  const { targetMmhg } = await bench.succeed(ops.trainPreset, { ...trained, preset: 0 });
  const percent = presets[0]?.prescription.percentLop ?? 0;
  equal(Math.abs(targetMmhg - (LOP_MMHG * percent) / 100) <= 1, true, `a target of ${targetMmhg} mmHg is right`);
}

/** The right request of each operation that inflates the cuff, or that asks for one that is inflated. */
export const inflations = {
  async enterLop(bench) {
    // As part of it.
    await armed(bench);
    await letGo(bench);
  },
  async hold(bench) {
    await holding(bench);
    await bench.untilStatus("the set-point", ({ setpointMmhg }) => setpointMmhg === HOLD_MMHG, LETS_GO_MS);
    await bench.untilStatus("holding", ({ phase }) => phase === Phase.holding, TEST_MS);
    bench.refused(await bench.ask(ops.hold, hold), Result.failed, Reason.otherUnderWay);
    bench.refused(await bench.ask(ops.enterLop, { ...WHO, lopMmhg: LOP_MMHG }), Result.failed, Reason.otherUnderWay);
    bench.refused(
      await bench.ask(ops.erasePerson, { personSlot: WHO.personSlot }),
      Result.failed,
      Reason.notWhileInUse,
    );
    bench.refused(await bench.ask(ops.eraseEverything, { magic: ERASE_MAGIC }), Result.failed, Reason.notWhileInUse);
    await letGo(bench);
  },
  async adjust(bench) {
    await holding(bench);
    equal((await bench.succeed(ops.adjust, { setpointMmhg: HOLD_MMHG + 5 })).setpointMmhg, HOLD_MMHG + 5, "adopted");
    await bench.untilStatus("the new set-point", ({ setpointMmhg }) => setpointMmhg === HOLD_MMHG + 5, LETS_GO_MS);
    await letGo(bench);
  },
  async search(bench) {
    await armed(bench);
    await bench.succeed(ops.search, { ...WHO, ceilingMmhg: 0 });
    await bench.until("searching", async () => {
      const frame = decoded(lopResultFrame, await bench.place.transport.read(Slot.lopResult));
      return frame?.values.state === LopState.searching;
    });
    await letGo(bench);
  },
  async train(bench) {
    const plan = planBytes();
    await armed(bench);
    for (let offset = 0; offset < plan.length; offset += PIECE_BYTES) {
      await bench.succeed(ops.putPlan, { offset }, plan.subarray(offset, offset + PIECE_BYTES));
    }
    const planCrc = crc32(plan, 0, plan.length, 0);
    await bench.succeed(ops.train, { ...trained, planLength: plan.length, planCrc });
    await bench.untilStatus("a set", ({ part }) => part === Part.working);
    await letGo(bench);
  },
  async trainPreset(bench) {
    await training(bench);
    await letGo(bench);
  },
  async repeatLast(bench) {
    await armed(bench);
    await bench.succeed(ops.repeatLast, { ...WHO, isOptIn: false });
    await letGo(bench);
  },
  /** Once more with the same number: the same answer, and the pressure goes down once. */
  async deed(bench) {
    await training(bench);
    await bench.untilStatus("holding", ({ phase }) => phase === Phase.holding, TEST_MS);
    const { setpointMmhg } = await bench.status();
    const lower = Uint8Array.of(ops.deed.code, bench.due, Deed.lower, StepOf.tenMmhg);
    const first = await bench.send(lower);
    equal(first.result, Result.success, "result");
    const again = await bench.send(lower);
    bench.took(lower[1] ?? 0);
    equal(String(again.bytes), String(first.bytes), "the answer to the same once more");
    await bench.untilStatus("10 mmHg less", (status) => status.setpointMmhg === setpointMmhg - 10);
    await bench.place.wait(1000);
    equal((await bench.status()).setpointMmhg, setpointMmhg - 10, "set-point a second later");
    await letGo(bench);
  },
} satisfies Readonly<Record<string, Try>>;

/** The link is lost in a hold: it goes on, a stranger may end it, and after 30 s it ends by itself. */
export const linkLosses: Readonly<Record<string, Try>> = {
  async "release: a stranger lets go of a hold whose app has gone"(bench) {
    await holding(bench);
    await bench.untilStatus("the set-point", ({ setpointMmhg }) => setpointMmhg === HOLD_MMHG);
    await bench.reconnect();
    equal((await bench.status()).setpointMmhg, HOLD_MMHG, "set-point after the link was lost");
    await letGo(bench);
  },
  async "loss of the link: the hold ends after 30 s"(bench) {
    await holding(bench);
    await bench.reconnect();
    // Known, but not in control: that does not count as coming back.
    await bench.become("bonded");
    await bench.place.wait(GRACE_MS - 3000);
    equal((await bench.status()).setpointMmhg, HOLD_MMHG, "set-point after 27 s");
    await bench.untilStatus("released", ({ reason }) => reason === Reason.linkLost, 6000);
  },
  async "loss of the link: whoever was in control comes back and goes on"(bench) {
    await holding(bench);
    await bench.reconnect();
    await bench.become("controlled");
    await bench.place.wait(GRACE_MS + 3000);
    equal((await bench.status()).setpointMmhg, HOLD_MMHG, "set-point after 33 s");
    await letGo(bench);
  },
};
