import { decoded } from "../../companion/protocol/frame-bytes";
import { Slot } from "../../firmware/ble/gatt-table";
import { answerHead, outOfOrderAnswer } from "../../firmware/ble/operation";
import { operationOf, operations as ops } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Reason } from "../../firmware/shared/reasons";
import { type Answer, type Bench, LONGEST_ANSWER_MS } from "../bench";
import { demand, equal, nameOf } from "../failure";
import { sampleOf } from "../samples";
import type { Try } from "./requests";

const STRANGER_MS = 30_000;
const FLOOD = 12;
/** As many wait, at least. */
const QUEUE = 4;
const LONGEST_WRITE = 512;

function outOfOrder(answer: Answer, due: number): void {
  equal(nameOf(Result, answer.result), "outOfOrder", "result");
  equal(decoded(outOfOrderAnswer, answer.bytes.subarray(answerHead.bytes))?.values.dueSequence, due, "dueSequence");
}

function state(sequence: number): Uint8Array {
  return Uint8Array.of(ops.readLogState.code, sequence);
}

async function staysSilent(bench: Bench, ...bytes: readonly number[]): Promise<void> {
  const before = bench.answers.length;
  await bench.write(...bytes);
  await bench.place.wait(2 * LONGEST_ANSWER_MS);
  equal(bench.answers.length - before, 0, `answers to ${bytes.length} bytes`);
}

/** What the protocol says beside its tables. */
export const rules: Readonly<Record<string, Try>> = {
  async "sequence: the first number may be any"(bench) {
    await bench.reconnect();
    const answer = await bench.send(state(77));
    bench.forgetStage();
    equal(nameOf(Result, answer.result), "notBonded", "result");
  },
  async "sequence: a number that is not due is refused, and the due one told"(bench) {
    await bench.become("bonded");
    const { due } = bench;
    outOfOrder(await bench.send(state((due + 1) & 0xff)), due);
    outOfOrder(await bench.send(state((due - 2) & 0xff)), due);
    await bench.succeed(ops.readLogState, {});
  },
  async "sequence: begins again at 0 behind 255"(bench) {
    await bench.reconnect();
    equal((await bench.send(state(255))).result, Result.notBonded, "result of 255");
    equal((await bench.send(state(0))).result, Result.notBonded, "result of 0");
    bench.forgetStage();
  },
  async "sequence: the same once more gets the same answer once more"(bench) {
    await bench.become("bonded");
    const { due } = bench;
    const first = await bench.send(state(due));
    const again = await bench.send(state(due));
    bench.took(due);
    equal(first.result, Result.success, "result");
    equal(String(again.bytes), String(first.bytes), "answer");
  },
  async "sequence: the same number with another request is out of order"(bench) {
    await bench.become("bonded");
    const { due } = bench;
    await bench.succeed(ops.readLogState, {});
    outOfOrder(await bench.send(Uint8Array.of(ops.identify.code, due)), bench.due);
  },
  async "control point: an operation that there is not"(bench) {
    await bench.become("controlled");
    for (let code = 0; code < 256; code++) {
      if (operationOf(code) !== undefined) continue;
      const { due } = bench;
      bench.refused(await bench.send(Uint8Array.of(code, due)), Result.unknownOperation);
      bench.took(due);
    }
  },
  async "control point: what can be no request is dropped"(bench) {
    await bench.become("bonded");
    await staysSilent(bench);
    await staysSilent(bench, ops.identify.code);
    await bench.succeed(ops.readLogState, {});
  },
  async "control point: writes of up to 512 bytes are dropped whole"(bench) {
    await bench.become("bonded");
    for (const length of [21, 64, LONGEST_WRITE]) {
      await staysSilent(bench, ops.identify.code, bench.due, ...new Array<number>(length - 2).fill(0));
    }
    await bench.succeed(ops.readLogState, {});
  },
  async "flood: what is answered is in order, and afterwards all is well"(bench) {
    await bench.become("bonded");
    const status = await bench.listen(Slot.status);
    const { due, answers } = bench;
    const before = answers.length;
    const sends = Array.from({ length: FLOOD }, (_, i) => bench.write(...state((due + i) & 0xff)));
    await Promise.all(sends);
    await bench.place.wait(2 * LONGEST_ANSWER_MS);
    const good = answers.slice(before).filter((answer) => answer[2] === Result.success);
    demand(good.length >= QUEUE, `${good.length} of ${FLOOD} were answered`);
    for (let i = 0; i < good.length; i++) equal(good[i]?.[1], (due + i) & 0xff, "sequence");
    bench.took((due + good.length - 1) & 0xff);
    await bench.succeed(ops.readLogState, {});
    demand(status.length >= 8, `${status.length} status frames in a second of it`);
  },
  async "release: takes bytes of any length"(bench) {
    await bench.become("stranger");
    for (const length of [0, 1, 20, 21, LONGEST_WRITE]) {
      await bench.place.transport.write(Slot.release, new Uint8Array(length), true);
      await bench.place.transport.write(Slot.release, new Uint8Array(length), false);
    }
  },
  async "screen: not before the clock is set"(bench) {
    await bench.become("controlled");
    if ((await bench.status()).isClockSet) return;
    bench.refused(await bench.request(ops.screen, sampleOf(ops.screen)), Result.failed, Reason.clockNotSet);
  },
  async "control: goes with the link"(bench) {
    await bench.become("controlled");
    await bench.reconnect();
    await bench.become("bonded");
    bench.refused(await bench.ask(ops.confirm, {}), Result.notPermitted);
    equal((await bench.status()).isControlled, false, "isControlled");
  },
  async "strangers: are disconnected after 30 s"(bench) {
    await bench.reconnect();
    await bench.place.wait(STRANGER_MS - 3000);
    demand(!bench.isLost, "it was disconnected too early");
    await bench.until("disconnected", () => bench.isLost, 6000);
  },
  async "strangers: a key that the cuff does not know is not taken outside the bonding window"(bench) {
    await bench.reconnect();
    const { due } = bench;
    const answer = await bench.send(Uint8Array.of(ops.introduce.code, due, 9, 9, 9, 9, 9, 9, 9, 9));
    bench.refused(answer, Result.notBonded);
    bench.forgetStage();
  },
};
