import { expect } from "chai";
import type { RanTest } from "../../trace/test-run";
import { verificationFindings } from "../../trace/verification";
import { exampleWith, linesOf } from "./example";

const { requirements } = exampleWith();
const [id = "", second = "", third = ""] = requirements.map((requirement) => requirement.id);

function test(title: string, state: RanTest["state"] = "passed", file = "test/a.test.ts"): RanTest {
  return { title, state, file };
}

/** What is found where, beside tests for the other two requirements, `tests` ran. */
function found(tests: readonly RanTest[], files: readonly string[] = ["test/a.test.ts"]): string[] {
  const others = test(`cuff ${second}, ${third}: is well`);
  return linesOf(verificationFindings(requirements, { tests: [others, ...tests] }, files));
}

describe("verification", () => {
  it("is complete where every requirement has a test that passed, in the title of its suite or its own", () => {
    expect(found([test(`${id}: release lets go`)])).to.deep.equal([]);
    expect(found([test(`${id}: release lets go`), test("release is quiet", "failed")])).to.deep.equal([]);
  });

  it("notices a requirement that no test cites", () => {
    expect(found([test("release lets go")])).to.deep.equal([`${id}: has no test that ran and passed`]);
  });

  it("notices a requirement whose tests did not run or failed", () => {
    expect(found([test(`${id}: lets go`, "skipped")])).to.deep.equal([`${id}: has only tests that did not run`]);
    const failed = [test(`${id}: lets go`), test(`${id}: soon`, "failed")];
    expect(found(failed)).to.deep.equal([`${id}: is not met: "${id}: soon" failed`]);
  });

  it("notices titles that cite what is unknown or no id", () => {
    const wanted = test(`${id}: lets go`);
    for (const [stray, what] of [
      ["SR-999", "unknown"],
      ["SR-1", "no id"],
      ["SR001", "no id"],
      ["SR-0011", "no id"],
    ]) {
      const title = `${stray}: lets go`;
      expect(found([wanted, test(title)])).to.deep.equal([
        `test/a.test.ts: cites ${stray}, which is ${what}: "${title}"`,
      ]);
    }
  });

  it("says what to do where no whole run is on record, and nothing else", () => {
    expect(linesOf(verificationFindings(requirements, null, ["test/a.test.ts"]))).to.deep.equal([
      "npm test: has left no record of a whole run: run it first",
    ]);
  });

  it("notices a run that left tests or files out", () => {
    const wanted = test(`${id}: lets go`);
    expect(found([wanted, test("soon", "not run")])).to.deep.equal([
      "npm test: left 1 tests out in its last run: run all of them",
    ]);
    expect(found([wanted], ["test/a.test.ts", "test/b.test.ts"])).to.deep.equal([
      "test/b.test.ts: is newer than the last run: run npm test",
    ]);
  });
});
