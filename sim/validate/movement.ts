import { cuffs } from "../../firmware/parts/cuffs";
import { typicalAir } from "../air/circuit";
import { Limb, type Person } from "../limb/limb";
import type { ExercisePlan } from "../limb/muscle";
import { RandomStream } from "../random";
import { mean } from "./deflation";
import { swingPercent, unregulatedCuffs } from "./measured";
import { pumping, Rig, STEP_MS, sealed } from "./rig";
import { type Anchor, between, type Row } from "./row";

/** Leg press, seated, by the typical person. */
const person: Person = Object.freeze({
  circumferenceCm: 54,
  systolicMmhg: 118,
  diastolicMmhg: 72,
  heartRatePerMin: 70,
  posture: "seated",
  artery: "fitted",
});
const TARGET_SHARE = 0.8;
/** From the end of the inflation to the first repetition. The study does not say; 5 to 30 s change the means by 0.5 %. */
const PAUSE_S = 10;
/** The scenario `leg-press`, at the cadence under test. */
const plan = { sets: [30, 15, 15, 15], restS: 30, volumeMl: 32, scatter: 0.2, periodScatter: 0, heldShare: 0 } as const;
const SWELLING_ML = 3;
interface Swing {
  readonly peakPercent: number;
  readonly valleyPercent: number;
}

/** What a run leaves out, to show where the level comes from. */
interface Conditions {
  readonly warmingK: number;
  readonly swellingMl: number;
}
const usual: Conditions = Object.freeze({ warmingK: typicalAir.warmingK, swellingMl: SWELLING_ML });

/**
 * Inflates to 80 % of LOP on the cuff's own transducer, seals it, and lets the leg work: mean peak and valley of the
 * repetitions. Like the devices of the study the cuff is filled once and never topped up.
 */
function exerciseSealed(periodS: number, { warmingK, swellingMl }: Conditions): Swing {
  const rig = new Rig({ cuff: cuffs.thigh11 }, { warmingK });
  const streams = [new RandomStream(1, "heartbeat"), new RandomStream(1, "movement")] as const;
  const rest = new Limb(rig.parts.cuff, person, undefined, ...streams);
  rig.until(pumping, (air) => air.manifoldMmhg >= TARGET_SHARE * rest.lopMmhg);

  const startS = rig.nowMs / 1000 + PAUSE_S;
  const exercise: ExercisePlan = { ...plan, swellingMl, startS, periodS };
  const limb = new Limb(rig.parts.cuff, person, exercise, ...streams);
  const peaks: number[] = [];
  const valleys: number[] = [];
  for (const { startS: repetitionS, endS } of limb.muscle.repetitions) {
    const play = (untilS: number, look: () => void) => {
      while (rig.nowMs < untilS * 1000) {
        rig.step(sealed, limb.step(rig.nowMs / 1000, STEP_MS / 1000, rig.air.cuffMmhg));
        look();
      }
    };
    play(repetitionS, () => undefined);
    let peak = Number.NEGATIVE_INFINITY;
    let valley = Number.POSITIVE_INFINITY;
    play(endS, () => {
      peak = Math.max(peak, rig.air.cuffMmhg);
      valley = Math.min(valley, rig.air.cuffMmhg);
    });
    peaks.push(peak);
    valleys.push(valley);
  }
  return { peakPercent: (100 * mean(peaks)) / limb.lopMmhg, valleyPercent: (100 * mean(valleys)) / limb.lopMmhg };
}

const midpoints = unregulatedCuffs.map(({ peakPercent, valleyPercent }) => (peakPercent + valleyPercent) / 2);
const lowestMidpoint = Math.min(...midpoints);
const highestMidpoint = Math.max(...midpoints);

/**
 * Shown, not judged: the devices sank further than this cuff does. How long they had stood inflated, how much they
 * leaked and how their cuffs settled is not published.
 */
function midpointRow(name: string, { peakPercent, valleyPercent }: Swing): Row {
  const simulated = (peakPercent + valleyPercent) / 2;
  const measured = `${lowestMidpoint}–${highestMidpoint}`;
  return between(
    { name, unit: "% LOP", standing: "information", simulated },
    measured,
    lowestMidpoint,
    highestMidpoint,
  );
}

function swingRow(name: string, { peakPercent, valleyPercent }: Swing): Row {
  const swings = unregulatedCuffs.map((cuff) => cuff.peakPercent - cuff.valleyPercent);
  return between(
    { name, unit: "% LOP", standing: "fitted", simulated: peakPercent - valleyPercent },
    swings.join(", "),
    swingPercent.lowest,
    swingPercent.highest,
  );
}

/** T7, passive half: what movement does to a cuff that nobody regulates. */
export const sealedMovement: Anchor = {
  id: "T7",
  title: "leg press 30-15-15-15 in a sealed thigh cuff, from 80 % of LOP",
  note: `thigh11, 32 ml per repetition, ${PAUSE_S} s from sealing to the first repetition, creep, warming and leak typical. Fitted: the 32 ml, to the swing.`,
  rows: () => {
    const slow = exerciseSealed(3, usual);
    const fast = exerciseSealed(2, usual);
    return [
      swingRow("peak to valley, 0.33 Hz", slow),
      midpointRow("midpoint, 0.33 Hz", slow),
      swingRow("peak to valley, 0.5 Hz", fast),
      midpointRow("midpoint, 0.5 Hz", fast),
      midpointRow("midpoint, without warming and swelling", exerciseSealed(3, { warmingK: 0, swellingMl: 0 })),
    ];
  },
};
