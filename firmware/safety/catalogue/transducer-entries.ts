import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { type CatalogueEntry, entry } from "./entry";

const { high, medium } = Priority;

/** What can be wrong with the eyes of the cuff. A transducer that cannot be believed releases and stays out of use. */
export const transducerEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(
    Reason.transducerStale,
    "latch",
    high,
    120,
    "no sample with a believable time for three samples of the slowest part",
  ),
  entry(
    Reason.transducerInvalid,
    "latch",
    high,
    120,
    "as stale, and what came was an error or outside the part's range",
  ),
  entry(
    Reason.transducerStuck,
    "latch",
    high,
    500,
    "the same counts sample after sample: even a resting part has noise",
  ),
  entry(
    Reason.transducerNoisy,
    "latch",
    high,
    1000,
    "the mean step against the trend of the last samples is above 8 mmHg: no movement and no pump shakes so",
  ),
  entry(
    Reason.transducerJumped,
    "latch",
    high,
    0,
    "25 mmHg in one sample, against what pump and valve do, and at rest before and after: flesh moves more slowly",
  ),
  entry(
    Reason.transducersDisagree,
    "latch",
    high,
    1500,
    "manifold, corrected for the hose, and cuff differ by more than 8 mmHg + 5 %",
  ),
  entry(
    Reason.zeroDrifted,
    "latch",
    medium,
    10_000,
    "the open cuff reads a steady pressure more than 3 mmHg from the stored zero",
  ),
]);
