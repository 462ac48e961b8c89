import { expect } from "chai";
import { runSection } from "../../campaign/runner/findings";
import { runJobs } from "../../campaign/runner/pool";
import { ToyPlace } from "./toy-place";

describe("the campaign runner", () => {
  it("tells many jobs with the same finding in one line", () => {
    const findings = Array.from({ length: 30 }, (_, job) => ({ job, text: job === 4 ? "other" : "the\nsame" }));
    const { notes } = runSection(30, [], findings);
    expect(notes).to.deep.equal([
      "jobs 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 9 more: the same.",
      "job 4: other.",
    ]);
  });

  it("does not let a worker start from other sources than its fellows", async () => {
    const place = new ToyPlace();
    const { table, root } = place;
    const crew = { orders: { table, root, campaign: "draws", sources: "older" }, workers: 2, limitS: 9 };
    const lines: string[] = [];
    const cause = await runJobs([1].values(), crew, new AbortController().signal, (line) => lines.push(line)).catch(
      (error: unknown) => error,
    );
    expect(cause).to.have.property("message").that.includes("the sources have changed since the start");
    expect(lines).to.deep.equal([]);
    place.remove();
  });
});
