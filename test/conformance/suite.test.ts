import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import type { Burden } from "../../conformance/failure";
import { parseOptions } from "../../conformance/options";
import { VirtualPlace } from "../../conformance/place";
import { figuresOf, type Report, runSuite } from "../../conformance/run";
import { suite, untried } from "../../conformance/suite";
import { operationList } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { wireRows } from "../../firmware/wire/rows";
import { parseOptions as cuffOptions } from "../../sim/virtual/options";
import { VirtualCuff } from "../../sim/virtual/virtual-cuff";
import { type Mutant, MutantCuff, mutants } from "./mutants";

const KEY = Uint8Array.of(7, 7, 7, 7, 1, 2, 3, 4);
const everything: ReadonlySet<Burden> = new Set(["inflates", "erases"]);
const nothingThatInflates: ReadonlySet<Burden> = new Set();

function scenario() {
  const options = cuffOptions([]);
  if (options === undefined) throw new Error("no scenario");
  return options.scenario;
}

function failuresOf({ verdicts }: Report): string[] {
  return verdicts.filter(({ failure }) => failure !== "").map(({ check, failure }) => `${check.name}: ${failure}`);
}

describe("conformance suite", () => {
  it("has a check for every row of the protocol's tables", () => {
    expect(untried()).to.deep.equal([]);
    const names = suite.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name } of wireRows)
      expect(
        names.some((one) => one.startsWith(`${name}: `)),
        name,
      ).to.equal(true);
    for (const { name, needs } of operationList) {
      expect(names).to.include(`${name}: too long`);
      if (needs !== "link") expect(names).to.include(`${name}: without bond`);
      if (needs === "control") expect(names).to.include(`${name}: without control`);
    }
  });

  it("passes on our cuff, which shows every result there is", async () => {
    const cuff = new VirtualCuff(scenario(), 1);
    const report = await runSuite(new VirtualPlace(cuff), everything, KEY);
    expect(failuresOf(report)).to.deep.equal([]);
    expect(report.skipped).to.equal(0);
    expect([...report.results]).to.have.members(Object.values(Result));
    expect(figuresOf(report).every(({ met }) => met !== false)).to.equal(true);
  });

  it("leaves out what inflates or erases where nobody asked for it", async () => {
    const cuff = new VirtualCuff(scenario(), 1);
    let highestMmhg = 0;
    const run = cuff.run.bind(cuff);
    cuff.run = (ms) => {
      run(ms);
      highestMmhg = Math.max(highestMmhg, cuff.world.air.cuffMmhg);
    };
    const report = await runSuite(new VirtualPlace(cuff), nothingThatInflates, KEY);
    expect(failuresOf(report)).to.deep.equal([]);
    expect(report.skipped).to.be.above(5);
    expect(highestMmhg).to.be.below(1);
    expect((await cuff.world.output)?.phase).to.equal(0);
  });

  for (const [name, { mutant, finds }] of Object.entries(mutants) as [string, { mutant: Mutant; finds: RegExp }][]) {
    it(`fails on a cuff that ${name}`, async () => {
      const report = await runSuite(new VirtualPlace(new MutantCuff(scenario(), mutant)), nothingThatInflates, KEY);
      const failures = failuresOf(report);
      expect(
        failures.some((failure) => finds.test(failure)),
        failures.join("\n"),
      ).to.equal(true);
      expect(figuresOf(report).some(({ met }) => met === false)).to.equal(true);
    });
  }
});

describe("npm run conformance", () => {
  function conformance(...args: string[]) {
    const command = ["-r", "ts-node/register", "conformance/main.ts", ...args];
    return spawnSync(process.execPath, command, { cwd: join(__dirname, "../.."), encoding: "utf8" });
  }

  it("prints its figures as JSON, and exits with 0", () => {
    const { status, stdout } = conformance("--json");
    const { figures } = JSON.parse(stdout) as { figures: Record<string, unknown>[] };
    expect(figures[0]).to.deep.equal({
      name: "checks that failed",
      value: 0,
      unit: "count",
      target: "0",
      met: true,
      anchor: "docs/protocol.md",
    });
    expect(status).to.equal(0);
  });

  it("says in one line that there is no cuff, and exits with 2", () => {
    const { status, stderr } = conformance("--url", "ws://127.0.0.1:1/cuff");
    expect(stderr).to.equal("no cuff answers at ws://127.0.0.1:1/cuff\n");
    expect(status).to.equal(2);
  });

  it("inflates a cuff that is not simulated only when it is asked to", () => {
    expect(parseOptions([])).to.include({ inflate: true, erase: true });
    expect(parseOptions(["--url", "ws://x/cuff"])).to.include({ inflate: false, erase: false });
    expect(parseOptions(["--serial", "/dev/x", "--inflate"])).to.include({ inflate: true, erase: false });
    expect(() => parseOptions(["--url", "http://x"])).to.throw(/has to begin with ws:/);
    expect(() => parseOptions(["--url", "ws://x", "--serial", "y"])).to.throw(/cannot be used with/);
  });
});
