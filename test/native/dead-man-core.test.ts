import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { deadManLimits, timeLimits } from "../../firmware/safety/limits";
import { root } from "../architecture/source-files";
import { skipWithoutCompiler } from "./c-compiler";
import { NativeCore, playSimulated } from "./dead-man-twins";
import { directed, randomLife, type Vector } from "./dead-man-vectors";

const RUNS = 300;
const TRIPPED = 2;

/** Ways to break the core that the vectors have to notice: what is replaced, by what. */
const breaks: readonly [string, string, string][] = [
  ["a heartbeat of 201 ms", "> DEAD_MAN_HEARTBEAT_MS", "> DEAD_MAN_HEARTBEAT_MS + 1"],
  ["a comparison of times instead of differences", "now_ms - self->fed_ms > D", "now_ms > self->fed_ms + D"],
  [
    "a feed that extends the absolute limit",
    "self->fed_ms = self->now_ms;\n}",
    "self->fed_ms = self->inflated_ms = self->now_ms;\n}",
  ],
  ["a latch while an inflation is timed", "if (!self->timing) self->leg", "self->leg"],
  ["a dump valve it does not see", "any = pump || bleed || dump", "any = pump || bleed || (dump && false)"],
  ["an idle minute 1 ms short", ">= DEAD_MAN_CLEAR_AFTER_MS", "+ 1 >= DEAD_MAN_CLEAR_AFTER_MS"],
  ["a limit that starts a step late", "self->inflated_ms = last_ms", "self->inflated_ms = now_ms + 0 * last_ms"],
  ["a valve that starts the limit", "if (pump && !self->timing)", "if ((any || pump) && !self->timing)"],
  ["a trip that outputs do not seal", " || self->energised ||", " ||"],
  ["a test trip forgiven twice", "self->test_forgiven = true", "self->test_forgiven = false"],
  ["a trip that a feed ends", "if (!self->tripped) self->fed_ms", "self->tripped = false; self->fed_ms"],
];

describe("dead-man core in C", () => {
  let core: NativeCore | undefined;
  let simulated: Map<Vector, Buffer>;

  before(function () {
    skipWithoutCompiler(this);
    core = new NativeCore();
    simulated = new Map(directed.map((vector) => [vector, playSimulated(vector.acts)]));
  });

  after(() => core?.remove());

  it("SR-005, SR-006, SR-007: keeps every written-out vector, and so does the simulated one", () => {
    for (const [{ title, acts, tripped }, expected] of simulated) {
      const said = (core as NativeCore).play(acts);
      expect(((said.at(-1) ?? 0) & TRIPPED) !== 0, title).to.equal(tripped);
      expect(said.equals(expected), `${title}: the simulated one`).to.equal(true);
    }
  });

  it("SR-005, SR-006, SR-007: agrees with the simulated one after every step of random lives, across the clock's wrap", () => {
    let steps = 0;
    const agree = fc.property(randomLife, (acts) => {
      const said = (core as NativeCore).play(acts);
      steps += said.length;
      expect(said.equals(playSimulated(acts))).to.equal(true);
    });
    fc.assert(agree, { numRuns: RUNS });
    console.log(`      dead-man: ${steps} steps compared`);
  });

  it("SR-006: takes its numbers from where all limits stand", () => {
    const header = readFileSync(join(root, "firmware/safety/dead-man-limits.h"), "utf8");
    const defines = [...header.matchAll(/^#define (DEAD_MAN_\w+_MS) (\d+)u$/gm)].map((m) => [m[1], Number(m[2])]);
    expect(Object.fromEntries(defines)).to.deep.equal({
      DEAD_MAN_HEARTBEAT_MS: deadManLimits.heartbeat.value,
      DEAD_MAN_CLEAR_AFTER_MS: deadManLimits.clearAfter.value,
      DEAD_MAN_ABSOLUTE_ARM_MS: timeLimits.absoluteArm.value,
      DEAD_MAN_ABSOLUTE_LEG_MS: timeLimits.absoluteLeg.value,
    });
  });

  for (const [name, right, wrong] of breaks) {
    it(`the vectors notice ${name}`, () => {
      const broken = new NativeCore((source) => {
        expect(source.split(right), "what is to be replaced").to.have.lengthOf(2);
        return source.replace(right, wrong);
      });
      const noticed = [...simulated].filter(([{ acts }, expected]) => !broken.play(acts).equals(expected));
      broken.remove();
      expect(noticed).to.not.deep.equal([]);
    });
  }
});
