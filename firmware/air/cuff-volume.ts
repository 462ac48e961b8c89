import type { CuffPart } from "../parts/cuffs";
import { exp } from "../shared/numbers";

/**
 * Polytropic exponent of the air at pump, bleed and dump speed: 1 is isothermal, 1.4 adiabatic. 1.2 fits logged
 * inflations and dumps of an arm cuff (github.com/Jbsco/esp-bp).
 */
export const POLYTROPIC_EXPONENT = 1.2;

/** Air in the cuff at gauge pressure `mmhg`, ml. */
export function cuffVolumeMl(cuff: CuffPart, mmhg: number): number {
  const { base, softShare, softMmhg, firmShare, firmMmhg } = cuff.curve;
  const soft = softShare * (1 - exp(-mmhg / softMmhg));
  const firm = firmShare * (1 - exp(-mmhg / firmMmhg));
  return cuff.volumeAt200Ml * (base + soft + firm);
}

/** How much the cuff grows with pressure, ml/mmHg. */
export function cuffComplianceMlPerMmhg(cuff: CuffPart, mmhg: number): number {
  const { softShare, softMmhg, firmShare, firmMmhg } = cuff.curve;
  const soft = (softShare / softMmhg) * exp(-mmhg / softMmhg);
  const firm = (firmShare / firmMmhg) * exp(-mmhg / firmMmhg);
  return cuff.volumeAt200Ml * (soft + firm);
}

/**
 * What a throughput G (absolute pressure × volume flow, mmHg·ml/s) is divided by to give the rate of pressure
 * change, ml: V/n + p dV/dP.
 */
export function capacityMl(cuff: CuffPart, lineMl: number, mmhg: number, atmosphereMmhg: number): number {
  const air = (cuffVolumeMl(cuff, mmhg) + lineMl) / POLYTROPIC_EXPONENT;
  return air + (mmhg + atmosphereMmhg) * cuffComplianceMlPerMmhg(cuff, mmhg);
}
