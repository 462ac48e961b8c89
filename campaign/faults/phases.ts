import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Part } from "../../firmware/shared/training";
import type { RandomStream } from "../../sim/random";
import type { World } from "../../sim/world";

/** When something goes wrong. */
export const moments = [
  "power-on",
  "starting",
  "vented",
  "testing",
  "armed",
  "inflating",
  "holding",
  "searching",
  "moving",
  "resting",
  "releasing",
] as const;

export type Moment = (typeof moments)[number];

/** The limb begins to move here where it does, s: every pump has filled its cuff by then. */
export const EXERCISE_AT_S = 75;
const WISH_AT_MS = 7000;
const PATIENCE_MS = 90_000;

const bout: PrescribedSet = { repetitions: 0, durationS: 30, restS: 60, isReleased: true };
const bouts: Prescription = {
  name: "bouts",
  mode: Mode.aerobic,
  percentLop: 70,
  fromPercentLop: 70,
  percentPerSession: 0,
  comfortRampS: 0,
  cadenceS: 0,
  sets: [bout, bout, bout, bout],
};

/** Plays the world up to the moment; each millisecond goes through `step`. False where it never came. */
export function playTo(
  moment: Moment,
  world: World,
  targetMmhg: number,
  random: RandomStream,
  step: () => void,
): boolean {
  const until = (done: () => boolean, limitMs = PATIENCE_MS): boolean => {
    const endMs = world.nowMs + limitMs;
    while (!done() && world.nowMs < endMs) step();
    return done();
  };
  const waitMs = (ms: number): boolean => {
    const endMs = world.nowMs + ms;
    return until(() => world.nowMs >= endMs, ms + 1);
  };
  const reach = (phase: Phase): boolean => until(() => world.output?.phase === phase);
  const wish = (): boolean => {
    until(() => world.nowMs >= WISH_AT_MS);
    world.attendant.wishMmhg = targetMmhg;
    return true;
  };
  switch (moment) {
    case "power-on":
      return true;
    case "starting":
      return waitMs(random.between(0, 4500));
    case "vented":
      return reach(Phase.vented) && waitMs(random.between(500, 3000));
    case "testing":
      return wish() && reach(Phase.testing) && waitMs(random.between(0, 7000));
    case "armed":
      world.attendant.sendsOrder = false;
      return wish() && reach(Phase.armed) && waitMs(random.between(200, 5000));
    case "inflating": {
      const atMmhg = random.between(30, 0.8 * targetMmhg);
      return wish() && until(() => world.air.cuffMmhg > atMmhg);
    }
    case "holding":
      return wish() && reach(Phase.holding) && waitMs(random.between(3000, 20_000));
    case "searching":
      world.board.order.mode = Mode.search;
      return wish() && reach(Phase.searching) && waitMs(random.between(1000, 40_000));
    case "moving": {
      const atMs = 1000 * (EXERCISE_AT_S + random.between(5, 20));
      return wish() && reach(Phase.holding) && until(() => world.nowMs > atMs);
    }
    case "resting": {
      // Between two bouts, with the cuff open: it is going to fill again by itself.
      world.board.order.mode = Mode.aerobic;
      world.board.training.plan = bouts;
      world.board.training.sessionsBefore = 3;
      const isOpen = () => world.output?.training.part === Part.released;
      return wish() && until(isOpen, 2 * PATIENCE_MS) && waitMs(random.between(0, 70_000));
    }
    case "releasing":
      if (!wish() || !reach(Phase.holding) || !waitMs(random.between(3000, 20_000))) return false;
      world.attendant.wishMmhg = undefined;
      return waitMs(random.between(100, 1000));
    default:
      return moment satisfies never;
  }
}
