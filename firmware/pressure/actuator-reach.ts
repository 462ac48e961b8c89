/** What pump and bleed valve can do at the present pressure, and what they did; mmHg/s. */
export interface ActuatorReach {
  /** Fastest rise and fastest fall, both positive. */
  readonly upMmhgPerS: number;
  readonly downMmhgPerS: number;
  /** What pump and valve are reckoned to have done in the last step, both positive, and the two together. */
  readonly pumpedMmhgPerS: number;
  readonly bledMmhgPerS: number;
  readonly deliveredMmhgPerS: number;
  /** What a pump that was switched off now would still add while it runs down, mmHg. */
  readonly coastMmhg: number;
  /** Takes real over reckoned rates. */
  correct(pumpFactor: number, bleedFactor: number): void;
}
