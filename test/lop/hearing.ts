import { Envelope } from "../../firmware/pressure/lop/envelope";
import { EnvelopeFit } from "../../firmware/pressure/lop/envelope-fit";
import { EnvelopeModel } from "../../firmware/pressure/lop/envelope-model";

/** A limb as the model has it, in plain numbers. */
export interface ModelLimb {
  readonly ml: number;
  readonly lopMmhg: number;
  readonly pulseMmhg: number;
  /** Of the artery against cuff pressure, over that of the law. */
  readonly steepness: number;
}

export const usualLimb: ModelLimb = Object.freeze({ ml: 0.5, lopMmhg: 140, pulseMmhg: 46, steepness: 1 });

const model = new EnvelopeModel();

/** What the pulse makes of the limb in a cuff at `mmhg`, ml; it adds `swingMmhg` to the cuff pressure itself. */
export function pulseMl({ ml, lopMmhg, pulseMmhg, steepness }: ModelLimb, mmhg: number, swingMmhg = 0): number {
  model.evaluate(mmhg, swingMmhg, ml, lopMmhg, pulseMmhg, steepness);
  return model.amplitude;
}

/** Pressures from well below the largest pulse to the plateau above the occlusion pressure, as a search takes them. */
export function stepsFor({ lopMmhg }: ModelLimb): number[] {
  return [-80, -66, -54, -44, -36, -28, -20, -13, -7, 0, 7, 14, 22].map((mmhg) => lopMmhg + mmhg);
}

/** What a cuff of 1 mmHg/ml hears of `limb` at these pressures; `factor` is what each is heard too large by. */
export function envelopeOf(limb: ModelLimb, stepsMmhg: readonly number[], factor = (): number => 1): Envelope {
  const envelope = new Envelope();
  for (const mmhg of stepsMmhg) {
    const swingMmhg = pulseMl(limb, mmhg);
    envelope.add(mmhg, pulseMl(limb, mmhg, swingMmhg) * factor(), swingMmhg);
  }
  return envelope;
}

/** Fits it to the end, and counts the slices that it took. */
export function fitted(envelope: Envelope, ratio = 1): { fit: EnvelopeFit; slices: number } {
  const fit = new EnvelopeFit(envelope);
  fit.begin(ratio);
  let slices = 1;
  while (!fit.advance() && slices < 10_000) slices++;
  return { fit, slices };
}
