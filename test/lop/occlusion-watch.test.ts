import { expect } from "chai";
import { OcclusionWatch } from "../../firmware/occlusion-watch";
import { Envelope } from "../../firmware/pressure/lop/envelope";
import type { LopSearch } from "../../firmware/pressure/lop/lop-search";
import { holdLimits } from "../../firmware/safety/limits";
import { Situation } from "../../firmware/safety/situation";
import { Reason } from "../../firmware/shared/reasons";

const TICK_MS = 10;
const LOP_MMHG = 160;

/** A quiet hold on a limb whose pulse is `pulseMmhg` from peak to trough; told after `forMs` whether it is called occluded. */
function isCalledOccluded(setpointMmhg: number, pulseMmhg: number, forMs = 2 * holdLimits.occludedTime.value): boolean {
  const envelope = new Envelope();
  // A pulse that rises with the pressure, is strongest at 120 mmHg, and is gone above LOP; one ml a mmHg.
  for (const [mmhg, ml] of [
    [60, 0.4],
    [80, 0.8],
    [100, 1.6],
    [120, 2],
    [140, 1.4],
    [165, 0.5],
  ] as const) {
    envelope.add(mmhg, ml, ml);
  }
  const situation = Object.assign(new Situation(), { setpointMmhg, reached: true, lopMmhg: LOP_MMHG });
  const sense = { known: true, doubt: Reason.none, pressureMmhg: setpointMmhg };
  const search = { envelope } as LopSearch;
  const watch = new OcclusionWatch(sense as never, { complianceAt: () => 1 } as never, search, situation);
  for (let ms = 0; ms < forMs; ms += TICK_MS) {
    // Seventy beats a minute.
    sense.pressureMmhg = setpointMmhg + (pulseMmhg / 2) * Math.sin((2 * Math.PI * ms * 70) / 60_000);
    watch.update(TICK_MS);
    if (situation.isOccluded) return true;
  }
  return false;
}

describe("watch for an occluded limb", () => {
  it("SR-057: calls a pulse that is gone where the search heard a strong one", () => {
    for (const setpointMmhg of [100, 120, 140])
      expect(isCalledOccluded(setpointMmhg, 0.3), `${setpointMmhg}`).to.equal(true);
    expect(isCalledOccluded(120, 2)).to.equal(false);
  });

  it("SR-057: says nothing of a weak pulse at a pressure at which a healthy one is weak", () => {
    for (const setpointMmhg of [60, 80]) expect(isCalledOccluded(setpointMmhg, 0.3), `${setpointMmhg}`).to.equal(false);
  });
});
