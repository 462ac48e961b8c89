import { I2cBus } from "./i2c-bus";
import { Pin } from "./pin";

/** One change of what a pin is driven with. */
export interface PinChange {
  readonly atMs: number;
  readonly pin: number;
  readonly duty: number;
  readonly hz: number;
}

/** GPIOs of the ESP32: SOC_GPIO_VALID_GPIO_MASK of ESP-IDF leaves these out, and 34 to 39 are inputs only. */
const PINS = 40;
const missing = new Set([24, 28, 29, 30, 31]);
const FIRST_INPUT_ONLY = 34;
/** `MODDEF_PWM_LEDC_CHANNEL_MAP` of the SDK leaves four of the eight LEDC channels to PWM; there are four timers. */
const PWM_CHANNELS = 4;
const PWM_TIMERS = 4;

/**
 * What is behind the SDK's IO classes: the pins of one chip, what is wired to them, and a clock that somebody else
 * turns. Every change of an output is kept.
 */
export class Chip {
  nowMs = 0;
  readonly changes: PinChange[] = [];
  readonly #pins = Array.from({ length: PINS }, (_, number) => new Pin((duty, hz) => this.#note(number, duty, hz)));
  readonly #buses = new Map<string, I2cBus>();
  readonly #i2cUsers = new Map<string, number>();
  readonly #pwmSettings: string[] = [];

  advance(ms: number): void {
    this.nowMs += ms;
  }

  pin(number: number): Pin {
    const pin = missing.has(number) ? undefined : this.#pins[number];
    if (pin === undefined) throw new Error("invalid pin");
    return pin;
  }

  /** The bus on these pins, used or not. */
  bus(data: number, clock: number): I2cBus {
    const key = `${data},${clock}`;
    const bus = this.#buses.get(key) ?? new I2cBus();
    this.#buses.set(key, bus);
    return bus;
  }

  isInputOnly(number: number): boolean {
    return number >= FIRST_INPUT_ONLY;
  }

  claim(number: number): Pin {
    const pin = this.pin(number);
    if (pin.isTaken) throw new Error("in use");
    pin.isTaken = true;
    return pin;
  }

  /** Several I2C objects may share a bus, and nothing else may have its pins. */
  claimBus(data: number, clock: number): I2cBus {
    const key = `${data},${clock}`;
    const users = this.#i2cUsers.get(key) ?? 0;
    if (users === 0 && (this.pin(data).isTaken || this.pin(clock).isTaken)) throw new RangeError("inUse");
    this.pin(data).isTaken = true;
    this.pin(clock).isTaken = true;
    this.#i2cUsers.set(key, users + 1);
    return this.bus(data, clock);
  }

  releaseBus(data: number, clock: number): void {
    const key = `${data},${clock}`;
    const users = (this.#i2cUsers.get(key) ?? 0) - 1;
    this.#i2cUsers.set(key, users);
    if (users > 0) return;
    this.pin(data).isTaken = false;
    this.pin(clock).isTaken = false;
  }

  /** Channels are one to a PWM; a timer serves all of one frequency and resolution. */
  claimPwm(hz: number, resolution: number): void {
    if (this.#pwmSettings.length === PWM_CHANNELS) throw new Error("no ledc channel");
    const settings = new Set([...this.#pwmSettings, `${hz},${resolution}`]);
    if (settings.size > PWM_TIMERS) throw new RangeError("no timer");
    this.#pwmSettings.push(`${hz},${resolution}`);
  }

  releasePwm(hz: number, resolution: number): void {
    this.#pwmSettings.splice(this.#pwmSettings.indexOf(`${hz},${resolution}`), 1);
  }

  #note(pin: number, duty: number, hz: number): void {
    this.changes.push({ atMs: this.nowMs, pin, duty, hz });
  }
}

let chip = new Chip();

/** The chip that the IO classes find themselves on. */
export function currentChip(): Chip {
  return chip;
}

/** A chip that has just been powered up takes the place of the last one. */
export function powerUp(): Chip {
  chip = new Chip();
  return chip;
}
