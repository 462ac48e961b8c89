import { cuffs } from "../../firmware/parts/cuffs";
import { Limb, type Person } from "../limb/limb";
import { RandomStream } from "../random";
import { bandPass } from "./band-pass";
import { pumping, Rig, STEP_MS, sealed } from "./rig";

/** One heartbeat in a sinking cuff. */
export interface BeatInCuff {
  /** Mean cuff pressure over the beat, mmHg. */
  readonly cuffMmhg: number;
  /** Peak to trough after the band-pass, mmHg. */
  readonly amplitudeMmhg: number;
}

const TOP_ABOVE_SYSTOLIC_MMHG = 95;
const BOTTOM_MMHG = 35;
const SETTLING_S = 5;
/** Nobody times a deflation to the breath, so the breath (0.25 Hz) is met at any point. */
const BREATH_S = 4;
const RATE_MMHG_PER_S = 3;
const SAMPLE_MS = 10;
/** The recordings were filtered in this band. */
const BAND_HZ = { low: 0.5, high: 10 };

/**
 * Deflates an arm cuff by hand from above systolic pressure: a needle valve opened little by little for about
 * 3 mmHg/s, which does not answer to the pulse. The pressure is the transducer's place, the manifold, without its noise.
 */
export function deflate(person: Person, cuffWidthCm: number, seed: number): BeatInCuff[] {
  const rig = new Rig({ cuff: { ...cuffs.arm, widthCm: cuffWidthCm } });
  const stream = (name: string) => new RandomStream(seed, name);
  const limb = new Limb(rig.parts.cuff, person, undefined, stream("heartbeat"), stream("movement"));
  const grow = () => limb.step(rig.nowMs / 1000, STEP_MS / 1000, rig.air.cuffMmhg);
  const topMmhg = person.systolicMmhg + TOP_ABOVE_SYSTOLIC_MMHG;
  while (rig.air.cuffMmhg < topMmhg) rig.step(pumping, grow());
  const settledMs = rig.nowMs + 1000 * (SETTLING_S + BREATH_S * stream("breath").uniform());
  while (rig.nowMs < settledMs) rig.step(sealed, grow());

  const pressure: number[] = [];
  const footAt: number[] = [];
  let phase = limb.heart.phase;
  for (let planned = rig.air.cuffMmhg; planned > BOTTOM_MMHG; planned -= (RATE_MMHG_PER_S * STEP_MS) / 1000) {
    rig.air.leakMlPerS = rig.needleFor(planned, RATE_MMHG_PER_S);
    rig.step(sealed, grow());
    if (limb.heart.phase < phase) footAt.push(pressure.length);
    phase = limb.heart.phase;
    if (rig.nowMs % SAMPLE_MS === 0) pressure.push(rig.air.manifoldMmhg);
  }
  return beatsIn(Float64Array.from(pressure), footAt);
}

function beatsIn(pressure: Float64Array, footAt: readonly number[]): BeatInCuff[] {
  const pulse = bandPass(pressure, BAND_HZ.low, BAND_HZ.high, 1000 / SAMPLE_MS);
  const beats: BeatInCuff[] = [];
  // The filter needs a beat at either end to settle.
  for (let i = 1; i + 2 < footAt.length; i++) {
    const [from, to] = [footAt[i], footAt[i + 1]];
    const wave = pulse.subarray(from, to);
    beats.push({
      cuffMmhg: mean(pressure.subarray(from, to)),
      amplitudeMmhg: Math.max(...wave) - Math.min(...wave),
    });
  }
  return beats;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}
