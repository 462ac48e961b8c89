import type { CuffConfig } from "../../firmware/parts/config";
import { Replay } from "./replay";

/** What runs inside the XS worker: a replay behind text messages, every tick metered by the engine itself. */
declare const resetMeter: (limit: number, units: number) => number;
declare const Base64: { encode(bytes: ArrayBuffer): string; decode(text: string): ArrayBuffer };
declare global {
  var onMessage: (message: string) => string;
}

/** Units counted since the last call, which starts anew. */
function units(): number {
  return resetMeter(0, 0);
}

function meter(work: () => void): number {
  units();
  work();
  return units() - overhead;
}

let overhead = 0;
overhead = meter(() => undefined);

let replay: Replay | undefined;

globalThis.onMessage = (message) => {
  if (replay === undefined) {
    replay = new Replay(JSON.parse(message) as CuffConfig, meter);
    return "ready";
  }
  const { outputs, ticks, totalUnits, worstUnits } = replay.run(new Float64Array(Base64.decode(message)));
  return JSON.stringify({ outputs: Base64.encode(outputs.buffer as ArrayBuffer), ticks, totalUnits, worstUnits });
};
