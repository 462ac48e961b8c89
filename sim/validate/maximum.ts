import { occlusionRatio } from "../limb/occlusion";
import { mean } from "./deflation";
import { envelopes } from "./oscillogram";
import { type Anchor, withinMargin } from "./row";

const CUFF_WIDTH_CM = 13;
/** Pressures of a slight, a typical and a hypertensive person, mmHg. */
const pressures = [
  { systolicMmhg: 95, diastolicMmhg: 65 },
  { systolicMmhg: 118, diastolicMmhg: 72 },
  { systolicMmhg: 140, diastolicMmhg: 85 },
] as const;
/** The oscillation is largest at this share of the way from diastolic to systolic (Chandrasekhar 2019). */
const SYSTOLIC_WEIGHT = 0.45;
const MARGIN_MMHG = 5;

/** The circumference at which LOP equals systolic pressure: the ratio is a straight line in the circumference. */
function circumferenceAtRatioOne(): number {
  const atZero = occlusionRatio(0, CUFF_WIDTH_CM);
  return (1 - atZero) / (occlusionRatio(1, CUFF_WIDTH_CM) - atZero);
}

/** T8: where in the deflation the oscillation is largest. */
export const largestOscillation: Anchor = {
  id: "T8",
  title: "cuff pressure of the largest oscillation against 0.45 SBP + 0.55 DBP",
  note: "44 deflations each, limb of occlusion ratio 1. Nothing was fitted to these rows.",
  rows: () =>
    pressures.map(({ systolicMmhg, diastolicMmhg }) => {
      const all = envelopes(
        {
          circumferenceCm: circumferenceAtRatioOne(),
          systolicMmhg,
          diastolicMmhg,
          heartRatePerMin: 70,
          posture: "seated",
          artery: "fitted",
        },
        CUFF_WIDTH_CM,
      );
      const expected = SYSTOLIC_WEIGHT * systolicMmhg + (1 - SYSTOLIC_WEIGHT) * diastolicMmhg;
      const simulated = mean(all.map(({ largest }) => largest.cuffMmhg));
      const name = `largest oscillation at ${systolicMmhg}/${diastolicMmhg}`;
      return withinMargin(
        { name, unit: "mmHg", standing: "predicted", simulated },
        expected.toFixed(1),
        expected,
        MARGIN_MMHG,
      );
    }),
};
