import { currentChip } from "./chip";
import type { Pin } from "./pin";

export interface PwmOptions {
  readonly pin: number;
  readonly hz?: number;
  readonly resolution?: number;
  readonly format?: "number";
}

const DEFAULT_HZ = 1024;
const DEFAULT_RESOLUTION = 10;
/** Lowest frequency at 8 to 14 bits (`MIN_HZ` of the SDK for the ESP32). */
const lowestHz = [65, 33, 17, 9, 5, 3, 2];
const LOWEST_RESOLUTION = 8;
/** What LEDC counts: it cannot count to 2^resolution more often than that. */
const CLOCK_HZ = 80_000_000;

/** `embedded:io/pwm` with the rules of the SDK's `modules/io/pwm/esp32/_pwm.c`. */
export default class PWM {
  readonly #chip = currentChip();
  readonly hz: number;
  readonly resolution: number;
  #pin: Pin | undefined;

  constructor(options: PwmOptions) {
    const { pin, hz = DEFAULT_HZ, resolution = DEFAULT_RESOLUTION } = options;
    const least = lowestHz[resolution - LOWEST_RESOLUTION];
    if (!(hz > 0)) throw new RangeError("invalid hz");
    if (least === undefined) throw new RangeError("invalid resolution");
    if (hz < least) throw new RangeError("invalid combination of hz and resolution");
    if (hz * 2 ** resolution > CLOCK_HZ) throw new Error("configure ledc timer failed");
    if ((options.format ?? "number") !== "number") throw new RangeError("invalid format");
    if (this.#chip.isInputOnly(pin)) throw new Error("can't configure");
    if (this.#chip.pin(pin).isTaken) throw new Error("in use");
    this.#chip.claimPwm(hz, resolution);
    this.#pin = this.#chip.claim(pin);
    this.hz = hz;
    this.resolution = resolution;
    this.#pin.drive(0, hz);
  }

  get format(): "number" {
    return "number";
  }

  /** The highest value is always on: the SDK writes one more than that to the chip. */
  write(value: number): void {
    if (this.#pin === undefined) throw new SyntaxError("closed");
    const highest = 2 ** this.resolution - 1;
    const whole = Math.trunc(value) || 0;
    if (whole < 0 || whole > highest) throw new RangeError("invalid value");
    this.#pin.drive(whole === highest ? 1 : whole / 2 ** this.resolution, this.hz);
  }

  /** The pin stays an output at 0. */
  close(): void {
    const pin = this.#pin;
    if (pin === undefined) return;
    this.#pin = undefined;
    pin.drive(0, 0);
    pin.isTaken = false;
    this.#chip.releasePwm(this.hz, this.resolution);
  }
}
