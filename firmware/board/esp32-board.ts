import Digital from "embedded:io/digital";
import Time from "time";
import type { Board } from "../control-loop";
import type { DeadMan } from "../safety/dead-man";
import type { TickInput, TickOutput } from "../shared/tick";
import { Abp2 } from "./abp2";
import { Gate } from "./gate";
import { pins, pwmHz } from "./pins";

/** Pump, valves, rail, button and transducer of the first board. */
export class Esp32Board implements Board {
  readonly deadMan: DeadMan;
  readonly #pump = new Gate(pins.pump, pwmHz.pump);
  readonly #bleed = new Gate(pins.bleedValve, pwmHz.valves);
  readonly #dump = new Gate(pins.dumpValve, pwmHz.valves);
  readonly #rail = new Digital({ pin: pins.railToggle, mode: Digital.Output });
  readonly #button = new Digital({ pin: pins.button, mode: Digital.InputPullUp });
  readonly #transducer = new Abp2(pins.i2cData, pins.i2cClock);
  #railLevel: 0 | 1 = 0;

  constructor(deadMan: DeadMan) {
    this.deadMan = deadMan;
  }

  read(input: TickInput): void {
    const transducer = this.#transducer;
    const counts = transducer.sample(Time.ticks);
    if (counts !== undefined) input.samples.push(transducer.takenMs, counts);
    input.buttonDown = this.#button.read() === 0;
  }

  write(output: TickOutput): void {
    this.#pump.write(output.pumpDuty);
    this.#bleed.write(output.bleedCoilDuty);
    this.#dump.write(output.dumpCoilDuty);
  }

  toggleRail(): void {
    this.#railLevel = this.#railLevel === 0 ? 1 : 0;
    this.#rail.write(this.#railLevel);
  }
}
