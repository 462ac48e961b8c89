import type { Finding } from "./finding";
import { requirementId } from "./ids";
import type { Requirement } from "./requirements";
import type { RanTest, TestRun } from "./test-run";

/** Anything in a title that means to be an id of a requirement. */
const citation = /\bSR-?\d\w*/g;

export function citedBy({ title }: RanTest): string[] {
  return [...new Set(title.match(citation) ?? [])];
}

export function isPassed({ state }: RanTest): boolean {
  return state === "passed";
}

/**
 * The last link: requirements without a test that ran and passed, and tests that verify nothing known.
 * @param files every file of tests there is
 */
export function verificationFindings(
  requirements: readonly Requirement[],
  run: TestRun | null,
  files: readonly string[],
): Finding[] {
  if (run === null) return [{ about: "npm test", text: "has left no record of a whole run: run it first" }];
  const stale = incomplete(run, files);
  return [...stale, ...strayCitations(requirements, run), ...requirements.flatMap(({ id }) => unverified(id, run))];
}

/** A run that left tests out proves nothing about what they cite. */
function incomplete({ tests }: TestRun, files: readonly string[]): Finding[] {
  const ran = new Set(tests.map(({ file }) => file));
  const left = tests.filter(({ state }) => state === "not run").length;
  const findings = files
    .filter((file) => !ran.has(file))
    .map((about) => ({ about, text: "is newer than the last run: run npm test" }));
  if (left > 0) findings.push({ about: "npm test", text: `left ${left} tests out in its last run: run all of them` });
  return findings;
}

function strayCitations(requirements: readonly Requirement[], { tests }: TestRun): Finding[] {
  const known = new Set(requirements.map(({ id }) => id));
  return tests.flatMap((test) =>
    citedBy(test)
      .filter((id) => !known.has(id))
      .map((id) => ({
        about: test.file,
        text: `cites ${id}, which is ${requirementId.test(id) ? "unknown" : "no id"}: "${test.title}"`,
      })),
  );
}

function unverified(id: string, { tests }: TestRun): Finding[] {
  const citing = tests.filter((test) => citedBy(test).includes(id));
  const failed = citing.filter(({ state }) => state === "failed");
  if (failed.length > 0) return failed.map(({ title }) => ({ about: id, text: `is not met: "${title}" failed` }));
  if (citing.some(isPassed)) return [];
  const text = citing.length > 0 ? "has only tests that did not run" : "has no test that ran and passed";
  return [{ about: id, text }];
}
