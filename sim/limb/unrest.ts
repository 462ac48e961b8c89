import type { Limb } from "../../firmware/shared/limb";
import type { RandomStream } from "../random";
import { type Bout, Bouts } from "./bouts";
import { Gait } from "./gait";
import { Tremor } from "./tremor";

export type Restlessness = "still" | "talking" | "fidgeting" | "tremor" | "walking";

/** What moves the limb under the cuff that is neither exercise nor heartbeat. */
export interface Unrest {
  /** By how much the limb takes more room than at rest, ml. */
  readonly volumeMl: number;
  /** A movement is under way that a cuff feels as a squeeze. */
  readonly isMoving: boolean;
  step(dtS: number): void;
}

export type Range = readonly [low: number, high: number];

/** How much more a leg takes of the same: a thigh is larger under a larger cuff. Assumed, as is every volume below. */
const legFactor = Object.freeze({ talking: 2, fidgeting: 3, tremor: 2.5, walking: 3 });

/** Nobody has published what comes and goes under a cuff: pauses, durations and volumes of an arm are assumed. */
const talk = Object.freeze<Bout>({
  pauseS: [2, 6],
  lastsS: [0.3, 2],
  ml: [0.1, 0.3],
  settlesShare: 0,
  isFelt: false,
});
const fidget = Object.freeze<Bout>({
  pauseS: [8, 20],
  lastsS: [0.5, 2],
  ml: [2, 8],
  settlesShare: 0.1,
  isFelt: true,
});

/** The unrest of a limb; its stream is asked for only where something moves. */
export function unrestOf(restlessness: Restlessness, limb: Limb, chance: () => RandomStream): Unrest | undefined {
  if (restlessness === "still") return undefined;
  const factor = limb === "leg" ? legFactor[restlessness] : 1;
  switch (restlessness) {
    case "talking":
      return new Bouts(talk, factor, chance());
    case "fidgeting":
      return new Bouts(fidget, factor, chance());
    case "tremor":
      return new Tremor(factor, chance());
    case "walking":
      return new Gait(factor, chance());
    default:
      return restlessness satisfies never;
  }
}
