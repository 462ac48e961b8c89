import { statusFrame } from "../../firmware/ble/frames";
import { type Case, checked } from "./checked";

/** What runs inside the XS worker: the codec on vectors, and the status frame metered by the engine itself. */
declare const resetMeter: (limit: number, units: number) => number;
declare global {
  var onMessage: (message: string) => string;
}

const values = statusFrame.blank();
values.pressureMmhg = 123.4;
values.setpointMmhg = 120;
values.isControlled = true;
values.inflatedMs = 61_234;
const view = new DataView(new ArrayBuffer(statusFrame.bytes));

/** Units of one encoding; of nothing, where `times` is 0. */
function unitsOf(times: number): number {
  resetMeter(0, 0);
  for (let i = 0; i < times; i++) statusFrame.encode(values, view, 0);
  return resetMeter(0, 0);
}

globalThis.onMessage = (message) => {
  if (message === "meter") return `${(unitsOf(100) - unitsOf(0)) / 100}`;
  return JSON.stringify((JSON.parse(message) as Case[]).map(checked));
};
