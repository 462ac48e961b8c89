import { currentChip } from "./chip";
import type { Pin } from "./pin";

export interface AnalogOptions {
  readonly pin: number;
  readonly format?: "number";
}

/** Inputs of the ESP32's two converters (`gADCMap`, `gADC2Map` of the SDK). */
const inputs = new Set([0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39]);
const RESOLUTION = 12;
/** Full scale at the SDK's default of 12 dB; the ESP32 data sheet has readings above 2.45 V as bent. */
const FULL_SCALE_VOLTS = 3.3;

/** `embedded:io/analog` as far as a board needs it: an ideal converter on the chip's pin. */
export default class Analog {
  #pin: Pin | undefined;
  readonly resolution = RESOLUTION;

  constructor(options: AnalogOptions) {
    if (!inputs.has(options.pin)) throw new RangeError("not analog pin");
    if ((options.format ?? "number") !== "number") throw new RangeError("invalid format");
    this.#pin = currentChip().claim(options.pin);
  }

  get format(): "number" {
    return "number";
  }

  read(): number {
    if (this.#pin === undefined) throw new SyntaxError("closed");
    const highest = 2 ** RESOLUTION - 1;
    return Math.max(0, Math.min(highest, Math.round((this.#pin.volts / FULL_SCALE_VOLTS) * highest)));
  }

  close(): void {
    if (this.#pin === undefined) return;
    this.#pin.isTaken = false;
    this.#pin = undefined;
  }
}
