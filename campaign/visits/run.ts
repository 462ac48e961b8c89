import { guestOf } from "./guest";
import { jobOf } from "./jobs";
import { resultOf, type VisitJob, type VisitResult } from "./result";
import { Stuck, Visit } from "./visit";

export function runVisit(number: number): VisitResult {
  return playVisit(jobOf(number));
}

/** A visit that gets stuck is a finding, and what was seen of it is told. */
export function playVisit(job: VisitJob): VisitResult {
  const { kind, name, plan, build, seed } = job;
  const visit = new Visit(guestOf(build, plan, seed, `${kind} ${name} ${plan.name} ${build.name}`));
  try {
    job.play(visit, plan);
  } catch (cause) {
    if (!(cause instanceof Stuck)) throw cause;
    visit.forbid(cause.message, true);
  }
  return resultOf(job, visit);
}
