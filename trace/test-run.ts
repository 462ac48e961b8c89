import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where a run of all tests leaves what became of each, below the project's root. */
export const RECORD = "out/test-run.json";

const schema = z.object({
  tests: z.array(
    z.object({
      /** With the titles of the suites around it. */
      title: z.string(),
      /** `not run`: left out by a filter, or never reached. */
      state: z.enum(["passed", "failed", "skipped", "not run"]),
      file: z.string(),
    }),
  ),
});

export type TestRun = z.infer<typeof schema>;
export type RanTest = TestRun["tests"][number];

/** The last run of all spec files, or `null` where none is on record. */
export function readTestRun(root: string): TestRun | null {
  try {
    return schema.safeParse(JSON.parse(readFileSync(join(root, RECORD), "utf8"))).data ?? null;
  } catch {
    return null;
  }
}

/** Every file of tests there is, as `npm test` finds them. */
export function specFiles(root: string): string[] {
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => `test/${path.replaceAll("\\", "/")}`)
    .sort();
}
