import PWM from "embedded:io/pwm";

/** A MOSFET gate driven by PWM: duty 0 is off, and what the pull-down gives when nobody drives it. */
export class Gate {
  readonly #pwm: PWM;
  readonly #full: number;

  constructor(pin: number, hz: number) {
    this.#pwm = new PWM({ pin, hz });
    this.#full = 2 ** this.#pwm.resolution - 1;
    this.#pwm.write(0);
  }

  /** @param duty 0..1; outside that the nearest end counts, and what is no number counts as off */
  write(duty: number): void {
    const share = duty > 0 ? (duty < 1 ? duty : 1) : 0;
    this.#pwm.write(Math.floor(share * this.#full + 0.5));
  }
}
