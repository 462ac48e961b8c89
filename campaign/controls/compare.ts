import { Reason } from "../../firmware/shared/reasons";
import { reasonName } from "../reason-name";
import type { Seen } from "./control";
import { OWN } from "./play";

/** Less than this is chance: another rhythm of ticks, another beat of the heart, s and mmHg. */
const LATER_S = 1;
const LATER_FACTOR = 1.5;
const HIGHER_MMHG = 10;
const LONGER_S = 5;

/** Who sees that something got worse. */
export type Observer = "monitor" | "notice table" | "peak" | "time above 15 mmHg" | "the play";

export interface Worse {
  readonly by: Observer;
  readonly what: string;
}

/** What is worse in `after` than in `before`, the gravest first. */
export function worseIn(before: Seen, after: Seen): Worse[] {
  const worse: Worse[] = [];
  const add = (by: Observer, what: string): void => void worse.push({ by, what });
  for (const rule of newlyBroken(before, after)) add(rule.startsWith(OWN) ? "the play" : "monitor", rule);
  if (before.reached && !after.reached) add("the play", "did not come to where it should");
  compareNotice(before, after, add);
  if (after.peakMmhg > before.peakMmhg + HIGHER_MMHG) add("peak", `${before.peakMmhg} -> ${after.peakMmhg} mmHg`);
  const restrictedS = {
    before: before.restrictedS ?? Number.POSITIVE_INFINITY,
    after: after.restrictedS ?? Number.POSITIVE_INFINITY,
  };
  if (before.noticedS !== null && after.noticedS !== null && restrictedS.after > restrictedS.before + LONGER_S)
    add("time above 15 mmHg", `${before.restrictedS} s -> ${after.restrictedS ?? "not empty at the end"}`);
  return worse;
}

function newlyBroken(before: Seen, after: Seen): string[] {
  const known = before.broken.map(withoutTime);
  return after.broken.filter((rule) => !known.includes(withoutTime(rule)));
}

function withoutTime(rule: string): string {
  return rule.replace(/ at [\d.]+ s$/, "");
}

function compareNotice(before: Seen, after: Seen, add: (by: Observer, what: string) => void): void {
  if (before.noticedS === null) return;
  const first = `${reasonName(before.reason)} after ${before.noticedS.toFixed(1)} s`;
  if (after.noticedS === null) add("notice table", `${first} -> never`);
  else if (after.noticedS > LATER_FACTOR * before.noticedS + LATER_S)
    add("notice table", `${first} -> ${reasonName(after.reason)} after ${after.noticedS.toFixed(1)} s`);
}

/** What was told once the control was away, where it is not what was told before. */
export function caughtBy(before: Seen, after: Seen): string | null {
  if (after.noticedS !== null) return after.reason === before.reason ? null : reasonName(after.reason);
  return after.otherReason === Reason.none || after.otherReason === before.otherReason
    ? null
    : reasonName(after.otherReason);
}
