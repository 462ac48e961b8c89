import { setupOf } from "../../../sim/scenario/setup";
import { World } from "../../../sim/world";
import { type Protocol, scenarioOf, usualMovement, usualProtocol } from "../protocol";
import { type Listener, runRegulated } from "../regulated";
import { runSealed } from "../sealed";

/** The faster cadence, on a heart and a movement that the tuning has not seen. */
const protocol: Protocol = { ...usualProtocol, seed: 11, movement: { ...usualMovement, cadenceHz: 0.5 } };
/** From the second half of the first set, through the rest, into the second set: s after the first repetition began. */
const FROM_S = 32;
const LENGTH_S = 60;
const EVERY_MS = 20;

/** A minute of the leg press, in % LOP. */
export interface Minute {
  readonly targetPercent: number;
  readonly timeS: readonly number[];
  readonly sealed: readonly number[];
  readonly regulated: readonly number[];
}

export function measureMinute(): Minute {
  const scenario = scenarioOf(protocol);
  const { lopMmhg } = new World(setupOf(scenario, protocol.seed)).limb;
  const fromMs = Math.round(1000 * ((scenario.exercise?.startS ?? 0) + FROM_S));
  const count = (LENGTH_S * 1000) / EVERY_MS + 1;
  const recording = (play: (listener: Listener) => unknown): number[] => {
    const percents: number[] = [];
    play((nowS, mmhg) => {
      const row = (Math.round(nowS * 1000) - fromMs) / EVERY_MS;
      if (row >= 0 && row < count && Number.isInteger(row)) percents.push(Math.round((1000 * mmhg) / lopMmhg) / 10);
    });
    return percents;
  };
  return {
    targetPercent: protocol.percentLop,
    timeS: Array.from({ length: count }, (_, row) => (row * EVERY_MS) / 1000),
    sealed: recording((listener) => runSealed(protocol, listener)),
    regulated: recording((listener) => runRegulated(protocol, undefined, listener)),
  };
}
