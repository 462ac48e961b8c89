import { currentChip } from "./chip";
import type { Level, Pin, Pull } from "./pin";

export interface DigitalOptions {
  readonly pin: number;
  readonly mode: number;
  readonly activeLow?: boolean;
  readonly initialValue?: Level;
  readonly edge?: number;
  readonly onReadable?: () => void;
  readonly format?: "number";
}

const Mode = Object.freeze({ input: 0, pullUp: 1, pullDown: 2, pullUpDown: 3, output: 8, openDrain: 9 });
const pulls: Readonly<Record<number, Pull>> = { 0: "none", 1: "up", 2: "down", 3: "up" };

/** `embedded:io/digital` with the rules of the SDK's `modules/io/digital`. */
export default class Digital {
  static readonly Input = Mode.input;
  static readonly InputPullUp = Mode.pullUp;
  static readonly InputPullDown = Mode.pullDown;
  static readonly InputPullUpDown = Mode.pullUpDown;
  static readonly Output = Mode.output;
  static readonly OutputOpenDrain = Mode.openDrain;
  static readonly Rising = 1;
  static readonly Falling = 2;

  #pin: Pin | undefined;
  readonly #isInput: boolean;
  readonly #flip: Level;

  constructor(options: DigitalOptions) {
    const { pin, mode, initialValue = 0 } = options;
    const chip = currentChip();
    if (pin === undefined) throw new Error("invalid");
    const pull = pulls[mode];
    const isOutput = mode === Mode.output || mode === Mode.openDrain;
    if (pull === undefined && !isOutput) throw new RangeError("invalid mode");
    if (isOutput && chip.isInputOnly(pin)) throw new RangeError("input only");
    if (options.onReadable !== undefined && !isOutput && !options.edge) throw new RangeError("invalid edges");
    if ((options.format ?? "number") !== "number") throw new RangeError("invalid format");
    const taken = chip.claim(pin);
    this.#pin = taken;
    this.#flip = options.activeLow ? 1 : 0;
    this.#isInput = pull !== undefined;
    if (pull === undefined) taken.drive(initialValue ^ this.#flip, 0);
    else this.#listen(taken, pull, options);
  }

  get format(): "number" {
    return "number";
  }

  read(): Level {
    const pin = this.#open();
    if (!this.#isInput) throw new Error("can't read output");
    return (pin.level ^ this.#flip) as Level;
  }

  write(value: number): void {
    const pin = this.#open();
    if (this.#isInput) throw new Error("can't write input");
    pin.drive((value ? 1 : 0) ^ this.#flip, 0);
  }

  /** `gpio_reset_pin` leaves a pin as an input with its pull-up on. */
  close(): void {
    const pin = this.#pin;
    if (pin === undefined) return;
    this.#pin = undefined;
    pin.float("up");
    pin.onLevel = undefined;
    pin.isTaken = false;
  }

  #open(): Pin {
    if (this.#pin === undefined) throw new SyntaxError("closed");
    return this.#pin;
  }

  #listen(pin: Pin, pull: Pull, { onReadable, edge = 0 }: DigitalOptions): void {
    pin.float(pull);
    pin.onLevel = (level) => {
      const isRising = (level ^ this.#flip) === 1;
      if (edge & (isRising ? Digital.Rising : Digital.Falling)) onReadable?.call(this);
    };
  }
}
