import { SimulatedFlash } from "../hardware/flash";
import { RandomStream } from "../random";
import { scenarioSchema } from "../scenario/schema";
import { setupOf } from "../scenario/setup";
import { World, type WorldSetup } from "../world";
import { type DirectOptions, DirectTransport } from "./direct-transport";
import type { VirtualTime } from "./virtual-time";

/** Short of what opens the bonding window. */
const PRESS_MS = 300;
/** Between what is too short to open the bonding window and what is too long. */
const HOLD_MS = 4000;

export interface VirtualCuffOptions {
  readonly cuff?: "thigh11" | "arm";
  readonly seed?: number;
  /** What is otherwise as in a scenario that says nothing. */
  readonly setup?: Partial<WorldSetup>;
}

/** A simulated cuff on somebody's limb, in virtual time, with hands for its button. Its person trains when it says so. */
export class VirtualCuff {
  readonly world: World;
  readonly #time: VirtualTime;

  constructor(time: VirtualTime, { cuff = "thigh11", seed = 1, setup }: VirtualCuffOptions = {}) {
    const nothing = { title: "visit", durationS: 10, cuff, steps: [{ atS: 1, do: "release" }] };
    const exercise = { onCue: true, periodS: 3, periodScatter: 0.2, heldShare: 0.1, scatter: 0.2 } as const;
    this.world = new World({
      ...setupOf(scenarioSchema.parse(nothing), seed),
      exercise: { ...exercise, volumeMl: cuff === "arm" ? 20 : 30, swellingMl: 0.05 },
      flash: emptyFlash(32),
      logFlash: emptyFlash(256),
      isServed: true,
      ...setup,
    });
    this.#time = time;
    time.add(this.world);
  }

  transport(options?: DirectOptions): DirectTransport {
    return new DirectTransport(this.world, options);
  }

  /** Presses the button briefly: it arms the cuff, or stops what it does. */
  press(): Promise<void> {
    return this.holdButton(PRESS_MS);
  }

  /** Holds the button: for about four seconds, that opens the bonding window. */
  holdButton(ms = HOLD_MS): Promise<void> {
    const { board } = this.world;
    board.buttonDown = true;
    return new Promise((resolve) => {
      this.#time.after(ms, () => {
        board.buttonDown = false;
        resolve();
      });
    });
  }
}

function emptyFlash(sectorCount: number): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: 4096, sectorCount, chance: new RandomStream(1, "flash") });
}
