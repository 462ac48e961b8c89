/** How a request went. Append only. */
export const Result = Object.freeze({
  success: 1,
  unknownOperation: 2,
  invalidParameter: 3,
  failed: 4,
  notPermitted: 5,
  outOfOrder: 6,
  notBonded: 7,
} as const);

export type Result = (typeof Result)[keyof typeof Result];

/** One sentence or two for whoever writes an app. */
export const resultTexts: Readonly<Record<Result, string>> = Object.freeze({
  [Result.success]: "Done. What was adopted follows the reason.",
  [Result.unknownOperation]: "This cuff has no such operation: look at its capabilities.",
  [Result.invalidParameter]: "The request has the wrong length, or a value out of its range.",
  [Result.failed]: "Not now: the reason says why.",
  [Result.notPermitted]: "Control is not yours: ask for it first.",
  [Result.outOfOrder]: "The sequence number is not the one that is due; that one follows the reason.",
  [Result.notBonded]:
    "This app has not introduced itself, or the cuff does not know its key: open the bonding window at the cuff.",
});
