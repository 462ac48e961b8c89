import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { type CatalogueEntry, entry } from "./entry";

const { low, none } = Priority;

/** How a training session lets go on its way, and how it ends. */
export const sessionEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(Reason.restReleased, "release", none, 0, "the plan has a rest with the cuff open", "when it is over"),
  entry(
    Reason.sessionPaused,
    "release",
    none,
    0,
    "a pause was asked for, or a lower pressure than holds",
    "when it is over",
  ),
  entry(Reason.sessionDone, "release", none, 0, "the last set of the plan is complete"),
  entry(Reason.firstSessionOver, "release", low, 0, "seven minutes of a person's first session"),
  entry(Reason.symptomsPersist, "release", low, 0, "symptoms told where no lower pressure holds"),
]);
