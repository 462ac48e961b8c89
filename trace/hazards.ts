import { duplicates, type Finding, type Read } from "./finding";
import { controlList, hazardId, requirementList } from "./ids";

/** A section of `docs/safety/hazards.md`. */
export interface Hazard {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly requirements: readonly string[];
  readonly controls: readonly string[];
}

/** What every hazard has to say, once each. */
const fields = ["Sequence", "Harm", "Severity", "Requirements", "Controls", "Residual"] as const;
type Field = (typeof fields)[number];

/** Worst credible harm without the controls; `docs/safety/README.md` says what the words mean. */
const severities: readonly string[] = ["minor", "serious", "critical"];

/** The one heading beside those of hazards. */
const CONTROLS_HEADING = "Controls outside the code";

interface Section {
  readonly heading: string;
  readonly fields: Map<string, string>;
}

export function parseHazards(file: string, text: string): Read<Hazard> {
  const findings: Finding[] = [];
  const items = sectionsOf(file, text, findings).map((section) => hazardOf(section, findings));
  return { items, findings: [...findings, ...duplicates(items)] };
}

/** Headings with their fields. Text before the first heading, and below the controls' one, is free. */
function sectionsOf(file: string, text: string, findings: Finding[]): Section[] {
  const sections: Section[] = [];
  let open: Section | undefined;
  let field = "";
  for (const [index, line] of text.split("\n").entries()) {
    const heading = /^##\s+(.*)$/.exec(line)?.[1];
    const [, name, words = ""] = /^- \*\*(\w+)\*\*:\s*(.*)$/.exec(line) ?? [];
    const place = `${file}:${index + 1}`;
    if (heading !== undefined) {
      open = heading === CONTROLS_HEADING ? undefined : { heading, fields: new Map() };
      if (open) sections.push(open);
      field = "";
    } else if (!open || line === "") continue;
    else if (name !== undefined) {
      field = name;
      if (open.fields.has(name)) findings.push({ about: place, text: `gives "${name}" a second time` });
      if (!fields.some((known) => known === name)) findings.push({ about: place, text: `"${name}" is no field` });
      open.fields.set(name, words);
    } else if (field !== "" && line.startsWith("  ")) {
      open.fields.set(field, `${open.fields.get(field)} ${line.trim()}`.trim());
    } else findings.push({ about: place, text: "is neither a field of a hazard nor its continuation" });
  }
  return sections;
}

function hazardOf(section: Section, findings: Finding[]): Hazard {
  const [, id = "", title = ""] = /^(\S+)\s*(.*)$/.exec(section.heading) ?? [];
  const complain = (text: string) => findings.push({ about: id, text });
  const textOf = (field: Field) => section.fields.get(field) ?? "";
  if (!hazardId.test(id)) complain("is no id of a hazard: HZ- and two digits");
  if (title === "") complain("has no title");
  for (const field of fields) if (textOf(field) === "") complain(`has no ${field.toLowerCase()}`);
  const severity = textOf("Severity");
  if (severity !== "" && !severities.includes(severity)) complain(`has a severity other than ${severities.join(", ")}`);
  return {
    id,
    title,
    severity,
    requirements: requirementList(id, textOf("Requirements"), findings),
    controls: controlList(id, textOf("Controls"), findings),
  };
}
