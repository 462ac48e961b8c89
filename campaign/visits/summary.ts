import { atLeast, atMost, figureOf } from "../../bench/figure";
import { cell, type Section } from "../../bench/section";
import type { Answer, Summary } from "../campaign";
import type { VisitResult } from "./result";

/** All visits of one kind. */
class Tally {
  visits = 0;
  seconds = 0;
  restrictedS = 0;
  orders = 0;
  sets = 0;
  movedSets = 0;
  made = 0;
  exactSets = 0;
  miscounted = 0;
  pauses = 0;
  restarts = 0;
  refusals = 0;
  fullStores = 0;
  broken = 0;

  add(result: VisitResult): void {
    this.visits++;
    this.seconds += result.seconds;
    this.restrictedS += result.restrictedS;
    this.orders += result.orders;
    this.sets += result.sets;
    this.movedSets += result.movedSets;
    this.made += result.made;
    this.exactSets += result.exactSets;
    this.miscounted += result.miscounted;
    this.pauses += result.pauses;
    this.restarts += result.restarts;
    this.refusals += result.refusals;
    this.fullStores += result.fullStores;
    if (result.broken.length > 0) this.broken++;
  }

  get rightPercent(): number | null {
    return this.made === 0 ? null : 100 * (1 - this.miscounted / this.made);
  }

  get exactPercent(): number | null {
    return this.movedSets === 0 ? null : (100 * this.exactSets) / this.movedSets;
  }
}

/** One kind of finding: in how many visits, and the first of them. */
interface Breach {
  visits: number;
  readonly job: number;
}

const COLUMNS = [
  "visits",
  "hours",
  "orders",
  "sets",
  "repetitions",
  "right %",
  "exact %",
  "pauses",
  "restarts",
  "refusals",
  "broken",
];

export function summariseVisits(results: Iterable<Answer<VisitResult>>): Summary {
  const all = new Tally();
  const byKind = new Map<string, Tally>();
  const breaches = new Map<string, Breach>();
  for (const { job, result } of results) {
    const kind = result.kind === "prescription" ? `${result.kind}, ${result.plan}` : result.kind;
    const tally = byKind.get(kind) ?? new Tally();
    byKind.set(kind, tally);
    tally.add(result);
    all.add(result);
    for (const rule of new Set(result.broken.map(ruleOf))) {
      const breach = breaches.get(rule) ?? { visits: 0, job };
      breach.visits++;
      breaches.set(rule, breach);
    }
  }
  const table: Section = {
    title: "Whole visits",
    table: { columns: ["kind", ...COLUMNS], rows: [...byKind].map(([kind, tally]) => [kind, ...cellsOf(tally)]) },
    notes: [
      "orders: searches and training sessions that were begun; refusals: attempts that had to be refused.",
      "right, exact: repetitions as the muscle made them, in all sets in which it made some.",
    ],
    figures: [],
  };
  const found: Section = {
    title: "What was broken",
    table: {
      columns: ["rule", "visits", "first job"],
      rows: [...breaches].map(([rule, { visits, job }]) => [rule, `${visits}`, `${job}`]),
    },
    figures: [],
  };
  return {
    sections: breaches.size === 0 ? [table] : [table, found],
    figures: [
      figureOf("visits", all.visits, "count"),
      figureOf("simulated time", Math.round(all.seconds / 360) / 10, "h"),
      figureOf("of these above 15 mmHg", Math.round(all.restrictedS / 360) / 10, "h"),
      figureOf("searches and training sessions", all.orders, "count"),
      figureOf("sets", all.sets, "count"),
      figureOf("repetitions made", all.made, "count"),
      figureOf("repetitions right", all.rightPercent, "%", atLeast(99), "npm run bench -- reps"),
      figureOf("sets exact", all.exactPercent, "%", atLeast(90), "npm run bench -- reps"),
      figureOf("pauses", all.pauses, "count"),
      figureOf("restarts", all.restarts, "count"),
      figureOf("attempts that were refused", all.refusals, "count"),
      figureOf("switched off and on because the store was full", all.fullStores, "count"),
      figureOf("visits that broke a rule", all.broken, "count", atMost(0), "safety rules, and what a session promises"),
    ],
  };
}

/** A finding without its time and its numbers. */
function ruleOf(broken: string): string {
  return broken.replace(/ at [\d.]+ s$/, "").replace(/\d[\d.,]*/g, "#");
}

function cellsOf(tally: Tally): string[] {
  const { visits, seconds, orders, sets, made, rightPercent, exactPercent, pauses, restarts, refusals, broken } = tally;
  return [
    `${visits}`,
    cell(seconds / 3600),
    `${orders}`,
    `${sets}`,
    `${made}`,
    cell(rightPercent),
    cell(exactPercent),
    `${pauses}`,
    `${restarts}`,
    `${refusals}`,
    `${broken}`,
  ];
}
