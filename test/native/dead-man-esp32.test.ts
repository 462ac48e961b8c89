import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pwmHz } from "../../firmware/board/pins";
import { root } from "../architecture/source-files";
import { complaintOf, sanitizer, skipWithoutCompiler } from "./c-compiler";

const safety = join(root, "firmware/safety");
const native = join(root, "test/native");
const sources = ["core", "gates-esp32", "esp32"].map((name) => join(safety, `dead-man-${name}.c`));
const models = ["dead-man-esp32-harness", "esp32-model", "javascript-model"].map((name) => join(native, `${name}.c`));
const flags = ["-std=gnu17", "-Wall", "-Wextra", "-Werror", "-DESP_PLATFORM"];
const includes = [join(native, "esp-idf"), safety, native].flatMap((folder) => ["-I", folder]);

/** How the harness says that this machine gives it no memory at the chip's addresses. */
const NO_MEMORY_THERE = 77;

/** The scenarios of the harness, and what each shows. */
const scenarios: readonly [string, string][] = [
  ["starves", "SR-005, SR-009, SR-023: without JavaScript all gates go low and the rail's pin is let go, for good"],
  ["test-trip", "SR-007: the test trip is forgiven once, and gives PWM and rail back"],
  ["early-trip", "SR-007: so is one that came before the board was made"],
  ["arm", "SR-006: a pump seen high in one sample of twenty starts the 15 minutes"],
  ["leg", "SR-006: or the 20 where a leg was latched"],
  ["restart", "SR-022: after a restart that leaves the pins alone, nothing is driven any longer"],
  ["cannot-start", "SR-005: a dead-man that does not run counts as tripped"],
];

describe("dead-man on the ESP32, against a modelled chip", () => {
  const folder = mkdtempSync(join(tmpdir(), "dead-man-esp32-"));
  const program = join(folder, "harness");

  before(function () {
    skipWithoutCompiler(this);
    const complaint = complaintOf([...flags, ...sanitizer(), "-O1", ...includes, ...sources, ...models, "-o", program]);
    expect(complaint).to.equal("");
    if (process.platform !== "linux") this.skip();
  });

  after(() => rmSync(folder, { recursive: true }));

  for (const [scenario, title] of scenarios) {
    it(title, function () {
      const run = spawnSync(program, [scenario], { encoding: "utf8" });
      if (run.status === NO_MEMORY_THERE && !process.env.CI) {
        console.warn("      SKIPPED: no memory at the chip's addresses");
        this.skip();
      }
      expect(`${run.stdout}${run.stderr}`).to.equal("");
      expect(run.status).to.equal(0);
    });
  }

  it("SR-006: samples at a period that shares no factor with a PWM period, so that no driven gate is always missed", () => {
    const text = readFileSync(join(safety, "dead-man-esp32.c"), "utf8");
    const sampleUs = Number(/^#define SAMPLE_US (\d+)$/m.exec(text)?.[1]);
    for (const hz of Object.values(pwmHz)) {
      const periodUs = 1_000_000 / hz;
      expect(periodUs % 1, `${hz} Hz in whole microseconds`).to.equal(0);
      expect(commonFactor(sampleUs, periodUs), `${hz} Hz`).to.equal(1);
    }
  });

  it("SR-023: everything the interrupt calls is marked for RAM", () => {
    const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");
    const inInterrupt = ["on_sample", "dead_man_step", "inflated_too_long", "is_high"];
    for (const name of [...inInterrupt, "dead_man_gates_read", "dead_man_gates_hold", "dead_man_gates_release"]) {
      expect(text, name).to.match(new RegExp(`^[a-z_ ]+ (IRAM_ATTR|DEAD_MAN_IN_RAM) ${name}\\(`, "m"));
    }
  });
});

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
