import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Context, RootHookObject, Suite } from "mocha";
import { type RanTest, RECORD, specFiles } from "../../trace/test-run";

/** Tests are started from the project's root. */
const root = process.cwd();
const record = join(root, RECORD);

/**
 * Leaves what became of every test for `npm run trace`. A run of some files leaves the record alone: only one of all
 * files may replace it. It removes the old one before it starts, so that a run that dies leaves none.
 */
export const mochaHooks: RootHookObject = {
  beforeAll(this: Context) {
    if (isWhole(testsOf(this))) rmSync(record, { force: true });
  },
  afterAll(this: Context) {
    const tests = testsOf(this);
    if (!isWhole(tests)) return;
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, `${JSON.stringify({ tests }, null, 1)}\n`);
  },
};

function isWhole(tests: readonly RanTest[]): boolean {
  const loaded = new Set(tests.map(({ file }) => file));
  return specFiles(root).every((file) => loaded.has(file));
}

function testsOf(context: Context): RanTest[] {
  const tests: RanTest[] = [];
  rootOf(context)?.eachTest((test) => {
    const state = test.isPending() ? "skipped" : (test.state ?? "not run");
    const file = relative(root, test.file ?? "").replaceAll("\\", "/");
    tests.push({ title: test.fullTitle(), state: state === "pending" ? "skipped" : state, file });
  });
  return tests;
}

function rootOf(context: Context): Suite | undefined {
  let suite = context.test?.parent;
  while (suite?.parent) suite = suite.parent;
  return suite;
}
