import type { CuffConfig } from "../../parts/config";

/** Every pin that the firmware drives or reads, by GPIO number. */
export interface Pins {
  readonly pump: number;
  readonly bleedValve: number;
  readonly dumpValve: number;
  readonly railToggle: number;
  /** To ground when pressed. */
  readonly button: number;
  /** A three-colour light, common cathode, and a passive buzzer. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly buzzer: number;
  readonly i2cData: number;
  readonly i2cClock: number;
}

/** What differs from one kind of cuff to another. The limits do not: they are all in `safety/limits.ts`. */
export interface BoardFile {
  readonly name: string;
  readonly pins: Pins;
  /** The parts that it is built from, and with its cuff the limb. */
  readonly build: CuffConfig;
}
