import type { z } from "zod";
import { describe, fieldsOf, lookUp, type Shape } from "./shape";
import { quoted } from "./usage-error";

type Issue = z.core.$ZodIssue;

/** What is wrong in a file: where, and what would be right. */
export interface Mistake {
  readonly path: readonly string[];
  readonly text: string;
}

/** The mistake that is worth telling first. @param whole what the file as a whole is called, as in "the scenario" */
export function mistakeIn(issues: readonly Issue[], shape: Shape, file: unknown, whole: string): Mistake {
  const issue = innermost(first(issues), shape, file);
  return { path: issue.path.map(String), text: sentence(issue, shape, file, whole) };
}

/** A misspelt field is also a missing one: the misspelling is the better thing to name. */
function first(issues: readonly Issue[]): Issue {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  return issue ?? { code: "custom", path: [], message: "it is not what it should be", input: undefined };
}

/** Where several shapes are possible: what speaks against the one that was meant. */
function innermost(issue: Issue, root: Shape, file: unknown): Issue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors[lookUp(root, issue.path, file).variant];
  if (inner === undefined) return issue;
  const { path, ...rest } = first(inner);
  return innermost({ ...rest, path: [...issue.path, ...path] } as Issue, root, file);
}

function sentence(issue: Issue, root: Shape, file: unknown, whole: string): string {
  const { shape, value } = lookUp(root, issue.path, file);
  const here = issue.path.join(".") || whole;
  if (issue.code === "custom" || shape === undefined) return `${here}: ${issue.message}`;
  if (issue.code === "unrecognized_keys") {
    return `${here} has no field ${quoted(issue.keys[0])}; its fields are ${fieldsOf(shape).join(", ")}`;
  }
  const mistake = value === undefined ? `${here} is missing` : `${here} is ${quoted(value)}`;
  return `${mistake}; it has to be ${describe(shape)}`;
}
