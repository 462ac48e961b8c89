import { largestOscillationAtMmhg } from "../../sim/validate/measured";
import { atLeast, atMost, figureOf } from "../figure";
import { cell, type Section } from "../section";
import { meanOf } from "./agreement";
import { ABSENT, type Estimate, recordedEstimates } from "./recording";

const TITLE = "The estimator on recorded deflations of one arm";

/** The estimator on five real deflations, which it has not been made on. */
export function recordingSection(): Section {
  const estimates = recordedEstimates();
  if (estimates.length === 0) return { title: TITLE, notes: [`SKIPPED: ${ABSENT}`], figures: [] };
  const columns = ["recording", "beats", "beats/min", "largest at", "LOP", "SD", "misfit"];
  const lops = estimates.map(({ lopMmhg }) => lopMmhg);
  const mean = meanOf(lops);
  const furthest = Math.max(...lops.map((mmhg) => Math.abs(mmhg - mean)));
  const place = Math.max(
    ...estimates.map(({ largestAtMmhg }) => Math.abs(largestAtMmhg - largestOscillationAtMmhg.mean)),
  );
  const anchor = "95/65 mmHg by four algorithms on the same recordings";
  return {
    title: TITLE,
    table: { columns, rows: estimates.map(cellsOf) },
    notes: [
      "As few as one beat a step where the hand let go fast: a search listens to four. Nobody measured this person's LOP;",
      "in a wide cuff on a slim arm it lies a little above the systolic pressure.",
    ],
    figures: [
      figureOf("furthest from the mean of all", furthest, "mmHg", atMost(8)),
      figureOf("mean of all, not below", mean, "mmHg", atLeast(90), anchor),
      figureOf("mean of all, not above", mean, "mmHg", atMost(110), anchor),
      figureOf("largest pulse, furthest off", place, "mmHg", atMost(8), "11 recordings: 79.4 ± 3.3 mmHg"),
    ],
  };
}

function cellsOf({ name, beats, heartRatePerMin, largestAtMmhg, lopMmhg, lopSdMmhg, misfit }: Estimate): string[] {
  const numbers = [cell(heartRatePerMin, 0), cell(largestAtMmhg, 0), cell(lopMmhg), cell(lopSdMmhg), cell(misfit)];
  return [name, `${beats}`, ...numbers];
}
