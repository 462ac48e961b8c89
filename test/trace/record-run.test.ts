import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readTestRun, specFiles } from "../../trace/test-run";

const root = join(__dirname, "../..");

describe("record of a test run", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "record-"));
    mkdirSync(join(folder, "test/deep"), { recursive: true });
    spec("a", 'it("passes", () => {}); it.skip("waits", () => {});');
    spec("deep/b", 'describe("suite", () => { it("fails", () => { throw new Error("on purpose"); }); });');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function spec(name: string, code: string): void {
    writeFileSync(join(folder, `test/${name}.test.ts`), code);
  }

  function mocha(...args: string[]): void {
    const program = join(root, "node_modules/mocha/bin/mocha.js");
    const hooks = [require.resolve("ts-node/register"), join(root, "test/support/record-run.ts")];
    const required = hooks.flatMap((path) => ["--require", path]);
    spawnSync(process.execPath, [program, "--no-config", ...required, ...args], {
      cwd: folder,
      env: { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json") },
    });
  }

  const states = () => readTestRun(folder)?.tests.map(({ title, state, file }) => `${file} ${title}: ${state}`);

  it("says of every test of a whole run what became of it", () => {
    expect(readTestRun(folder)).to.equal(null);
    expect(specFiles(folder)).to.deep.equal(["test/a.test.ts", "test/deep/b.test.ts"]);
    mocha("test/**/*.test.ts");
    expect(states()).to.have.members([
      "test/a.test.ts passes: passed",
      "test/a.test.ts waits: skipped",
      "test/deep/b.test.ts suite fails: failed",
    ]);
  });

  it("is left alone by a run of some files, and by a test picked out", () => {
    mocha("test/**/*.test.ts");
    const before = states();
    mocha("test/a.test.ts");
    spec("a", 'it.only("alone", () => {});');
    mocha("test/**/*.test.ts");
    expect(states()).to.deep.equal(before);
  });

  it("says what a filter left out", () => {
    mocha("test/**/*.test.ts", "--grep", "fails");
    expect(states()).to.include("test/a.test.ts passes: not run");
  });

  it("is gone when a run of all files dies", () => {
    mocha("test/**/*.test.ts");
    expect(states()).to.have.lengthOf(3);
    spec("a", 'it("passes", () => process.exit(1));');
    mocha("test/**/*.test.ts");
    expect(readTestRun(folder)).to.equal(null);
  });
});
