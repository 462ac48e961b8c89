/** A quantity that is normal over people, cut off where nobody is measured any more. */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
  readonly low: number;
  readonly high: number;
}

function normal(mean: number, sd: number, low: number, high: number): Normal {
  return Object.freeze({ mean, sd, low, high });
}

/** How many people a full run draws. */
export const POPULATION_SIZE = 1000;

/**
 * Adults at rest. Circumference: published prediction tables are read at 31 and 54 cm; means and spreads are assumed.
 * Blood pressure: between the 118/72 of young study groups and an adult public. All drawn independently, although stout
 * people tend to higher pressures: that would spread LOP a little further.
 */
export const body = Object.freeze({
  circumferenceCm: Object.freeze({ arm: normal(31, 4, 20, 45), leg: normal(55, 5, 40, 75) }),
  systolicMmhg: normal(122, 14, 85, 180),
  pulsePressureMmhg: normal(46, 10, 25, 85),
  diastolicMmhg: Object.freeze({ low: 45, high: 110 }),
  heartRatePerMin: normal(70, 12, 45, 120),
  /** Scatter of the beat interval at rest, as measured in tonometer records. */
  intervalSd: Object.freeze({ low: 0.024, high: 0.05 }),
});

/** Spread of the artery over people: lognormal SDs, and the range of the taper. Assumed, but for the ratio. */
export const arterySpread = Object.freeze({
  steepnessSd: 0.15,
  stiffnessSd: 0.15,
  /** Recordings of one arm came out between 0.40 and 0.45 in one fit of them, and at 0.345 in another. */
  edgeTaper: Object.freeze({ low: 0.25, high: 0.45 }),
  volumeSd: 0.3,
  depthSd: Object.freeze({ arm: 0.1, leg: 0.2 }),
  /** What circumference, width and blood pressure leave unexplained. */
  ratioSd: 0.12,
});

/** Share of the cuff's pressure that can arrive at an artery, at the most and at the least. */
export const transmissionRange = Object.freeze({ low: 0.3, high: 1.05 });

/** Who sits and who stands, as shares; the rest lies. */
export const postureShares = Object.freeze({ standing: 0.1, seated: 0.45, supine: 0.45 });

/**
 * What is the matter with a person or their cuff: one thing at most, so that a search can be judged by it. Walking and
 * tremor are left out: nobody at rest walks, and a search that refuses them is tried on its own.
 */
export const conditionShares = Object.freeze({
  still: 0.7,
  talking: 0.1,
  fidgeting: 0.1,
  ectopic: 0.05,
  fibrillation: 0.02,
  leaking: 0.03,
});

export type Condition = keyof typeof conditionShares;

/** Share of the people who type in their blood pressure. Assumed: a search has to do with it and without. */
export const GIVES_BLOOD_PRESSURE_SHARE = 0.5;
