import type { World } from "../world";
import type { Exerciser } from "./exerciser";

/** What somebody can do to the simulated cuff, and what can go wrong with it. */
export interface Deed {
  readonly name: string;
  /** The key in a terminal. */
  readonly key: string;
  readonly words: string;
  /** A press of the button for so long, ms. */
  readonly pressMs?: number;
  /** Has two states: gives the other, or sets the one asked for. */
  readonly toggle?: {
    isOn(place: Place): boolean;
    set(place: Place, isOn: boolean): void;
  };
  /** Has none. */
  readonly once?: (place: Place) => void;
}

/** What deeds work on. */
export interface Place {
  readonly world: World;
  readonly exerciser: Exerciser;
  restart(): void;
}

/** Below what `parts/batteries.ts` starts anything with, and above where it lets go: 9.9 V of three cells. */
const LOW_SUPPLY = 0.825;
const FULL_SUPPLY = 1;
const LEAK_ML_PER_S = 8;
const TIGHT_ML_PER_S = 0.02;
const KINK = 2000;

export const deeds: readonly Deed[] = Object.freeze([
  { name: "arm", key: "a", words: "press the button briefly: the cuff tests itself and is armed", pressMs: 300 },
  { name: "release", key: "r", words: "press the button: the cuff lets go", pressMs: 300 },
  { name: "bond", key: "b", words: "hold the button for 4 s: an unknown app may introduce itself", pressMs: 4000 },
  { name: "forget", key: "f", words: "hold the button for 11 s: all apps are forgotten", pressMs: 11_000 },
  {
    name: "move",
    key: "m",
    words: "the person works when the cuff wants it, or keeps still",
    toggle: {
      isOn: ({ exerciser }) => exerciser.isWilling,
      set: ({ exerciser }, isOn) => {
        exerciser.isWilling = isOn;
      },
    },
  },
  { name: "bump", key: "x", words: "somebody bumps into the limb", once: ({ exerciser }) => exerciser.bump() },
  {
    name: "leak",
    key: "l",
    words: "the cuff leaks",
    toggle: {
      isOn: ({ world }) => world.air.leakMlPerS > TIGHT_ML_PER_S,
      set: ({ world }, isOn) => {
        world.air.leakMlPerS = isOn ? LEAK_ML_PER_S : TIGHT_ML_PER_S;
      },
    },
  },
  {
    name: "kink",
    key: "k",
    words: "the hose is kinked",
    toggle: {
      isOn: ({ world }) => world.air.isHoseBlocked,
      set: ({ world }, isOn) => world.air.kinkHose(isOn ? KINK : 1),
    },
  },
  {
    name: "pump",
    key: "p",
    words: "the pump's driver is stuck on",
    toggle: {
      isOn: ({ world }) => world.board.wiring.pumpStuckOn,
      set: ({ world }, isOn) => {
        world.board.wiring.pumpStuckOn = isOn;
      },
    },
  },
  {
    name: "transducer",
    key: "t",
    words: "the transducer reports errors",
    toggle: {
      isOn: ({ world }) => world.transducer.fault !== "none",
      set: ({ world }, isOn) => {
        world.transducer.fault = isOn ? "error" : "none";
      },
    },
  },
  {
    name: "battery",
    key: "v",
    words: "the battery is low",
    toggle: {
      isOn: ({ world }) => world.board.supply < FULL_SUPPLY,
      set: ({ world }, isOn) => {
        world.board.supply = isOn ? LOW_SUPPLY : FULL_SUPPLY;
      },
    },
  },
  { name: "restart", key: "n", words: "the chip starts anew", once: (place) => place.restart() },
]);

export const deedNames: readonly string[] = deeds.map(({ name }) => name);
