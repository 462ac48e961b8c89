import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding";
import { controlId } from "./ids";
import type { SafetyFile } from "./safety-file";

/** Tells whether a path below the project's root is a file. */
export type FileTest = (path: string) => boolean;

export function filesBelow(root: string): FileTest {
  return (path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile();
}

/** Links that lead nowhere, and ends that no link leads to: every part of the chain but the tests. */
export function chainFindings(file: SafetyFile, isFile: FileTest): Finding[] {
  return [...danglingLinks(file), ...looseEnds(file), ...missingFiles(file, isFile)];
}

function danglingLinks({ hazards, requirements, outside }: SafetyFile): Finding[] {
  const known = new Set([...requirements, ...outside].map(({ id }) => id));
  const links = [
    ...hazards.flatMap(({ id, requirements: ids }) => ids.map((to) => ({ id, to }))),
    ...[...hazards, ...requirements].flatMap(({ id, controls }) =>
      controls.filter((control) => controlId.test(control)).map((to) => ({ id, to })),
    ),
  ];
  return links.filter(({ to }) => !known.has(to)).map(({ id, to }) => ({ about: id, text: `names ${to}, unknown` }));
}

function looseEnds({ hazards, requirements, outside }: SafetyFile): Finding[] {
  const findings: Finding[] = [];
  const answers = new Set(hazards.flatMap((hazard) => hazard.requirements));
  const used = new Set([...hazards, ...requirements].flatMap(({ controls }) => controls));
  for (const { id, controls, process } of requirements) {
    if (controls.length === 0) findings.push({ about: id, text: "has no control" });
    if (!process && !answers.has(id))
      findings.push({ about: id, text: "answers no hazard, and is not of the process" });
  }
  for (const { id } of outside) if (!used.has(id)) findings.push({ about: id, text: "controls nothing" });
  // A control in the code is only as good as the test of the requirement that asks for it.
  for (const hazard of hazards) {
    const asked = new Set(
      requirements.filter(({ id }) => hazard.requirements.includes(id)).flatMap(({ controls }) => controls),
    );
    for (const control of hazard.controls) {
      if (controlId.test(control) || asked.has(control)) continue;
      findings.push({ about: hazard.id, text: `trusts ${control}, for which none of its requirements asks` });
    }
  }
  return findings;
}

function missingFiles({ hazards, requirements }: SafetyFile, isFile: FileTest): Finding[] {
  const paths = new Set([...hazards, ...requirements].flatMap(({ controls }) => controls));
  return [...paths]
    .filter((path) => !controlId.test(path) && !isFile(path))
    .sort()
    .map((about) => ({ about, text: "is named as a control and is no file" }));
}
