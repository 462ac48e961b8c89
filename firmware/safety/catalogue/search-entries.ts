import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { holdLimits, timeLimits } from "../limits";
import { type CatalogueEntry, entry } from "./entry";

const { high, medium, low, none } = Priority;

/** How a search for the limb occlusion pressure ends, and what its pulse tells about a hold that follows. */
export const searchEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(
    Reason.limbOccluded,
    "alarm",
    medium,
    holdLimits.occludedTime.value,
    "in a quiet hold no pulse above 35 % of the largest that the search heard",
  ),
  entry(Reason.staysOccluded, "release", high, holdLimits.occludedTime.value, "and none 10 mmHg lower either"),
  entry(Reason.searchHeard, "release", none, 0, "enough has been heard; the fit takes a few seconds"),
  entry(Reason.lopFound, "release", none, 0, "the search has found what it looked for"),
  entry(Reason.searchCeiling, "release", low, 0, "at the highest pressure the pulse had not fallen by 40 %"),
  entry(
    Reason.searchMovement,
    "release",
    low,
    0,
    "40 times, or 12 in a row, the pressure moved more than a pulse can; or a pulse beyond 8 mmHg",
  ),
  entry(Reason.searchFewBeats, "release", low, 0, "fewer than three pressures with a rhythm, or six in all"),
  entry(Reason.searchIrregular, "release", low, 0, "intervals scatter by 12 % or more where the pulse is clear"),
  entry(Reason.searchWeakPulse, "release", low, 0, "no pulse above 0.25 mmHg at any pressure"),
  entry(Reason.searchLeak, "release", low, 0, "the shut cuff falls by more than 1.5 mmHg/s while it listens"),
  entry(Reason.searchTimeOut, "release", low, timeLimits.search.value, "or 60 s at or above what seems to occlude"),
  entry(
    Reason.searchUnclear,
    "release",
    low,
    0,
    "the fit is poor, its error above 7.5 mmHg, or it lies outside what was heard",
  ),
]);
