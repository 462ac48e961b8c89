/** The forecast looks half a repetition ahead, in this many steps … */
const STEPS = 10;
/** … of 18° each. */
const COS_18 = 0.9510565162951535;
const SIN_18 = 0.3090169943749474;
/** Nothing that is asked for now shows earlier than this, s: valve, spin-up, hose. */
const SOONEST_S = 0.05;

/** An oscillating rate: what it is now, what it will be a quarter of a period later, and its period. */
export interface Oscillation {
  readonly rateMmhgPerS: number;
  readonly quadratureMmhgPerS: number;
  readonly periodS: number;
}

/**
 * Looks half a repetition ahead: if nothing were done, which of two edges would the pressure pass first, and what is
 * the slowest steady change from now on that would keep it inside? Only that edge counts: what comes after it is
 * decided when it is nearer, so nothing is let out that would soon have to be pumped back.
 */
export class Forecast {
  /** What keeps the pressure above the lower edge, mmHg/s; 0 if it is not the one to be passed first. */
  riseMmhgPerS = 0;
  /** What keeps the pressure below the upper edge, mmHg/s, positive; 0 if it is not the one to be passed first. */
  fallMmhgPerS = 0;

  /** @param nowMmhg pressure now, with what is already on its way */
  look(movement: Oscillation, nowMmhg: number, lowMmhg: number, highMmhg: number): void {
    const stepS = movement.periodS / (2 * STEPS);
    const halfStepS = stepS / 2;
    let rate = movement.rateMmhgPerS;
    let quadrature = movement.quadratureMmhgPerS;
    let mmhg = nowMmhg;
    let aheadS = 0;
    let rise = 0;
    let fall = 0;
    for (let i = 0; i < STEPS; i++) {
      const next = COS_18 * rate + SIN_18 * quadrature;
      quadrature = COS_18 * quadrature - SIN_18 * rate;
      mmhg += halfStepS * (rate + next);
      rate = next;
      aheadS += stepS;
      const timeS = aheadS > SOONEST_S ? aheadS : SOONEST_S;
      if (mmhg > highMmhg) {
        if (rise === 0 && mmhg - highMmhg > fall * timeS) fall = (mmhg - highMmhg) / timeS;
      } else if (mmhg < lowMmhg && fall === 0 && lowMmhg - mmhg > rise * timeS) rise = (lowMmhg - mmhg) / timeS;
    }
    this.riseMmhgPerS = rise;
    this.fallMmhgPerS = fall;
  }
}
