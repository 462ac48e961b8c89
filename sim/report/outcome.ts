import { reasonTexts } from "../../firmware/shared/reason-texts";
import { isFault, Reason } from "../../firmware/shared/reasons";
import type { SessionResult } from "../scenario/run";
import { foundText } from "../scenario/visit-events";
import { stateName } from "./words";

/** How a session ended: all in order, something to know about, or something that went wrong. */
export interface Outcome {
  readonly tone: "good" | "notice" | "alarm";
  readonly text: string;
}

/** What was meant to come. */
const goodReasons: readonly Reason[] = [
  Reason.setpointWithdrawn,
  Reason.lopFound,
  Reason.sessionDone,
  Reason.firstSessionOver,
];

/** How it ended, and what a search has found. */
export function outcomeOf(result: SessionResult): Outcome {
  const { tone, text } = endOf(result);
  return { tone, text: result.found ? `${text} ${foundText(result.found)}.` : text };
}

/** The end of a session in one sentence: why the cuff was released last, or that it is still inflated. */
function endOf({ trace }: SessionResult): Outcome {
  const { columns } = trace;
  const reason = (columns.reason.at(-1) || Reason.none) as Reason;
  if (goodReasons.includes(reason)) return { tone: "good", text: reasonTexts[reason] };
  if (reason !== Reason.none) return { tone: isFault(reason) ? "alarm" : "notice", text: reasonTexts[reason] };

  const railUp = columns.rail_up.at(-1) === 1;
  const deadManTripped = columns.dead_man_tripped.at(-1) === 1;
  const state = stateName(columns.phase.at(-1), railUp, deadManTripped);
  if (deadManTripped) return { tone: "alarm", text: reasonTexts[Reason.deadManTripped] };
  if (state === "cut off") return { tone: "alarm", text: "Released because the actuator rail dropped." };
  if (state === "vented") return { tone: "good", text: "The cuff was deflated when the scenario ended." };
  const mmhg = columns.cuff_mmhg.at(-1) ?? 0;
  return { tone: "notice", text: `The cuff was still ${state} at ${mmhg.toFixed(0)} mmHg when the scenario ended.` };
}
