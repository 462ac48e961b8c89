import { Reason } from "../../shared/reasons";
import type { Envelope } from "./envelope";
import type { EnvelopeFit } from "./envelope-fit";

/** Smallest largest pulse that a transducer's noise cannot make, and the largest that an artery can, mmHg peak to trough. */
const WEAKEST_MMHG = 0.25;
const STRONGEST_MMHG = 8;
/** Fewer steps tell no shape. */
const LEAST_STEPS = 6;
/** Steps in which a pulse could be counted. */
const LEAST_PULSES = 3;
/** What the model misses by, in units of what is expected; the recordings come to 1–10 with one beat or two a step. */
const LARGEST_MISFIT = 8;
/** A standard error beyond this is no answer: twice it is the ±15 mmHg that a tourniquet's alarm allows, mmHg. */
const LARGEST_SD_MMHG = 7.5;

/** What a search has heard. */
export interface Heard {
  readonly envelope: Envelope;
  readonly fit: EnvelopeFit;
  readonly strongestMmhg: number;
}

/** Whether a fitted envelope is an answer: `Reason.lopFound`, or why it is none. Nothing is ever extrapolated. */
export function verdictOn({ envelope, fit, strongestMmhg }: Heard, pulses: number): Reason {
  if (strongestMmhg < WEAKEST_MMHG) return Reason.searchWeakPulse;
  if (strongestMmhg > STRONGEST_MMHG) return Reason.searchMovement;
  if (envelope.length < LEAST_STEPS || pulses < LEAST_PULSES) return Reason.searchFewBeats;
  const { lopMmhg, lopSdMmhg, misfit } = fit;
  let highestMmhg = 0;
  for (let i = 0; i < envelope.length; i++) {
    const mmhg = envelope.pressuresMmhg[i] ?? 0;
    if (mmhg > highestMmhg) highestMmhg = mmhg;
  }
  const isHeard = lopMmhg > envelope.largestAtMmhg && lopMmhg <= highestMmhg;
  const isSure = misfit <= LARGEST_MISFIT && lopSdMmhg <= LARGEST_SD_MMHG;
  return isHeard && isSure ? Reason.lopFound : Reason.searchUnclear;
}
