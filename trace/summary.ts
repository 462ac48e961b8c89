import { atMost, figureOf } from "../bench/figure";
import type { Section } from "../bench/section";
import type { Finding } from "./finding";
import type { Hazard } from "./hazards";
import type { SafetyFile } from "./safety-file";
import type { RanTest, TestRun } from "./test-run";
import { citedBy, isPassed } from "./verification";

/** What the command tells: the hazards with how much stands behind each, every finding, and the figures. */
export function summaryOf(file: SafetyFile, run: TestRun | null, findings: readonly Finding[]): Section[] {
  const citing = (run?.tests ?? []).filter((test) => isPassed(test) && citedBy(test).length > 0);
  const ids = new Set([...file.hazards, ...file.requirements].map(({ id }) => id));
  const orphans = new Set(findings.map(({ about }) => about).filter((about) => ids.has(about)));
  return [
    {
      table: {
        columns: ["hazard", "severity", "requirements", "controls", "tests", "title"],
        rows: file.hazards.map((hazard) => rowOf(hazard, run && citing)),
      },
      notes: findings.map(({ about, text }) => `${about}: ${text}`),
      figures: [
        figureOf("hazards", file.hazards.length, "count"),
        figureOf("requirements", file.requirements.length, "count"),
        figureOf("tests that passed and cite one", run && citing.length, "count"),
        figureOf("orphans: hazards and requirements with an open chain", orphans.size, "count", atMost(0)),
        figureOf("findings", findings.length, "count", atMost(0)),
      ],
    },
  ];
}

/** @param citing tests that passed, or `null` where no run is on record */
function rowOf({ id, severity, requirements, controls, title }: Hazard, citing: readonly RanTest[] | null): string[] {
  const tests = citing?.filter((test) => citedBy(test).some((cited) => requirements.includes(cited))).length;
  return [id, severity, String(requirements.length), String(controls.length), String(tests ?? "–"), title];
}
