import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Run, ToyPlace } from "./toy-place";

interface Document {
  readonly figures: { readonly name: string; readonly value: number | null; readonly met: boolean | null }[];
  readonly findings: { readonly job: number; readonly text: string }[];
}

describe("a campaign", () => {
  let place: ToyPlace;
  /** What all draws come to, in one go with two workers. */
  let whole: Run;

  before(async () => {
    const first = new ToyPlace();
    whole = await first.run("draws", "--json", "-w", "2");
    first.remove();
  });

  beforeEach(() => {
    place = new ToyPlace();
  });

  afterEach(() => place.remove());

  function files(): string[] {
    return readdirSync(join(place.out, "draws")).map((name) => join(place.out, "draws", name));
  }

  async function refused(words: RegExp, ...args: string[]): Promise<void> {
    const cause = await place.run(...args).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(cause).to.have.property("name", "UsageError");
    expect(cause).to.have.property("message").that.matches(words).and.does.not.include("\n");
  }

  it("comes to the same with one worker as with two", async () => {
    expect(whole.code).to.equal(0);
    expect((JSON.parse(whole.out) as Document).figures.map(({ name }) => name)).to.deep.equal([
      "chain",
      "jobs done",
      "jobs with a finding",
    ]);
    expect(await place.run("draws", "--json", "-w", "1")).to.have.property("out", whole.out);
  });

  it("goes on where it was interrupted, in the middle of a line too, and starts over when told to", async () => {
    await place.run("draws", "--shard", "1/1");
    const [shard = ""] = files();
    const lines = readFileSync(shard, "utf8").split("\n");
    const kept = lines.slice(0, 26).join("\n");
    writeFileSync(shard, `${kept}\n${lines[26]?.slice(0, 9)}`);
    const resumed = await place.run("draws", "--shard", "1/1", "--json");
    expect(resumed.err).to.match(/30 jobs, 25 of them done before/);
    expect(resumed.out).to.equal(whole.out);
    expect(readFileSync(shard, "utf8").startsWith(`${kept}\n`)).to.equal(true);
    expect((await place.run("draws", "--shard", "1/1", "--fresh", "-n", "3")).err).to.match(/ 3 jobs;/);
  });

  it("never puts results of other sources together", async () => {
    await place.run("draws", "-n", "4");
    const [old = ""] = files();
    place.edit("campaign/summary.ts", "only words");
    expect((await place.run("draws", "-n", "4")).err).to.match(/4 of them done before/);
    place.edit("sim/air.ts", "thin air");
    await refused(/other sources/, "draws", "-n", "4", "--merge", old);
    await refused(/no results of these sources/, "draws", "-n", "4", "--merge");
    expect((await place.run("draws", "-n", "4")).err).to.match(/4 jobs; results/);
  });

  it("comes to the same when its shards are merged, and says what is missing", async () => {
    await place.run("draws", "--shard", "1/3");
    await place.run("draws", "--shard", "3/3");
    const partial = await place.run("draws", "--merge");
    expect(partial.code).to.equal(1);
    expect(partial.out).to.match(/Missing: jobs 1, 4, 7, .*28\.\n/);
    await place.run("draws", "--shard", "2/3");
    expect(await place.run("draws", "--merge", ...files().reverse(), "--json")).to.deep.equal({ ...whole, err: "" });
    await refused(/30 jobs, not of 31/, "draws", "-n", "31", "--merge", ...files());
    await refused(/campaign draws/, "troubled", "--merge", ...files());
    appendFileSync(files()[1] ?? "", '{"job\n');
    await refused(/damaged in line 12/, "draws", "--merge", ...files());
  });

  it("outlives jobs that throw, hang or kill their worker, and lists them", async () => {
    const { code, out } = await place.run("troubled", "--json", "-w", "2");
    expect(code).to.equal(1);
    const { figures, findings } = JSON.parse(out) as Document;
    expect(findings).to.deep.equal([
      { job: 2, text: "threw Error: no\nluck" },
      { job: 3, text: "killed its worker: exit code 7" },
      { job: 5, text: "took longer than 1 s" },
      { job: 7, text: "is seven" },
    ]);
    expect(figures.map(({ value, met }) => [value, met])).to.deep.equal([
      [6, null],
      [9, true],
      [4, false],
    ]);
  });

  it("replays single jobs", async () => {
    const { code, out, err } = await place.run("troubled", "--only", "2,4");
    expect(code).to.equal(1);
    expect(err)
      .to.match(/at .*toy\.ts/)
      .and.match(/^job 4: no finding/m);
    expect(out).to.include('{\n  "job": 4,\n  "result": 4\n}\n');
    await refused(/no job 9: they go from 0 to 8/, "troubled", "--only", "9");
  });

  it("writes its tables as Markdown", async () => {
    const page = join(place.root, "page.md");
    await place.run("draws", "-n", "2", "--markdown", page);
    expect(readFileSync(page, "utf8"))
      .to.include("| what | how many |\n| --- | --- |\n| draws \\| all | 2 |\n")
      .and.include("| jobs done | 2 count | at least 2 | met |")
      .and.match(/^`npm run campaign -- draws -n 2`: numbers drawn by chance\.$/m);
    await refused(/is a file, not a folder/, "draws", "--markdown", join(page, "below.md"));
  });

  it("refuses what makes no sense in one line", async () => {
    await refused(/unknown campaign "drawz": give one of draws, troubled/, "drawz");
    await refused(/missing required argument/);
    for (const shard of ["0/2", "3/2", "2", "a/b"]) await refused(/as in 1\/4/, "draws", "--shard", shard);
    for (const n of ["0", "-1", "1.5", "many"]) await refused(/whole number from 1/, "draws", "-n", n);
    await refused(/whole number from 1/, "draws", "--workers", "0");
    await refused(/commas/, "draws", "--only", "1,,2");
    await refused(/cannot be used with/, "draws", "--only", "1", "--json");
    await refused(/cannot be used with/, "draws", "--merge", "--fresh");
    await refused(/nothing\.jsonl does not exist/, "draws", "--merge", "nothing.jsonl");
    await refused(/bogus/, "draws", "--bogus");
  });
});
