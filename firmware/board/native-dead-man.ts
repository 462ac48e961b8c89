import type { DeadMan } from "../safety/dead-man";
import { clearTestTrip, feed, latchLimb, start, tripped } from "../safety/dead-man-native";
import type { Limb } from "../shared/limb";
import { pins } from "./pins";

/** The dead-man in C behind its interface. It runs from here on; one that cannot start counts as tripped. */
export class NativeDeadMan implements DeadMan {
  constructor() {
    start(pins.pump, pins.bleedValve, pins.dumpValve, pins.railToggle);
  }

  get tripped(): boolean {
    return tripped();
  }

  feed(): void {
    feed();
  }

  latchLimb(limb: Limb): void {
    latchLimb(limb === "leg");
  }

  clearTestTrip(): boolean {
    return clearTestTrip();
  }
}
