import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { FixedField } from "../../firmware/ble/fields";
import { frames } from "../../firmware/ble/frames";
import { XsEngine, XsUnavailableError } from "../xs/xs-engine";
import { type Case, checked } from "./checked";

/** Budget for one status frame. Ten are written a second, so it weighs on a tenth of the ticks; these have 3900 on average. */
const STATUS_UNITS = 2300;

const anyCase: fc.Arbitrary<Case> = fc.nat(frames.length - 1).chain((frame) => {
  const first = frames[frame]?.fields[0];
  const length = (frames[frame]?.bytes ?? 0) + (frames[frame]?.tail?.least ?? 0);
  return fc.array(fc.nat(255), { minLength: length, maxLength: length }).map((bytes) => {
    return { frame, bytes: first instanceof FixedField ? [first.value, ...bytes.slice(1)] : bytes };
  });
});

describe("protocol on the XS engine", () => {
  let xs: XsEngine | undefined;

  before(async function () {
    try {
      xs = await XsEngine.start();
    } catch (error) {
      if (process.env.CI || !(error instanceof XsUnavailableError)) throw error;
      console.warn(`      SKIPPED: ${error.message}`);
      this.skip();
    }
    const entryPoints = [join(__dirname, "xs-main.ts")];
    const bundle = buildSync({ entryPoints, bundle: true, write: false, format: "iife", target: "es2022" });
    await xs.load(bundle.outputFiles[0]?.text ?? "");
  });

  after(() => xs?.close());

  it("reads and writes 2000 random frames as Node does", async () => {
    const cases = fc.sample(anyCase, 2000);
    const { reply } = await (xs as XsEngine).call(JSON.stringify(cases));
    expect(JSON.parse(reply)).to.deep.equal(JSON.parse(JSON.stringify(cases.map(checked))));
  });

  it("writes the status within its budget, and leaves no garbage", async () => {
    const engine = xs as XsEngine;
    const slots = new Set<number>();
    let units = 0;
    for (let i = 0; i < 4; i++) {
      const { reply, liveSlots } = await engine.call("meter");
      units = Math.max(units, Number(reply));
      slots.add(liveSlots);
    }
    console.log(`      XS: ${units} units a status frame`);
    expect(units).to.be.at.most(STATUS_UNITS);
    expect([...slots].slice(1), `live slots ${[...slots]}`).to.have.lengthOf.at.most(1);
  });
});
