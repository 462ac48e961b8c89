import type { Reason } from "../../firmware/shared/reasons";
import type { RandomStream } from "../../sim/random";
import type { World, WorldSetup } from "../../sim/world";
import type { Build } from "./builds";

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Every reason that tells what it is, or what it does. */
  readonly tells: readonly Reason[];
  /** Nothing is wrong: whatever the cuff says or does about it is a false alarm. */
  readonly isHarmless?: boolean;
  /** The dead-man may be the one who notices. */
  readonly byDeadMan?: boolean;
  /** How long after it the cuff is watched, s; a release is asked for half-way. */
  readonly watchS?: number;
  /** Only some builds can have it, or can notice it. */
  readonly needs?: (build: Build) => boolean;
  /** Was there before the power came on. */
  readonly before?: (setup: WorldSetup, random: RandomStream) => WorldSetup;
  /** Happens now. */
  readonly inject?: (world: World, random: RandomStream) => void;
  /** Goes on happening, after every millisecond; `sinceMs` it began. */
  readonly goOn?: (world: World, sinceMs: number) => void;
}
