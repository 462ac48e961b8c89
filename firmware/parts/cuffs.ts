import type { Limb } from "../shared/limb";

/**
 * Air volume of a cuff on a limb against gauge pressure P, as a share of its volume at 200 mmHg:
 * `base + softShare (1 − e^(−P/softMmhg)) + firmShare (1 − e^(−P/firmMmhg))`, which is 1 at 200 mmHg.
 */
export interface VolumeCurve {
  readonly base: number;
  readonly softShare: number;
  readonly softMmhg: number;
  readonly firmShare: number;
  readonly firmMmhg: number;
}

export interface CuffPart {
  readonly name: string;
  readonly limb: Limb;
  readonly widthCm: number;
  /** Air volume on a snug limb at 200 mmHg, in ml. */
  readonly volumeAt200Ml: number;
  readonly curve: VolumeCurve;
}

/**
 * Fitted to six logged inflations and dumps of a hobby arm-cuff rig (public logs of github.com/Jbsco/esp-bp),
 * 2.6 mmHg rms. No thigh cuff has been measured: the thigh presets take the same shape.
 */
const measuredCurve: VolumeCurve = Object.freeze({
  base: 0.415,
  softShare: 0.308,
  softMmhg: 9,
  firmShare: 0.294,
  firmMmhg: 69,
});

/** Volumes: arm from the same rig's valve (240–300 ml); thighs from the makers' cuff sizes, unmeasured. */
export const cuffs = Object.freeze({
  arm: Object.freeze<CuffPart>({
    name: "arm, 13 cm",
    limb: "arm",
    widthCm: 13,
    volumeAt200Ml: 300,
    curve: measuredCurve,
  }),
  thigh11: Object.freeze<CuffPart>({
    name: "thigh, 11 cm",
    limb: "leg",
    widthCm: 11,
    volumeAt200Ml: 600,
    curve: measuredCurve,
  }),
  thigh18: Object.freeze<CuffPart>({
    name: "thigh, 18 cm",
    limb: "leg",
    widthCm: 18,
    volumeAt200Ml: 1000,
    curve: measuredCurve,
  }),
});

export type CuffName = keyof typeof cuffs;
