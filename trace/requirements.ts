import { duplicates, type Finding, type Read } from "./finding";
import { controlList, requirementId } from "./ids";
import { readRows } from "./table";

/** A row of `docs/safety/requirements.md`. */
export interface Requirement {
  readonly id: string;
  readonly text: string;
  /** Where it is met: paths, and ids of controls outside the code. */
  readonly controls: readonly string[];
  /** It asks for a habit of this project, and so answers no single hazard. */
  readonly process: boolean;
}

const PROCESS = " (process)";

export function parseRequirements(file: string, text: string): Read<Requirement> {
  const { items: rows, findings: broken } = readRows(file, text, ["id", "requirement", "controls"]);
  const findings: Finding[] = [...broken];
  const items = rows.map(({ cells: [id = "", words = "", last = ""] }) => {
    if (!requirementId.test(id)) findings.push({ about: id, text: "is no id of a requirement: SR- and three digits" });
    if (words === "") findings.push({ about: id, text: "has no text" });
    const process = last.endsWith(PROCESS);
    const controls = controlList(id, process ? last.slice(0, -PROCESS.length) : last, findings);
    return { id, text: words, controls, process };
  });
  return { items, findings: [...findings, ...duplicates(items)] };
}
