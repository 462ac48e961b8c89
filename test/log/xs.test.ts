import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { XsEngine, XsUnavailableError } from "../xs/xs-engine";

const SESSIONS = 3;
/** An XS slot is 16 bytes. */
const MOST_SLOTS = 220;

describe("training log on the real XS engine", () => {
  it("leaves the same bytes in flash as on Node, within the heap that it began with", async function () {
    const entryPoints = [join(__dirname, "on-xs.ts")];
    const bundle = buildSync({ entryPoints, bundle: true, write: false, format: "iife", target: "es2022" });
    let xs: XsEngine;
    try {
      xs = await XsEngine.start();
    } catch (error) {
      if (process.env.CI || !(error instanceof XsUnavailableError)) throw error;
      console.warn(`      SKIPPED: ${error.message}`);
      return this.skip();
    }
    try {
      await xs.load(bundle.outputFiles[0]?.text ?? "");
      const { COPIES } = await import("./on-xs");
      await xs.call("prepare");
      globalThis.onMessage("prepare");
      const before = await xs.call("sum");
      const start = await xs.call("start");
      globalThis.onMessage("start");
      let last = await xs.call("train");
      globalThis.onMessage("train");
      const { liveSlots } = last;
      for (let i = 1; i < SESSIONS; i++) {
        last = await xs.call("train");
        globalThis.onMessage("train");
      }
      expect((await xs.call("sum")).reply).to.equal(globalThis.onMessage("sum"));
      expect(last.liveSlots - liveSlots, "slots that further sessions keep").to.be.within(-5, 5);
      expect((start.liveSlots - before.liveSlots) / COPIES, "slots of shelf and recorder").to.be.at.most(MOST_SLOTS);
      if (process.env.LOG_FIGURES)
        console.log({ slots: (start.liveSlots - before.liveSlots) / COPIES, start: start.reply, sample: last.reply });
    } finally {
      await xs.close();
    }
  });
});
