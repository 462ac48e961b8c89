import Digital from "embedded:io/digital";
import I2C from "embedded:io/i2c";
import Time from "time";
import type { Board } from "../control-loop";
import type { DeadMan } from "../safety/dead-man";
import { Light } from "../shared/light";
import type { TickInput, TickOutput } from "../shared/tick";
import { Abp2 } from "./drivers/abp2";
import { Gate } from "./gate";
import { pins, pwmHz } from "./pins";

/** Loudest: as long on as off. */
const BUZZER_DUTY = 0.5;

/** Who makes room in flash before the power-on checks. */
interface Tidier {
  readonly isTidying: boolean;
}

/** What has to be known of the store. */
interface KeeperState extends Tidier {
  readonly isFull: boolean;
}

/** Pump, valves, rail, button and transducer of the first board. */
export class Esp32Board implements Board {
  readonly deadMan: DeadMan;
  readonly #pump = new Gate(pins.pump, pwmHz.pump);
  readonly #bleed = new Gate(pins.bleedValve, pwmHz.valves);
  readonly #dump = new Gate(pins.dumpValve, pwmHz.valves);
  readonly #rail = new Digital({ pin: pins.railToggle, mode: Digital.Output });
  readonly #button = new Digital({ pin: pins.button, mode: Digital.InputPullUp });
  readonly #red = new Digital({ pin: pins.red, mode: Digital.Output });
  readonly #green = new Digital({ pin: pins.green, mode: Digital.Output });
  readonly #blue = new Digital({ pin: pins.blue, mode: Digital.Output });
  readonly #buzzer = new Gate(pins.buzzer, pwmHz.buzzer);
  readonly #transducer = new Abp2({ sensor: { io: I2C, data: pins.i2cData, clock: pins.i2cClock } });
  readonly #keeper: KeeperState;
  readonly #diary: Tidier;
  #railLevel: 0 | 1 = 0;

  constructor(deadMan: DeadMan, keeper: KeeperState, diary: Tidier) {
    this.deadMan = deadMan;
    this.#diary = diary;
    this.#keeper = keeper;
  }

  read(input: TickInput): void {
    const nowMs = Time.ticks;
    const sample = this.#transducer.sample(nowMs);
    if (sample !== undefined) input.samples.push(sample.ticks ?? nowMs, sample.counts ?? Number.NaN);
    input.buttonDown = this.#button.read() === 0;
    input.canKeep = !this.#keeper.isFull;
    input.isTidying = this.#keeper.isTidying || this.#diary.isTidying;
  }

  write(output: TickOutput): void {
    const { light } = output;
    this.#red.write(light === Light.red || light === Light.yellow ? 1 : 0);
    this.#green.write(light === Light.cyan || light === Light.yellow || light === Light.green ? 1 : 0);
    this.#blue.write(light === Light.cyan ? 1 : 0);
    this.#buzzer.write(output.buzzerOn ? BUZZER_DUTY : 0);
    this.#pump.write(output.pumpDuty);
    this.#bleed.write(output.bleedCoilDuty);
    this.#dump.write(output.dumpCoilDuty);
  }

  toggleRail(): void {
    this.#railLevel = this.#railLevel === 0 ? 1 : 0;
    this.#rail.write(this.#railLevel);
  }
}
