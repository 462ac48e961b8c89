import type { Prescription } from "../../firmware/shared/prescription";
import type { Build } from "../faults/builds";
import { logFlaws } from "./log-check";
import type { SeenSet } from "./seen-order";
import type { Visit } from "./visit";

/** What a visit is there to show. */
export type Kind = "prescription" | "in a row" | "pause" | "restart";

/** One job: one visit. */
export interface VisitJob {
  readonly kind: Kind;
  /** What about it is its own. */
  readonly name: string;
  readonly plan: Prescription;
  readonly build: Build;
  readonly seed: number;
  play(visit: Visit, plan: Prescription): void;
}

export interface VisitResult {
  readonly kind: Kind;
  readonly name: string;
  readonly plan: string;
  readonly build: string;
  readonly seed: number;
  readonly seconds: number;
  readonly restrictedS: number;
  /** Searches and training sessions that were begun. */
  readonly orders: number;
  readonly sets: number;
  /** Of these, with repetitions that the muscle really made, and how they were counted. */
  readonly movedSets: number;
  readonly made: number;
  readonly counted: number;
  readonly exactSets: number;
  readonly miscounted: number;
  readonly pauses: number;
  readonly restarts: number;
  readonly refusals: number;
  readonly fullStores: number;
  readonly broken: readonly string[];
}

/** The most by which any set of `npm run bench -- reps` is miscounted. */
const LARGEST_ERROR = 2;

/** Holds the log against what was seen; in place, so that a finding has its time. */
export function checkLog(visit: Visit): void {
  for (const flaw of logFlaws(visit.world.log, visit.witness.orders)) visit.forbid(`log: ${flaw}`, true);
}

export function resultOf(job: VisitJob, visit: Visit): VisitResult {
  const { kind, name, plan, build, seed } = job;
  const { world, witness, account } = visit;
  const sets = witness.orders.flatMap((order) => order.sets);
  const moved = sets.filter(({ most }) => most > 0);
  const sum = (of: (set: SeenSet) => number): number => moved.reduce((total, set) => total + of(set), 0);
  for (const { set, counted, error } of sets)
    visit.forbid(
      `set ${set + 1}: ${counted} repetitions counted, ${Math.abs(error)} wrong`,
      Math.abs(error) > LARGEST_ERROR,
    );
  return {
    kind,
    name,
    plan: plan.name,
    build: build.name,
    seed,
    seconds: Math.round(world.nowMs / 1000),
    restrictedS: Math.round(account.restrictedMs / 1000),
    orders: witness.orders.length,
    sets: sets.length,
    movedSets: moved.length,
    made: sum(({ most }) => most),
    counted: sum(({ counted }) => counted),
    exactSets: moved.filter(({ error }) => error === 0).length,
    miscounted: sum(({ error }) => Math.abs(error)),
    pauses: visit.pauses,
    restarts: world.restarts,
    refusals: visit.refusals,
    fullStores: visit.fullStores,
    broken: visit.broken,
  };
}
