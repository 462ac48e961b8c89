import { Slot } from "../../firmware/ble/gatt-table";
import { operationList, operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Gesture } from "../../firmware/shared/gesture";
import { sampleRequests } from "./xs-requests";
import { Rig } from "./xs-rig";

/** What runs inside the XS worker: the cuff's service, driven by text messages and metered by the engine itself. */
declare const resetMeter: (limit: number, units: number) => number;
declare global {
  var onMessage: (message: string) => string;
}

/** Units of the ticks of a run. */
export interface Units {
  readonly mean: number;
  readonly worst: number;
}

function meter(work: () => void): number {
  resetMeter(0, 0);
  work();
  return resetMeter(0, 0) - overhead;
}

let overhead = 0;
overhead = meter(() => undefined);

const rig = new Rig();
const requests = sampleRequests();
const nonsense = new Uint8Array(24).fill(0xee);
let sequence = 0;

function run(ticks: number, before: (tick: number) => void = () => undefined): Units {
  let worst = 0;
  let sum = 0;
  for (let i = 0; i < ticks; i++) {
    before(i);
    rig.tick();
    const units = meter(rig.serve);
    if (units > worst) worst = units;
    sum += units;
  }
  return { mean: sum / ticks, worst };
}

/** With the number that is due: where the cuff has named it, that one. */
function send(bytes: Uint8Array): void {
  const { answer } = rig.link;
  if (answer[2] === Result.outOfOrder) sequence = (answer[4] ?? 0) - 1;
  answer[2] = 0;
  sequence = (sequence + 1) & 0xff;
  bytes[1] = sequence;
  rig.write(bytes);
}

/** Until it is answered: the worst tick. */
function ask(bytes: Uint8Array): number {
  const { answers } = rig.link;
  send(bytes);
  let worst = 0;
  for (let i = 0; i < 1000 && rig.link.answers === answers; i++) worst = Math.max(worst, run(1).worst);
  return worst;
}

/** Connects, is bonded and in control; what it takes to be taken in. */
function begin(): number {
  rig.connect();
  rig.output.gesture = Gesture.openBondingWindow;
  rig.serve();
  const worst = ask(requests.introduce as Uint8Array);
  for (const name of ["requestControl", "setClock"]) ask(requests[name] as Uint8Array);
  run(200);
  return worst;
}

/** Every operation: its result, and the worst tick that it brings about. */
function everything(): Record<string, readonly number[]> {
  const units: Record<string, readonly number[]> = {};
  for (let i = 0; i < operationList.length; i++) {
    const { name } = operationList[i] as (typeof operationList)[number];
    const worst = ask(requests[name] as Uint8Array);
    units[name] = [rig.link.answer[2] ?? 0, worst];
    // What was ordered would be in the way of the next, which the cuff takes again a moment after a release.
    rig.service.write(rig.link, Slot.release, nonsense);
    run(50);
    if (name === operations.giveUpControl.name || name === operations.introduce.name)
      ask(requests.requestControl as Uint8Array);
  }
  return units;
}

/** Asks in every other tick, and writes nonsense beside; comes and goes. */
function chat(ticks: number): Units {
  return run(ticks, (tick) => {
    const { name } = operationList[(tick >> 1) % operationList.length] as (typeof operationList)[number];
    if (tick % 1000 === 500) rig.service.disconnected(rig.link);
    if (tick % 1000 === 600) rig.connect();
    const isNew = tick % 100 < 4;
    if (tick % 2 === 0) send(requests[isNew ? (tick % 4 === 0 ? "introduce" : "requestControl") : name] as Uint8Array);
    if (tick % 7 === 0) rig.write(nonsense.subarray(0, tick % 25));
    rig.read();
  });
}

globalThis.onMessage = (message) => {
  const { act, ticks, isTraining = false } = JSON.parse(message);
  rig.isTraining = isTraining;
  if (act === "begin") return JSON.stringify(begin());
  if (act === "run") return JSON.stringify(run(ticks));
  if (act === "everything") return JSON.stringify(everything());
  return JSON.stringify({ ...chat(ticks), answers: rig.link.answers, frames: rig.link.frames });
};
