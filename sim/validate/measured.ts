import type { Limb } from "../../firmware/shared/limb";

/** A measured value with the standard deviation its source gives. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
}

/** Anything measured along an axis: time, pressure or pressure offset. */
export interface MeasuredPoint extends Spread {
  readonly at: number;
}

function points(rows: readonly (readonly [number, number, number])[]): readonly MeasuredPoint[] {
  return rows.map(([at, mean, sd]) => Object.freeze({ at, mean, sd }));
}

/**
 * Seconds from 20 mmHg to `at` mmHg: ZR370-02PM pump at 5 V on an arm cuff, mean of six logged runs of
 * github.com/Jbsco/esp-bp, taken where the barometer stood at 650 mmHg.
 */
export const inflationFromMmhg = 20;
export const inflationTimesS = points([
  [40, 3.39, 0.42],
  [60, 5.77, 0.58],
  [80, 7.87, 0.69],
  [100, 9.98, 0.76],
  [120, 12.12, 0.85],
  [140, 14.33, 0.91],
  [160, 16.58, 0.95],
  [180, 19.02, 0.96],
  [199, 21.48, 1.01],
]);
export const espBpAtmosphereMmhg = 650;

/** Pressure `at` seconds after the solenoid (DFR0866 class) of the same rig opened at 200.1 mmHg, same six runs. */
export const dumpFromMmhg = 200.1;
export const dumpPressuresMmhg = points([
  [0.1, 182.1, 1.3],
  [0.2, 165.5, 2.2],
  [0.3, 150.7, 2.7],
  [0.5, 125.9, 3.4],
  [0.75, 101.2, 3.1],
  [1, 81.9, 2.4],
  [1.5, 54.1, 1.6],
  [2, 36.4, 1.2],
  [3, 18.8, 0.8],
  [4, 11.7, 0.6],
]);

/**
 * Oscillation amplitude as a share of its maximum, `at` mmHg above the pressure of the maximum: eleven arm-cuff
 * deflations of mostly one person, recordings of github.com/itsBelinda/oscillometric_blood_pressure, peak to trough
 * after a 0.5–10 Hz band-pass.
 */
export const oscillogram = points([
  [-30, 0.34, 0.03],
  [-20, 0.46, 0.06],
  [-10, 0.78, 0.06],
  [0, 0.97, 0.02],
  [10, 0.8, 0.06],
  [20, 0.59, 0.07],
  [30, 0.41, 0.06],
  [40, 0.29, 0.05],
  [50, 0.22, 0.04],
  [60, 0.18, 0.05],
  [70, 0.17, 0.07],
  [80, 0.15, 0.08],
]);
/** The largest oscillation of the same recordings, mmHg peak to trough, and the cuff pressure it stood at. */
export const largestOscillationMmhg: Spread = Object.freeze({ mean: 2.62, sd: 0.37 });
export const largestOscillationAtMmhg: Spread = Object.freeze({ mean: 79.4, sd: 3.3 });
/** Share of the maximum that remained 25–60 mmHg above systolic pressure in the same recordings. */
export const plateauShare = Object.freeze({ lowest: 0.1, highest: 0.3, fromMmhg: 25, toMmhg: 60 });

/** A group mean of limb occlusion pressure, supine, from a study that states its cuff's width. */
export interface OcclusionStudy {
  readonly study: string;
  readonly limb: Limb;
  readonly widthCm: number;
  readonly lopMmhg: Spread;
}

/** Supine group means from studies that state the width of their cuff. */
export const occlusionStudies: readonly OcclusionStudy[] = [
  { study: "Brown 2018", limb: "arm", widthCm: 13, lopMmhg: { mean: 133, sd: 12 } },
  { study: "Brown 2018", limb: "leg", widthCm: 13, lopMmhg: { mean: 161, sd: 16 } },
  { study: "Brown 2018", limb: "leg", widthCm: 18, lopMmhg: { mean: 170, sd: 26 } },
  { study: "Loenneke 2012", limb: "leg", widthCm: 13.5, lopMmhg: { mean: 144, sd: 17 } },
  { study: "Brown 2018", limb: "arm", widthCm: 6, lopMmhg: { mean: 161, sd: 16 } },
  { study: "Dankel 2017, nylon", limb: "arm", widthCm: 5, lopMmhg: { mean: 139, sd: 14 } },
  { study: "Loenneke 2012", limb: "leg", widthCm: 5, lopMmhg: { mean: 235, sd: 42 } },
  // The abstract gives the mean alone.
  { study: "Spitz 2024", limb: "leg", widthCm: 5, lopMmhg: { mean: 336.8, sd: Number.NaN } },
  { study: "Hughes 2018", limb: "leg", widthCm: 11.5, lopMmhg: { mean: 187, sd: 32.5 } },
];

/** Hughes 2018 (PeerJ 6:e4697), 50 people, Delfi cuff on the thigh. */
export const hughes = Object.freeze({
  study: "Hughes 2018",
  widthCm: 11.5,
  supineMmhg: { mean: 187, sd: 32.5 },
  seatedMmhg: { mean: 204, sd: 28.5 },
  standingMmhg: { mean: 241.5, sd: 49.3 },
});

/** Swain 2024: leg occlusion pressure gained between two tilts of the table, mmHg; the cuff's width is not known. */
export const swainTilt = Object.freeze({ headDownDeg: 6, headUpDeg: 9.5, lowestMmhg: 9, highestMmhg: 15 });

/** A cuff in a leg press, as published: medians of time in band, means and SDs of peaks and valleys over people. */
export interface MeasuredDevice {
  readonly name: string;
  /** Time within ±10 % of the target during exercise, and within ±5 % in the rests, %. */
  readonly exerciseInBandPercent: number;
  readonly restInBandPercent: number;
  readonly peakPercent: number;
  readonly peakSd: number;
  readonly valleyPercent: number;
  readonly valleySd: number;
}

/** Swain 2025 (doi 10.3389/fspor.2025.1582387): leg press 30-15-15-15 from 80 % of LOP, cuffs that do not regulate. */
export const unregulatedCuffs: readonly MeasuredDevice[] = Object.freeze([
  device("Saga", [25, 0], [79, 9], [58, 7]),
  device("SmartCuffs", [26, 0], [79, 9], [61, 7]),
  device("Suji", [34, 0], [90, 15], [65, 10]),
]);
/** The same study's cuff that does. */
export const regulatedCuff: MeasuredDevice = device("Delfi PTS", [95, 99], [89, 2], [72, 3]);

type Pair = readonly [number, number];

function device(name: string, inBand: Pair, peak: Pair, valley: Pair): MeasuredDevice {
  return Object.freeze({
    name,
    exerciseInBandPercent: inBand[0],
    restInBandPercent: inBand[1],
    peakPercent: peak[0],
    peakSd: peak[1],
    valleyPercent: valley[0],
    valleySd: valley[1],
  });
}

/** Range of peak to valley that the anchor accepts: it reaches 3 % of LOP beyond the smallest of the three. */
export const swingPercent = Object.freeze({ lowest: 14, highest: 25 });
