import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type OutsideControl, parseControls } from "./controls";
import type { Finding } from "./finding";
import { type Hazard, parseHazards } from "./hazards";
import { parseRequirements, type Requirement } from "./requirements";

/** Everything that `docs/safety/` says about the chain from hazard to control. */
export interface SafetyFile {
  readonly hazards: readonly Hazard[];
  readonly requirements: readonly Requirement[];
  readonly outside: readonly OutsideControl[];
  /** Mistakes in the files themselves. */
  readonly findings: readonly Finding[];
}

export function parseSafetyFile(hazardsText: string, requirementsText: string): SafetyFile {
  const hazards = parseHazards("hazards.md", hazardsText);
  const outside = parseControls("hazards.md", hazardsText);
  const requirements = parseRequirements("requirements.md", requirementsText);
  return {
    hazards: hazards.items,
    requirements: requirements.items,
    outside: outside.items,
    findings: [hazards, outside, requirements].flatMap(({ findings }) => findings),
  };
}

/** The project's own, from below its root. */
export function readSafetyFile(root: string): SafetyFile {
  const read = (name: string) => readFileSync(join(root, "docs/safety", name), "utf8");
  return parseSafetyFile(read("hazards.md"), read("requirements.md"));
}
