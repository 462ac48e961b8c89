import { firstBuild } from "../../parts/builds";
import type { BoardFile } from "./board-file";

/**
 * An ESP32-DevKitC with 4 MB of flash. Pins that stay low from reset to start (not 0, 2, 5, 12, 15: strapping or
 * pulsed), each gate with a pull-down of its own.
 */
export const board: BoardFile = Object.freeze({
  name: "ESP32-DevKitC",
  pins: Object.freeze({
    pump: 25,
    bleedValve: 26,
    dumpValve: 27,
    railToggle: 33,
    button: 32,
    red: 16,
    green: 17,
    blue: 18,
    buzzer: 19,
    i2cData: 21,
    i2cClock: 22,
  }),
  build: firstBuild,
});
