/** What is stored. Codes stand in flash: append only, never reuse. */
export const Kind = Object.freeze({
  calibration: 1,
  ownLimits: 2,
  ledger: 3,
  bonds: 4,
  stops: 5,
  people: 6,
} as const);

export type Kind = (typeof Kind)[keyof typeof Kind];

/** Kinds run from 1 to this. */
export const LAST_KIND = 6;

/**
 * Two format versions stand for the lack of data, with an empty payload. "Never written" has to be said in flash:
 * otherwise a kind whose records were all destroyed would look as if it had never been.
 */
export const NEVER_WRITTEN = 0;
export const LOST = 0xff;
