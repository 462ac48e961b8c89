import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import * as client from "../../companion/client";
import { firstSession } from "../../examples/first-session";
import { wholeVisit } from "../../examples/whole-visit";
import { VirtualCuff } from "../../sim/ble/virtual-cuff";
import { VirtualTime } from "../../sim/ble/virtual-time";

const root = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("client: the example", () => {
  it("bonds, measures, trains and downloads on a simulated cuff", async () => {
    for (const longestBytes of [20, 244]) {
      const time = new VirtualTime();
      const cuff = new VirtualCuff(time);
      await time.run(8000);
      const lines: string[] = [];
      const csv = await time.until(
        firstSession(cuff.transport({ longestBytes }), cuff, (line) => lines.push(line), time),
      );
      const [first = "", second = ""] = lines.filter((line) => line.includes("mmHg"));
      const lopMmhg = Number.parseFloat(first.replace("limb occlusion pressure: ", ""));
      expect(lopMmhg).to.be.closeTo(cuff.world.limb.lopMmhg, 20);
      expect(Number.parseFloat(second.replace("training at ", ""))).to.be.closeTo(0.8 * lopMmhg, 0.2);
      expect(lines).to.include("set 1: 29").and.to.include("set 4: 15");
      const rows = csv.trimEnd().split("\r\n");
      expect(rows[0]).to.equal("time_s,pressure_mmhg");
      const pressures = rows.slice(1).map((row) => Number(row.split(",")[1]));
      expect(pressures.length / 10, "s").to.be.within(250, 400);
      const held = pressures.filter((mmhg) => Math.abs(mmhg - 0.8 * lopMmhg) < 0.1 * 0.8 * lopMmhg);
      expect(held.length / pressures.length).to.be.above(0.9);
      expect(cuff.world.log).to.include({ sessions: 2, undownloaded: 1 });
    }
  });

  it("a whole visit survives a lost link, lets go when asked, and exports", async () => {
    const lines: string[] = [];
    await wholeVisit((line) => lines.push(line));
    expect(lines.some((line) => line.endsWith("the cuff goes on: true"))).to.equal(true);
    expect(lines.at(-2)).to.match(/^Released: somebody asked for it\. The cuff holds -?\d+\.\d mmHg\.$/);
    expect(lines.at(-1)).to.match(/^30, 15, 15, 1\d repetitions/);
  });

  it("stands in the document as it is in the file", () => {
    const blocks = [...read("docs/client.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
    expect(blocks).to.deep.equal([read("examples/first-session.ts")]);
  });
});

describe("client: the document", () => {
  it("has every error, and nothing that there is not", () => {
    const document = read("docs/client.md");
    const exported: readonly (readonly [string, unknown])[] = Object.entries(client);
    const errors = exported.filter(([, one]) => typeof one === "function" && one.prototype instanceof Error);
    const rows = document.split("\n").filter((line) => line.startsWith("| `"));
    const named = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([A-Za-z]+)/g)].map(([, name]) => name),
    );
    const names = errors.map(([name]) => name).filter((name) => name !== "CuffError");
    expect(named).to.include.members(names);
    const members = [...Object.getOwnPropertyNames(client.CuffClient.prototype), ...Object.keys(client)];
    const fields = Object.keys(new client.CuffClient({ transport: { name: "" } as client.Transport }));
    for (const name of named) expect([...members, ...fields, "operations"]).to.include(name);
  });
});

describe("client: a bundle for browsers", () => {
  it("needs nothing of Node", () => {
    const { outputFiles, metafile } = buildSync({
      entryPoints: [join(root, "companion/client/index.ts")],
      bundle: true,
      platform: "browser",
      format: "esm",
      write: false,
      metafile: true,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((path) => !/(^|\/)(companion|firmware)\//.test(path))).to.deep.equal([]);
    expect(outputFiles[0]?.text).to.not.match(/\b(Buffer|process|require|setImmediate)\b\s*[.(]/);
  });
});
