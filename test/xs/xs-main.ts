import { Regulator } from "../../firmware/pressure/regulator";
import { SplitRange } from "../../firmware/valve/split-range";
import { Replay, type ReplaySetup } from "./replay";

/**
 * What runs inside the XS worker: a replay behind text messages, every tick metered by the engine itself, and within it
 * the control path: from the pressure to the duties.
 */
declare const resetMeter: (limit: number, units: number) => number;
declare const Base64: { encode(bytes: ArrayBuffer): string; decode(text: string): ArrayBuffer };
declare global {
  var onMessage: (message: string) => string;
}

/** Units counted since the last call, which starts anew. */
function units(): number {
  return resetMeter(0, 0);
}

/** Units of the tick so far, and of its control path. */
let tickUnits = 0;
let controlUnits = 0;

function meter(work: () => void): number {
  units();
  tickUnits = 0;
  work();
  return tickUnits + units() - overhead;
}

let overhead = 0;
overhead = meter(() => undefined);

/** What metering one method costs by itself: its share inside the method, and that around it. */
const inside = { own: 0, around: 0 };

/** Meters a method of the control path wherever it is called. */
function meterMethod<Name extends string>(owner: { prototype: Record<Name, unknown> }, name: Name): void {
  const method = owner.prototype[name] as (...args: unknown[]) => unknown;
  owner.prototype[name] = function (this: unknown, a: unknown, b: unknown): unknown {
    tickUnits += units() - overhead - inside.around;
    const result = method.call(this, a, b);
    const spent = units() - overhead - inside.own;
    tickUnits += spent;
    controlUnits += spent;
    return result;
  };
}

/** Costs what it costs to call it: with and without the metering, that is what the metering costs. */
class Probe {
  call(): number {
    return 1;
  }
}

function calibrate(): void {
  const probe = new Probe();
  const plain = meter(() => probe.call());
  meterMethod(Probe, "call");
  const metered = meter(() => probe.call());
  inside.own = controlUnits;
  inside.around = metered - plain - controlUnits;
  controlUnits = 0;
}

calibrate();
meterMethod(Regulator, "rateFor");
meterMethod(SplitRange, "at");
meterMethod(SplitRange, "drive");
meterMethod(SplitRange, "release");

let replay: Replay | undefined;

globalThis.onMessage = (message) => {
  if (replay === undefined) {
    replay = new Replay(JSON.parse(message) as ReplaySetup, meter);
    return "ready";
  }
  const { outputs, ticks, totalUnits, worstUnits } = replay.run(new Float64Array(Base64.decode(message)));
  const encoded = Base64.encode(outputs.buffer as ArrayBuffer);
  const answer = JSON.stringify({ outputs: encoded, ticks, totalUnits, worstUnits, controlUnits });
  controlUnits = 0;
  return answer;
};
