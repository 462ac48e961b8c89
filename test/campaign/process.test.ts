import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { ToyPlace } from "./toy-place";

const root = join(__dirname, "../..");
const node = ["-r", "ts-node/register"];

describe("npm run campaign", () => {
  let place: ToyPlace;

  beforeEach(() => {
    place = new ToyPlace();
  });

  afterEach(() => place.remove());

  /** Lines of results so far. */
  function linesDone(): number {
    const folder = join(place.out, "draws");
    const [name] = existsSync(folder) ? readdirSync(folder) : [];
    return name === undefined ? 0 : readFileSync(join(folder, name), "utf8").split("\n").length - 2;
  }

  /** Starts 300 draws, and ends them with `signal` when a few more are done; returns the exit code and what was said. */
  async function interrupted(signal: NodeJS.Signals): Promise<{ code: number | null; err: string }> {
    const enough = linesDone() + 3;
    const args = [...node, "test/campaign/toy-main.ts", "draws", "-n", "300", "--out", place.out, "-w", "1"];
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, TOY_ROOT: place.root } });
    let err = "";
    child.stderr.on("data", (text) => {
      err += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (linesDone() < enough && child.exitCode === null) await setTimeout(20);
    child.kill(signal);
    return { code: await ended, err };
  }

  it("keeps what was done when it is killed, and says how to go on when it is stopped", async () => {
    await interrupted("SIGKILL");
    const before = linesDone();
    expect(before).to.be.within(3, 299);
    const { code, err } = await interrupted("SIGINT");
    expect(code).to.equal(130);
    expect(err).to.include(`300 jobs, ${before} of them done before`);
    expect(err).to.include(`stopped with ${300 - linesDone()} jobs to go; the same command`);
  });

  it("refuses nonsense in one line with exit code 2, and runs the simulator on threads", () => {
    const campaign = (...args: string[]) =>
      spawnSync(process.execPath, [...node, "campaign/main.ts", ...args], { cwd: root, encoding: "utf8" });
    const { status, stdout, stderr } = campaign("smoke", "--nonsense");
    expect([status, stdout]).to.deep.equal([2, ""]);
    expect(stderr.trim())
      .to.match(/nonsense/)
      .and.not.include("\n");
    const smoke = campaign("smoke", "-n", "2", "--json", "--out", place.out);
    expect(smoke.status).to.equal(0);
    const { figures } = JSON.parse(smoke.stdout) as { figures: { name: string; value: number }[] };
    expect(figures.find(({ name }) => name === "highest cuff pressure")?.value).to.be.within(1, 65);
  });
});
