import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import "../support/sdk-names";
import { standIns } from "../../sim/io/stand-ins";
import { XsEngine, XsUnavailableError } from "../xs/xs-engine";

const folder = join(__dirname, "../../sim/io");
const alias = Object.fromEntries(Object.entries(standIns).map(([name, file]) => [name, join(folder, `${file}.ts`)]));
/** A call of `sample`, in the engine's meter units, of which the core has 3900 a tick; measured: 420 to 600. */
const MOST_UNITS = 650;

describe("drivers and board on the real XS engine", () => {
  it("say and do exactly what they do on Node, and keep nothing", async function () {
    const entryPoints = [join(__dirname, "on-xs.ts")];
    const bundle = buildSync({ entryPoints, alias, bundle: true, write: false, format: "iife", target: "es2022" });
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
      await import("./on-xs");
      const here = globalThis.onMessage;
      const first = await xs.call("drive");
      expect(first.reply).to.equal(here("drive"));
      expect(first.reply).to.have.length.above(10_000);
      expect((await xs.call("turn")).reply).to.equal(here("turn"));
      const costs = (await xs.call("cost")).reply;
      if (process.env.BOARD_FIGURES) console.log({ costs });
      for (const units of costs.split(",")) expect(Number(units)).to.be.within(1, MOST_UNITS);
      const before = await xs.call("drive");
      expect((await xs.call("drive")).liveSlots - before.liveSlots, "slots that more samples keep").to.be.within(-5, 5);
    } finally {
      await xs.close();
    }
  });
});
