import { chainFindings } from "../../trace/chain";
import type { Finding } from "../../trace/finding";
import { parseSafetyFile, type SafetyFile } from "../../trace/safety-file";

/** The smallest pair of files whose chain is closed. */
const hazards = `# Hazards

## HZ-01 The cuff does not let go

- **Sequence**: A valve sticks,
  and nobody is there.
- **Harm**: Nerve damage.
- **Severity**: critical
- **Requirements**: SR-001, SR-002
- **Controls**: \`firmware/release.ts\`, CT-01
- **Residual**: A second valve may stick too.

## Controls outside the code

| id | control outside the code | who provides it |
|---|---|---|
| CT-01 | A hand opens the cuff. | the wearer |
`;

const requirements = `# Requirements

| id | requirement | controls |
|---|---|---|
| SR-001 | Releases. | \`firmware/release.ts\` |
| SR-002 | Can be opened. | CT-01 |
| SR-003 | Is tidy. | \`firmware/tidy.ts\` (process) |
`;

type Change = readonly [from: string, to: string];

/** The example with one mistake in it. */
export function exampleWith(...changes: readonly Change[]): SafetyFile {
  const changed = changes.reduce(
    ([first, second], [from, to]): [string, string] => {
      if (!first.includes(from) && !second.includes(from)) throw new Error(`the example has no "${from}"`);
      return [first.replace(from, to), second.replace(from, to)];
    },
    [hazards, requirements] as [string, string],
  );
  return parseSafetyFile(...changed);
}

/** Everything that is found in the example once it is changed, as the command would print it. */
export function foundAfter(...changes: readonly Change[]): string[] {
  const file = exampleWith(...changes);
  const isFile = (path: string) => path === "firmware/release.ts" || path === "firmware/tidy.ts";
  return linesOf([...file.findings, ...chainFindings(file, isFile)]);
}

export function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ about, text }) => `${about}: ${text}`);
}
