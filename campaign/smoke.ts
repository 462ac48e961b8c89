import { atMost, figureOf } from "../bench/figure";
import { Director } from "../sim/scenario/director";
import { loadScenario } from "../sim/scenario/load";
import { setupOf } from "../sim/scenario/setup";
import { World } from "../sim/world";
import type { Campaign } from "./campaign";

const JOBS = 20;
/** The hold begins after 8 s. */
const SECONDS = 15;

interface SmokeResult {
  /** Highest cuff pressure, % of LOP. */
  readonly peak: number;
}

/** The start of a hold at 60 % of LOP, with another heart every time: shows in a moment that campaigns run at all. */
export const smoke: Campaign<SmokeResult> = {
  name: "smoke",
  about: `the first ${SECONDS} s of a hold, ${JOBS} seeds unless -n says otherwise`,

  jobCount: ({ n }) => n ?? JOBS,

  run(seed) {
    const scenario = loadScenario("arm-hold");
    const world = new World(setupOf(scenario, seed));
    const director = new Director(scenario, world);
    let peakMmhg = 0;
    while (world.nowMs < SECONDS * 1000) {
      director.act(() => undefined);
      world.step();
      peakMmhg = Math.max(peakMmhg, world.air.cuffMmhg);
    }
    return { peak: (100 * peakMmhg) / world.limb.lopMmhg };
  },

  summarise(results) {
    let peak: number | null = null;
    for (const { result } of results) peak = Math.max(peak ?? 0, result.peak);
    return { sections: [], figures: [figureOf("highest cuff pressure", peak, "% of LOP", atMost(65))] };
  },
};
