import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

function trace(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ["-r", "ts-node/register", "trace/main.ts", ...args], {
    cwd: join(__dirname, "../.."),
    encoding: "utf8",
  });
}

describe("npm run trace", () => {
  it("prints one document of figures and findings with --json, and fails while there are findings", () => {
    const { status, stdout } = trace("--json");
    const { figures, findings } = JSON.parse(stdout);
    expect(figures.map(({ name }: { name: string }) => name)).to.include.members(["hazards", "requirements"]);
    expect(status).to.equal(findings.length > 0 ? 1 : 0);
  });

  it("lists its options, and tells a mistake in one line", () => {
    expect(trace("--help")).to.include({ status: 0 });
    const { status, stdout, stderr } = trace("--jsn");
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
    expect(stderr.trim().split("\n")).to.have.lengthOf(1);
  });
});
