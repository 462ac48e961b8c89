import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gates, SimulatedDeadMan } from "../../sim/hardware/dead-man";
import { root } from "../architecture/source-files";
import { compile, sanitizer } from "./c-compiler";

/** One act on a dead-man. `boot` at a clock reading, `step` some times with levels: 1 pump, 2 bleed, 4 dump. */
export type Act =
  | { readonly do: "boot"; readonly atMs: number }
  | { readonly do: "step"; readonly times: number; readonly ms: number; readonly levels: number; readonly fed: boolean }
  | { readonly do: "latch"; readonly leg: boolean }
  | { readonly do: "feed" }
  | { readonly do: "clear" };

const RECORD_BYTES = 12;
const FED = 8;

/** The dead-man's C core, compiled for this machine. */
export class NativeCore {
  readonly #folder = mkdtempSync(join(tmpdir(), "dead-man-"));

  /** @param change what to change in the source first, to see whether the vectors notice */
  constructor(change: (source: string) => string = (source) => source) {
    const safety = join(root, "firmware/safety");
    const core = join(this.#folder, "dead-man-core.c");
    writeFileSync(core, change(readFileSync(join(safety, "dead-man-core.c"), "utf8")));
    const harness = join(root, "test/native/dead-man-harness.c");
    compile([...sanitizer(), "-O1", "-I", safety, core, harness, "-o", this.#program]);
  }

  get #program(): string {
    return join(this.#folder, "dead-man");
  }

  /** What it says to `acts`: a byte after every step and every other act. */
  play(acts: readonly Act[]): Buffer {
    const run = spawnSync(this.#program, { input: encode(acts), maxBuffer: 2 ** 28 });
    if (run.status !== 0) throw new Error(`the harness ended with ${run.status ?? run.error}: ${run.stderr}`);
    return run.stdout;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function encode(acts: readonly Act[]): Buffer {
  const bytes = Buffer.alloc(acts.length * RECORD_BYTES);
  acts.forEach((act, i) => {
    const at = i * RECORD_BYTES;
    bytes.write(act.do[0] ?? "", at, "latin1");
    if (act.do === "step") {
      bytes.writeUInt8(act.levels | (act.fed ? FED : 0), at + 1);
      bytes.writeUInt32LE(act.times, at + 4);
      bytes.writeUInt32LE(act.ms, at + 8);
    } else if (act.do === "latch") bytes.writeUInt32LE(act.leg ? 1 : 0, at + 4);
    else if (act.do === "boot") bytes.writeUInt32LE(act.atMs, at + 8);
  });
  return bytes;
}

/** What the simulated dead-man says to the same acts, in the same bytes. */
export function playSimulated(acts: readonly Act[]): Buffer {
  const said: number[] = [];
  let gates: Gates = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
  let deadMan = new SimulatedDeadMan(gates);
  const answer = (yes: boolean): void => void said.push((yes ? 1 : 0) | (deadMan.tripped ? 2 : 0));
  for (const act of acts) {
    if (act.do === "boot") {
      gates = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
      deadMan = new SimulatedDeadMan(gates, act.atMs);
      answer(false);
    } else if (act.do === "step") {
      for (let i = 0; i < act.times; i++) {
        if (act.fed) deadMan.feed();
        gates.pumpDuty = act.levels & 1 ? 0.4 : 0;
        gates.bleedCoilDuty = act.levels & 2 ? 0.9 : 0;
        gates.dumpCoilDuty = act.levels & 4 ? 0.3 : 0;
        deadMan.step(act.ms);
        answer(deadMan.tripped);
      }
    } else if (act.do === "clear") answer(deadMan.clearTestTrip());
    else {
      if (act.do === "feed") deadMan.feed();
      else deadMan.latchLimb(act.leg ? "leg" : "arm");
      answer(false);
    }
  }
  return Buffer.from(said);
}
