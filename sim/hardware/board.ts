import type { Board } from "../../firmware/control-loop";
import type { TickInput, TickOutput } from "../../firmware/shared/tick";
import { type Gates, SimulatedDeadMan } from "./dead-man";
import { ActuatorRail } from "./rail";
import type { Transducer } from "./transducer";

/** The simulated board: gates that hold what was written last, the dead-man, the rail, a button and the transducer. */
export class SimulatedBoard implements Board {
  /** What stands on the gates now, as hardware: the firmware may hang, these do not. */
  readonly gates: Gates = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
  readonly deadMan = new SimulatedDeadMan(this.gates);
  readonly rail = new ActuatorRail();
  readonly #transducer: Transducer;
  readonly #push: (takenMs: number, counts: number) => void;
  #samples: TickInput["samples"] | undefined;
  nowMs = 0;
  wantedMmhg: number | undefined = undefined;
  buttonDown = false;
  /** The pump's driver has failed short: it runs whenever the rail is up. */
  pumpStuckOn = false;

  constructor(transducer: Transducer) {
    this.#transducer = transducer;
    this.#push = (takenMs, counts) => this.#samples?.push(takenMs, counts);
  }

  read(input: TickInput): void {
    this.#samples = input.samples;
    this.#transducer.drain(this.nowMs, this.#push);
    input.wantedMmhg = this.wantedMmhg;
    input.buttonDown = this.buttonDown;
  }

  write(output: TickOutput): void {
    this.gates.pumpDuty = output.pumpDuty;
    this.gates.bleedCoilDuty = output.bleedCoilDuty;
    this.gates.dumpCoilDuty = output.dumpCoilDuty;
  }

  toggleRail(): void {
    this.rail.toggle();
  }

  /** One step of everything that runs without firmware. */
  step(dtMs: number): void {
    this.nowMs += dtMs;
    this.deadMan.step(dtMs);
    this.rail.step(dtMs);
  }

  /** What really reaches pump and coils. */
  get pumpDuty(): number {
    if (!this.rail.up) return 0;
    return this.pumpStuckOn ? 1 : this.gates.pumpDuty;
  }

  get bleedCoilDuty(): number {
    return this.rail.up ? this.gates.bleedCoilDuty : 0;
  }

  get dumpCoilDuty(): number {
    return this.rail.up ? this.gates.dumpCoilDuty : 0;
  }
}
