import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { traceColumns } from "../../sim/scenario/trace";

const root = join(__dirname, "../..");

describe("npm run sim", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cuff-"));
  });

  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  function sim(...args: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, ["-r", "ts-node/register", "sim/cli/sim.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  }

  /** Runs a command that has to be refused: exit 2, one line that matches, nothing written. */
  function refused(words: RegExp, ...args: string[]): void {
    const out = join(folder, "out");
    const before = readdirSync(folder);
    const { status, stdout, stderr } = sim(...args, ...(args.includes("--out") ? [] : ["--out", out]));
    expect(stderr).to.match(words);
    expect(stderr.trim().split("\n")).to.have.lengthOf(1);
    expect(status).to.equal(2);
    expect(stdout).to.equal("");
    expect(existsSync(out)).to.equal(false);
    expect(readdirSync(folder)).to.deep.equal(before);
  }

  it("plays a scenario, tells how it went and leaves a trace and a report that needs nothing else", () => {
    const { status, stdout, stderr } = sim("button", "--out", folder);
    expect(status).to.equal(0);
    expect(stdout)
      .to.match(/The button is pressed in mid-hold/)
      .and.match(/Released because the button/);
    expect(stderr).to.match(/1:00 of 1:30/);
    const [header, ...rows] = readFileSync(join(folder, "trace.csv"), "utf8").trim().split("\n");
    expect(header).to.equal(traceColumns.join(","));
    expect(rows).to.have.lengthOf(90 * 20);
    const report = readFileSync(join(folder, "report.html"), "utf8");
    expect(report).to.include("uPlot").and.include("not a medical device");
    expect(report).to.not.match(/<(script|link|img)[^>]+(src|href)=["']?https?:/);
    const log = ["session-1-events.csv", "session-1.csv", "session-1.fhir.json", "session-1.json"];
    expect(readdirSync(folder).sort()).to.deep.equal(["report.html", ...log, "trace.csv"]);
    expect(JSON.parse(readFileSync(join(folder, "session-1.json"), "utf8"))).to.nested.include({
      "statistics.endedBy": "buttonPressed",
    });
  });

  it("prints one JSON document with --json, the same for the same seed", () => {
    const args = ["sensor-unplugged", "--json", "--seed", "5", "--out", folder];
    const first = sim(...args);
    const document = JSON.parse(first.stdout) as { figures: { name: string; value: number | null; unit: string }[] };
    expect(document.figures.map(({ name }) => name)).to.include("last release, to 15 mmHg");
    expect(sim(...args).stdout).to.equal(first.stdout);
  });

  it("takes settings by path", () => {
    const set = (value: string) => sim("button", "--json", "--out", folder, "--set", value).stdout;
    const peak = (text: string) =>
      (JSON.parse(text) as { figures: { name: string; value: number }[] }).figures.find(
        ({ name }) => name === "highest cuff pressure",
      )?.value;
    expect(peak(set("steps.0.mmhg=100"))).to.be.closeTo(100, 6);
    expect(peak(set("steps.0.mmhg=60"))).to.be.closeTo(60, 6);
  });

  it("lists its scenarios and explains itself", () => {
    expect(sim("--list").stdout)
      .to.match(/^arm-hold\s+\S/m)
      .and.match(/^leg-press\s/m);
    expect(sim("--help").stdout)
      .to.match(/--seed/)
      .and.match(/--realtime/)
      .and.match(/--set/);
  });

  it("refuses what it cannot do in one line that says what is wrong and what would be right", () => {
    refused(/unknown scenario "arm-hodl".*arm-hold/, "arm-hodl");
    refused(/seed/, "button", "--seed", "x");
    refused(/speed/, "button", "--speed", "0");
    refused(/bogus/, "button", "--bogus");
    refused(/world\.leek.*leakMlPerS/, "button", "--set", "world.leek=1");
    refused(/pump.*"huge".*zr370/, "button", "--set", "pump=huge");
    refused(/durationS/, "button", "--set", "durationS=-1");
    refused(/none\.json/, join(folder, "none.json"));
  });

  it("refuses malformed and invalid files, naming the place", () => {
    const file = join(folder, "mine.json");
    writeFileSync(file, '{ "title": "x",\n  "durationS": 10,\n  "steps": [ }');
    refused(/mine\.json.*line 3/i, file);
    writeFileSync(file, '{ "title": "x", "durationS": 10, "cuff": "leg", "steps": [{ "atS": 1, "do": "release" }] }');
    refused(/cuff.*"leg".*thigh11/, file);
    writeFileSync(file, '{ "title": "x", "durationS": 10, "steps": [{ "atS": 1, "do": "hold" }] }');
    refused(/steps\.0.*mmhg.*percentLop/, file);
  });

  it("refuses a folder it cannot write to before it plays anything", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    refused(/a-file/, "button", "--out", file);
    refused(/a-file/, "button", "--out", join(file, "below"));
  });
});

describe("npm run validate and npm run bench", () => {
  function run(...args: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, ["-r", "ts-node/register", ...args], { cwd: root, encoding: "utf8" });
  }

  it("explain themselves and refuse nonsense with exit code 2", () => {
    for (const command of ["sim/validate/main.ts", "bench/main.ts"]) {
      expect(run(command, "--help").stdout).to.match(/--json/);
      const { status, stderr } = run(command, "--nonsense");
      expect(status).to.equal(2);
      expect(stderr.trim())
        .to.match(/nonsense/)
        .and.not.include("\n");
    }
  });
});
