import type { World } from "../../sim/world";
import type { Fault } from "./fault";

/** How long somebody is watched who does nothing wrong, s: a whole exercise. */
const WATCH_S = 330;

/** Squeezes the limb by `ml` for `forMs` out of every `everyMs`. */
function squeeze(
  armMl: number,
  legMl: number,
  forMs: number,
  everyMs: number,
): (world: World, sinceMs: number) => void {
  return ({ limb, board }, sinceMs) => {
    const ml = board.order.wearer.limb === "arm" ? armMl : legMl;
    limb.squeezeMl = sinceMs % everyMs < forMs ? ml : 0;
  };
}

/** What people do, and what must not trip anything. */
export const harmless: readonly Fault[] = [
  { name: "nothing", tells: [], isHarmless: true, watchS: WATCH_S },
  { name: "a knock every 20 s", tells: [], isHarmless: true, watchS: 120, goOn: squeeze(6, 15, 200, 20_000) },
  { name: "the limb is gripped for 5 s", tells: [], isHarmless: true, watchS: 90, goOn: squeeze(6, 18, 5000, 30_000) },
  {
    name: "the limb goes slack for 5 s",
    tells: [],
    isHarmless: true,
    watchS: 90,
    goOn: squeeze(-6, -18, 5000, 30_000),
  },
  { name: "tremor, 3 Hz", tells: [], isHarmless: true, watchS: 60, goOn: squeeze(2, 6, 160, 320) },
  { name: "pedalling, 1.2 Hz", tells: [], isHarmless: true, watchS: 60, goOn: squeeze(4, 12, 400, 830) },
  {
    name: "stall of 110 ms every 5 s",
    tells: [],
    isHarmless: true,
    watchS: 60,
    goOn: (world, sinceMs) => {
      if (sinceMs % 5000 === 0) world.stall(110);
    },
  },
  {
    name: "ticks up to 30 ms late",
    tells: [],
    isHarmless: true,
    inject: (world, random) => {
      world.tickDelayMs = () => Math.round(random.between(0, 30));
    },
  },
];
