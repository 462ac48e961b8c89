import type { Board } from "../../firmware/control-loop";
import type { CuffConfig } from "../../firmware/parts/config";
import { KnownPerson, LopEntry, Order, Screening } from "../../firmware/shared/order";
import type { TickInput } from "../../firmware/shared/tick";
import { TrainingInput } from "../../firmware/shared/training";
import { type Gates, SimulatedDeadMan } from "./dead-man";
import { ActuatorRail } from "./rail";
import type { Transducer } from "./transducer";

/** Nominal battery voltage, and how far the pump at full duty pulls it down, mV. */
const BATTERY_MV = 12_000;
const SAG_MV = 300;

/** What is broken between the gates and the parts. */
export interface WiringFaults {
  /** The pump's driver has failed short: it runs whenever the rail is up. */
  pumpStuckOn: boolean;
  /** A wire is off: the part gets nothing. */
  pumpOff: boolean;
  bleedOff: boolean;
  dumpOff: boolean;
}

/** The simulated board: gates that hold what was written last, the dead-man, the rail, a button and the transducers. */
export class SimulatedBoard implements Board {
  /** What stands on the gates now, as hardware: the firmware may hang, these do not. */
  readonly gates: Gates = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
  deadMan = new SimulatedDeadMan(this.gates);
  rail = new ActuatorRail();
  readonly wiring: WiringFaults = { pumpStuckOn: false, pumpOff: false, bleedOff: false, dumpOff: false };
  readonly #config: CuffConfig;
  readonly #transducer: Transducer;
  readonly #second: Transducer | undefined;
  readonly #push: (takenMs: number, counts: number) => void;
  readonly #pushSecond: (takenMs: number, counts: number) => void;
  #input: TickInput | undefined;
  nowMs: number;

  /** What the app sends. */
  wantedMmhg: number | undefined = undefined;
  readonly order = new Order();
  readonly lop = new LopEntry();
  readonly screening = new Screening();
  readonly known = new KnownPerson();
  readonly training = new TrainingInput();
  linked = true;
  silences = 0;
  canKeep = true;
  isTidying = false;
  /** What a person does. */
  buttonDown = false;
  /** The board has current sensors. */
  sensesCurrent = false;
  supply = 1;
  /** What the firmware's clock shows beside the true time, ms. */
  clockSkewMs = 0;
  temperatureC = 30;

  constructor(config: CuffConfig, transducer: Transducer, second: Transducer | undefined, startMs = 0) {
    this.#config = config;
    this.#transducer = transducer;
    this.#second = second;
    this.nowMs = startMs;
    this.#push = (takenMs, counts) => this.#input?.samples.push(takenMs + this.clockSkewMs, counts);
    this.#pushSecond = (takenMs, counts) => this.#input?.cuffSamples.push(takenMs + this.clockSkewMs, counts);
    this.screening.ageMs = 0;
    this.screening.isAdult = true;
  }

  read(input: TickInput): void {
    this.#input = input;
    this.#transducer.drain(this.nowMs, this.#push);
    this.#second?.drain(this.nowMs, this.#pushSecond);
    input.wantedMmhg = this.wantedMmhg;
    Object.assign(input.order.wearer, this.order.wearer);
    input.order.mode = this.order.mode;
    input.order.optIn = this.order.optIn;
    input.order.plannedRestMs = this.order.plannedRestMs;
    input.order.confirmations = this.order.confirmations;
    Object.assign(input.lop.wearer, this.lop.wearer);
    input.lop.mmhg = this.lop.mmhg;
    input.lop.sequence = this.lop.sequence;
    input.screening.ageMs = this.screening.ageMs;
    input.screening.isAdult = this.screening.isAdult;
    Object.assign(input.known, this.known);
    input.training.plan = this.training.plan;
    input.training.sessionsBefore = this.training.sessionsBefore;
    Object.assign(input.training.request, this.training.request);
    input.buttonDown = this.buttonDown;
    input.linked = this.linked;
    input.silences = this.silences;
    input.canKeep = this.canKeep;
    input.isTidying = this.isTidying;
    input.batteryMv = this.supply * BATTERY_MV - SAG_MV * this.pumpDuty;
    input.temperatureC = this.temperatureC;
    if (this.sensesCurrent) this.#senseCurrents(input);
  }

  write(output: Gates): void {
    this.gates.pumpDuty = output.pumpDuty;
    this.gates.bleedCoilDuty = output.bleedCoilDuty;
    this.gates.dumpCoilDuty = output.dumpCoilDuty;
  }

  /** A tripped dead-man has taken the rail's pin away. */
  toggleRail(): void {
    if (!this.deadMan.tripped) this.rail.toggle();
  }

  /** The chip starts anew: gates off by their pull-downs, dead-man and rail as after power-on. What people do goes on. */
  restart(): void {
    this.write({ pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 });
    this.deadMan = new SimulatedDeadMan(this.gates);
    this.rail = new ActuatorRail();
  }

  /** One step of everything that runs without firmware. */
  step(dtMs: number): void {
    this.nowMs += dtMs;
    this.deadMan.step(dtMs);
    this.rail.step(dtMs);
  }

  /** What really reaches pump and coils. */
  get pumpDuty(): number {
    if (!this.rail.up || this.wiring.pumpOff) return 0;
    return this.wiring.pumpStuckOn ? 1 : this.gates.pumpDuty;
  }

  get bleedCoilDuty(): number {
    return this.rail.up && !this.wiring.bleedOff ? this.gates.bleedCoilDuty : 0;
  }

  get dumpCoilDuty(): number {
    return this.rail.up && !this.wiring.dumpOff ? this.gates.dumpCoilDuty : 0;
  }

  #senseCurrents(input: TickInput): void {
    const { pump, bleed, dump } = this.#config;
    input.pumpA = this.pumpDuty * pump.currentA;
    input.bleedA = this.bleedCoilDuty * bleed.currentA;
    input.dumpA = this.dumpCoilDuty * dump.currentA;
  }
}
