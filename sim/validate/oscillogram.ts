import type { Person } from "../limb/limb";
import { occlusionRatio } from "../limb/occlusion";
import { type BeatInCuff, deflate, mean } from "./deflation";
import { largestOscillationAtMmhg, largestOscillationMmhg, oscillogram, plateauShare } from "./measured";
import { type Anchor, between, type Row, withinTwoSd } from "./row";

/** The recorded person: 95/65 mmHg by four algorithms on the same recordings, heart rate about 70. */
const recorded: Person = Object.freeze({
  circumferenceCm: 26,
  systolicMmhg: 95,
  diastolicMmhg: 65,
  heartRatePerMin: 70,
  posture: "seated",
  artery: "fitted",
});
/** Of these two the recordings say nothing: a slim arm in a wide cuff, so that cuff pressure acts almost undiminished. */
const CUFF_WIDTH_CM = 15;
/** Four times as many as were recorded, so that the mean does not hang on when each breath was drawn. */
const DEFLATIONS = 44;
/** Beats this close to an offset count for it. */
const BIN_MMHG = 5;

/** One deflation held against its own largest beat. */
export interface Envelope {
  readonly beats: readonly BeatInCuff[];
  readonly largest: BeatInCuff;
}

/** `DEFLATIONS` deflations of one person, each with its own heartbeats. */
export function envelopes(person: Person, cuffWidthCm: number): Envelope[] {
  return Array.from({ length: DEFLATIONS }, (_, i) => {
    const beats = deflate(person, cuffWidthCm, i + 1);
    return { beats, largest: beats.reduce((a, b) => (b.amplitudeMmhg > a.amplitudeMmhg ? b : a)) };
  });
}

/** Mean share of the largest beat near a cuff pressure that `centreOf` places on each envelope. */
function shareNear(all: readonly Envelope[], centreOf: (envelope: Envelope) => number): number {
  const shares = all.map((envelope) => {
    const centre = centreOf(envelope);
    const near = envelope.beats.filter((beat) => Math.abs(beat.cuffMmhg - centre) <= BIN_MMHG);
    return mean(near.map((beat) => beat.amplitudeMmhg)) / envelope.largest.amplitudeMmhg;
  });
  return mean(shares);
}

/** T3: the shape and size of what the pulse does to the cuff. */
export const normalisedOscillogram: Anchor = {
  id: "T3",
  title: "oscillogram of an arm cuff, 95/65 mmHg, deflated at about 3 mmHg/s",
  note: "44 deflations, 0.5–10 Hz, peak to trough, aligned at the largest beat. Fitted: artery law, edge taper, artery volume.",
  rows: () => {
    const all = envelopes(recorded, CUFF_WIDTH_CM);
    const rows: Row[] = oscillogram.map((point) => {
      const sign = point.at > 0 ? "+" : "";
      const simulated = shareNear(all, ({ largest }) => largest.cuffMmhg + point.at);
      const name = `A/Amax at ${sign}${point.at} mmHg`;
      return withinTwoSd({ name, unit: "share", standing: "fitted", simulated }, point);
    });
    const largest = mean(all.map((envelope) => envelope.largest.amplitudeMmhg));
    const place = mean(all.map((envelope) => envelope.largest.cuffMmhg));
    rows.push(
      withinTwoSd({ name: "Amax", unit: "mmHg", standing: "fitted", simulated: largest }, largestOscillationMmhg),
      withinTwoSd(
        { name: "cuff pressure at Amax", unit: "mmHg", standing: "fitted", simulated: place },
        largestOscillationAtMmhg,
      ),
    );
    return rows;
  },
};

/**
 * Where the middle of the artery closes. The systolic pressures that the plateau was measured from were themselves
 * found as this cuff pressure in the recordings' envelopes.
 */
const CLOSURE_MMHG = recorded.systolicMmhg * occlusionRatio(recorded.circumferenceCm, CUFF_WIDTH_CM);

/** T4: above systolic pressure the oscillation does not vanish. */
export const plateau: Anchor = {
  id: "T4",
  title: "plateau above systolic pressure",
  note: "Same deflations, from the cuff pressure that closes the middle of the artery. Fitted: edge taper.",
  rows: () => {
    const all = envelopes(recorded, CUFF_WIDTH_CM);
    const { fromMmhg, toMmhg, lowest, highest } = plateauShare;
    return [fromMmhg, (fromMmhg + toMmhg) / 2, toMmhg].map((aboveMmhg) => {
      const simulated = shareNear(all, () => CLOSURE_MMHG + aboveMmhg);
      const name = `A(closure + ${aboveMmhg} mmHg)/Amax`;
      return between({ name, unit: "share", standing: "fitted", simulated }, `${lowest}–${highest}`, lowest, highest);
    });
  },
};
