import { Phase } from "../../firmware/shared/phase";
import { isFault, Reason } from "../../firmware/shared/reasons";
import { Part } from "../../firmware/shared/training";
import type { Status } from "./feeds";

/** The cuff carries something out: also in a rest with the cuff open, and while a search works out what it has heard. */
export function isUnderWay({ setpointMmhg, phase, part, reason }: Status): boolean {
  if (phase === Phase.faulted) return false;
  if (!Number.isNaN(setpointMmhg) || phase === Phase.searching || reason === Reason.searchHeard) return true;
  return part !== Part.idle && part !== Part.over;
}

/** How it came to its end: as it should, by a fault, or because it was released, by whomever. */
export function endOf({ phase, reason }: Status): "done" | "fault" | "released" {
  if (phase === Phase.faulted || isFault(reason as Reason)) return "fault";
  return reason === Reason.sessionDone || reason === Reason.lopFound ? "done" : "released";
}
