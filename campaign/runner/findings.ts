import { atLeast, atMost, figureOf } from "../../bench/figure";
import type { Section } from "../../bench/section";
import type { Campaign } from "../campaign";
import { findingIn } from "./outcome";
import type { Results } from "./results";

/** What is wrong with a job. */
export interface Finding {
  readonly job: number;
  readonly text: string;
}

/** So many kinds of finding, and so many jobs of each kind, are told one by one; the rest only to programs. */
const TOLD = 20;

export function findingsIn<Result>(campaign: Campaign<Result>, results: Results<Result>): Finding[] {
  const findings: Finding[] = [];
  for (const outcome of results) {
    const text = findingIn(campaign, outcome);
    if (text !== null) findings.push({ job: outcome.job, text });
  }
  return findings;
}

/** How complete the results are, and every job that somebody has to look at. */
export function runSection(done: number, missing: readonly number[], findings: readonly Finding[]): Section {
  const notes = findingNotes(findings);
  if (missing.length > 0) notes.push(`Missing: ${jobList(missing)}.`);
  return {
    title: "The run itself",
    notes,
    figures: [
      figureOf("jobs done", done, "count", atLeast(done + missing.length)),
      figureOf("jobs with a finding", findings.length, "count", atMost(0)),
    ],
  };
}

/** One mistake often shows in a thousand jobs: it takes one line. */
function findingNotes(findings: readonly Finding[]): string[] {
  const kinds = new Map<string, number[]>();
  for (const { job, text } of findings) {
    const jobs = kinds.get(text);
    if (jobs) jobs.push(job);
    else kinds.set(text, [job]);
  }
  const notes = [...kinds].slice(0, TOLD).map(([text, jobs]) => `${jobList(jobs)}: ${text.replace(/\s+/g, " ")}.`);
  if (kinds.size > TOLD) notes.push(`And ${kinds.size - TOLD} other kinds of finding; --json lists them all.`);
  return notes;
}

function jobList(jobs: readonly number[]): string {
  const more = jobs.length > TOLD ? ` and ${jobs.length - TOLD} more` : "";
  return `${jobs.length === 1 ? "job" : "jobs"} ${jobs.slice(0, TOLD).join(", ")}${more}`;
}
