/** A pressure transducer and its converter: counts rise in a straight line with gauge pressure. */
export interface TransducerPart {
  readonly name: string;
  readonly lowCounts: number;
  readonly lowMmhg: number;
  readonly highCounts: number;
  readonly highMmhg: number;
  /** Counts outside these cannot come from a working part. */
  readonly minCounts: number;
  readonly maxCounts: number;
  /** Time between samples, ms. */
  readonly intervalMs: number;
  /** Time from the pressure to its sample, ms. */
  readonly conversionMs: number;
}

const MMHG_PER_KPA = 7.50062;

/**
 * Transfer functions: Linux drivers mprls0025pa and abp2030pa (Honeywell, 24 bit, 10–90 % of the count range),
 * driver XGZP6897D (CFSensor, 24 bit signed, Pa = counts / K), NXP MPX5050 data sheet
 * (Vout = Vs (0.018 P_kPa + 0.04)) through an ADS1115 at ±6.144 V. A converter that meets its rail reports the rail.
 */
export const transducers = Object.freeze({
  abp2: Object.freeze<TransducerPart>({
    name: "Honeywell ABP2 100KG, 0–750 mmHg",
    lowCounts: 1_677_722,
    lowMmhg: 0,
    highCounts: 15_099_494,
    highMmhg: 100 * MMHG_PER_KPA,
    minCounts: 838_861,
    maxCounts: 15_938_355,
    intervalMs: 10,
    conversionMs: 5,
  }),
  mpr: Object.freeze<TransducerPart>({
    name: "Honeywell MPR 0060KG, 0–450 mmHg",
    lowCounts: 1_677_722,
    lowMmhg: 0,
    highCounts: 15_099_494,
    highMmhg: 60 * MMHG_PER_KPA,
    minCounts: 838_861,
    maxCounts: 15_938_355,
    intervalMs: 6,
    conversionMs: 5,
  }),
  xgzp: Object.freeze<TransducerPart>({
    name: "CFSensor XGZP6847D, 0–100 kPa",
    lowCounts: 0,
    lowMmhg: 0,
    highCounts: 6_400_000,
    highMmhg: 100 * MMHG_PER_KPA,
    minCounts: -320_000,
    maxCounts: 6_720_000,
    intervalMs: 10,
    conversionMs: 5,
  }),
  mpx5050: Object.freeze<TransducerPart>({
    name: "NXP MPX5050 through an ADS1115, 0–375 mmHg",
    lowCounts: 1067,
    lowMmhg: 0,
    highCounts: 25_067,
    highMmhg: 50 * MMHG_PER_KPA,
    minCounts: 400,
    maxCounts: 25_900,
    intervalMs: 4,
    conversionMs: 2,
  }),
});

export type TransducerName = keyof typeof transducers;
