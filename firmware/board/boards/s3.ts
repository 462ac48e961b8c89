import { firstBuild } from "../../parts/builds";
import type { BoardFile } from "./board-file";

/**
 * An ESP32-S3-DevKitC-1 with 8 MB of flash. Pins 1 to 17 pulse at most low at power-up (data sheet, "Power-Up Glitches
 * on Pins", quoted from memory), which a gate with a pull-down does not see; the bench check measures it.
 */
export const board: BoardFile = Object.freeze({
  name: "ESP32-S3-DevKitC-1",
  pins: Object.freeze({
    pump: 4,
    bleedValve: 5,
    dumpValve: 6,
    railToggle: 7,
    button: 10,
    red: 11,
    green: 12,
    blue: 13,
    buzzer: 14,
    i2cData: 8,
    i2cClock: 9,
  }),
  build: firstBuild,
});
