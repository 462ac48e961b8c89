import { Reason } from "../../firmware/shared/reasons";
import type { Section } from "../section";
import { conditionShares } from "./population-shares";
import type { SearchTrial } from "./search-trial";

const names = new Map<number, string>(Object.entries(Reason).map(([name, code]) => [code, name]));

/** How a search ended, by the reason's name in the code. */
export function outcomeName({ outcome }: SearchTrial): string {
  return names.get(outcome) ?? `${outcome}`;
}

/** How often each outcome came, most frequent first. */
export function outcomeCounts(trials: readonly SearchTrial[]): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const trial of trials) counts.set(outcomeName(trial), (counts.get(outcomeName(trial)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** What became of every search, by what was the matter with the person. */
export function failuresSection(trials: readonly SearchTrial[]): Section {
  const conditions = Object.keys(conditionShares);
  const rows = outcomeCounts(trials).map(([name, count]) => {
    const ended = trials.filter((trial) => outcomeName(trial) === name);
    const byCondition = conditions.map((condition) => ended.filter(({ subject }) => subject.condition === condition));
    return [name, `${count}`, ...byCondition.map(({ length }) => `${length}`)];
  });
  return { title: "How the searches ended", table: { columns: ["outcome", "all", ...conditions], rows }, figures: [] };
}
