import { type Boot, freshBoot } from "./boot";
import { Control } from "./control";
import type { CuffConfig } from "./parts/config";
import { PressureSense } from "./pressure/pressure-sense";
import { Button } from "./safety/button";
import { entryOf } from "./safety/catalogue/catalogue";
import { isPossible } from "./safety/configuration";
import { Indicators } from "./safety/indicators";
import { LimbAccount } from "./safety/limb-account";
import { holdLimits, timeLimits } from "./safety/limits";
import { SelfTest } from "./safety/self-test";
import { Situation } from "./safety/situation";
import { StartPermit } from "./safety/start-permit";
import { Supervisor } from "./safety/supervisor";
import { Events, Lifecycle, Stage } from "./session/lifecycle";
import { LopRecord } from "./session/lop-record";
import { Gesture } from "./shared/gesture";
import type { Limb } from "./shared/limb";
import { Phase } from "./shared/phase";
import { Priority } from "./shared/priority";
import { isFault, Reason } from "./shared/reasons";
import { type TickInput, TickOutput } from "./shared/tick";
import { elapsedMs } from "./shared/time";

/** A hold has begun once the pressure has come this near to the set-point, mmHg. */
const REACHED_MMHG = 3;
const NO_ERASE_MMHG = holdLimits.noErase.value;

/**
 * The controller. `tick` is all there is: what was sensed goes in, what to do comes out. It knows no clock, no
 * hardware and no chance, and allocates nothing.
 */
export class Cuff {
  readonly #output = new TickOutput();
  readonly #situation = new Situation();
  readonly #events = new Events();
  readonly #button = new Button();
  readonly #indicators = new Indicators();
  readonly #lop = new LopRecord(timeLimits.lopValid.value);
  readonly #control: Control;
  readonly #second: PressureSense | undefined;
  readonly #selfTest: SelfTest;
  readonly #supervisor: Supervisor;
  readonly #permit: StartPermit;
  readonly #life: Lifecycle;
  #lastMs: number | undefined = undefined;
  #unusedMs = 0;

  /** What the limb has had and is owed: kept across restarts by whoever owns the store. */
  readonly account: LimbAccount;
  /** The limb that this cuff is made for. */
  readonly limb: Limb;

  constructor(config: CuffConfig, boot: Boot = freshBoot) {
    const output = this.#output;
    const situation = this.#situation;
    this.limb = config.cuff.limb;
    this.#control = new Control(config, output);
    const { sense: pressure, actuators: actuation } = this.#control;
    const { cuffTransducer } = config;
    this.#second = cuffTransducer && new PressureSense(cuffTransducer, 1, 0);
    this.account = new LimbAccount(boot.reperfusionMs, boot.restrictedMs);
    this.#selfTest = new SelfTest(pressure, actuation);
    const watched = {
      pressure,
      second: this.#second,
      actuation,
      situation,
      button: this.#button,
      account: this.account,
    };
    this.#supervisor = new Supervisor(watched, config, boot.own, faultAtBoot(config, boot));
    this.#permit = new StartPermit(config, boot.own, situation, this.#lop, this.account);
    this.#life = new Lifecycle(this.#permit);
  }

  /**
   * One step, nominally every 10 ms; late and missed ticks only make the step longer.
   * @param clockMs a monotonic clock, which may wrap at 32 bits
   * @returns the same object every time, overwritten by the next tick
   */
  tick(clockMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const situation = this.#situation;
    this.#sense(clockMs, input);
    this.#look(input);
    const stop = this.#supervisor.judge(input, this.#highestMmhg);
    const stage = this.#life.stage;
    const setpoint = this.#life.decide(input.wantedMmhg, this.#eventsOf(stop));
    if (this.#life.stage !== stage) this.#changeStage(this.#life.stage);
    this.#drive(setpoint, situation.stepMs);
    this.#control.tell();
    this.#supervisor.gate(stop, output);
    this.#tell(setpoint, stop, input);
    return output;
  }

  #sense(clockMs: number, input: TickInput): void {
    const situation = this.#situation;
    // Whole milliseconds, so that no fraction is lost in every tick.
    const nowMs = clockMs | 0;
    const dtMs = this.#lastMs === undefined ? 0 : elapsedMs(nowMs, this.#lastMs);
    this.#lastMs = nowMs;
    situation.dtMs = dtMs;
    situation.stepMs = dtMs < 0 ? 0 : dtMs;
    this.#control.take(nowMs, input.samples);
    this.#second?.sense(nowMs, input.cuffSamples);
    const isAnythingHeld = situation.valvesShut || this.#output.phase === Phase.releasing;
    this.#button.update(input.buttonDown, isAnythingHeld, situation.stepMs);
  }

  /** What goes on now, for those who judge. */
  #look(input: TickInput): void {
    const situation = this.#situation;
    const output = this.#output;
    const { stage } = this.#life;
    const { order } = input;
    situation.pumpDuty = output.pumpDuty;
    situation.bleedCoilDuty = output.bleedCoilDuty;
    situation.dumpCoilDuty = output.dumpCoilDuty;
    situation.valvesShut = output.bleedCoilDuty > 0 || output.dumpCoilDuty > 0;
    situation.testing = stage === Stage.testing;
    situation.setpointMmhg = output.setpointMmhg;
    situation.reached = output.phase === Phase.holding;
    situation.limbMoves = output.limbMoves;
    situation.mode = order.mode;
    situation.plannedRestMs = order.plannedRestMs;
    situation.confirmations = order.confirmations;
    situation.isStarted = stage !== Stage.starting;
    situation.hasZero = this.#control.hasZero;
    situation.isArmed = stage === Stage.armed || stage === Stage.holding;
    situation.isHolding = stage === Stage.holding;
    situation.isVented = this.#supervisor.air.isVented;
    situation.isBatteryLow = this.#supervisor.power.isLow;
    situation.isButtonStuck = this.#button.isStuck;
    this.#lop.update(input.lop, situation.isArmed, situation.stepMs);
    situation.lopMmhg = this.#lop.mmhg;
    this.#permit.input = input;
  }

  /** The highest pressure that any transducer tells of manifold or cuff, mmHg. Flow through the hose sets them apart. */
  get #highestMmhg(): number {
    const { pressureMmhg, cuffMmhg } = this.#control.sense;
    const highest = cuffMmhg > pressureMmhg ? cuffMmhg : pressureMmhg;
    const second = this.#second?.known ? this.#second.pressureMmhg : highest;
    return second > highest ? second : highest;
  }

  #eventsOf(stop: Reason): Events {
    const events = this.#events;
    const { stepMs } = this.#situation;
    events.stop = stop;
    events.started = this.#supervisor.isProven && this.#control.hasZero && this.#situation.isVented;
    events.armPressed = this.#button.gesture === Gesture.arm;
    events.testEnded = this.#life.stage === Stage.testing && !this.#selfTest.isRunning;
    events.testFailure = this.#selfTest.failure;
    this.#unusedMs = this.#life.stage === Stage.armed ? this.#unusedMs + stepMs : 0;
    events.unused = this.#unusedMs >= timeLimits.armingUnused.value;
    return events;
  }

  #changeStage(stage: Stage): void {
    this.#selfTest.end();
    this.#situation.isLimbConfirmed = stage === Stage.armed || stage === Stage.holding;
    if (stage === Stage.testing) this.#selfTest.begin();
    else if (stage === Stage.armed) this.#supervisor.air.noteFall(this.#selfTest.fallFactor);
    else if (stage !== Stage.holding) this.#lop.forget();
  }

  #drive(setpoint: number | undefined, stepMs: number): void {
    const control = this.#control;
    const test = this.#selfTest;
    if (setpoint !== undefined) control.regulate(setpoint, stepMs);
    else if (test.isRunning) {
      test.advance(stepMs);
      control.prove(test.pumpOn, test.bleedOpen, test.dumpOpen, stepMs);
    } else control.release(this.#supervisor.air.isVented, stepMs);
  }

  #tell(setpoint: number | undefined, stop: Reason, input: TickInput): void {
    const output = this.#output;
    output.phase = setpoint === undefined ? this.#openPhase(stop) : this.#closedPhase(setpoint);
    output.setpointMmhg = setpoint;
    output.reason = this.#life.reason;
    output.gesture = this.#button.gesture;
    output.inflatedMs = this.#supervisor.inflatedMs;
    output.reperfusionMs = this.account.reperfusion.owedMs;
    output.mayErase = this.#mayErase;
    const alarm = this.#supervisor.alarm(this.#life.isStanding ? this.#life.reason : Reason.none);
    const priority = entryOf(alarm)?.priority ?? Priority.none;
    output.alarm = alarm;
    output.priority = priority;
    const indicators = this.#indicators;
    indicators.update(priority, input.silences, this.#situation.stepMs);
    output.light = indicators.light;
    output.buzzerOn = indicators.buzzerOn;
    output.isSilenced = indicators.isSilenced;
  }

  get #mayErase(): boolean {
    const { known, doubt } = this.#control.sense;
    const isEmpty = known && doubt === Reason.none && this.#highestMmhg < NO_ERASE_MMHG;
    return isEmpty && !this.#situation.isArmed && !this.#selfTest.isRunning;
  }

  #openPhase(stop: Reason): Phase {
    if (isFault(stop)) return Phase.faulted;
    if (this.#selfTest.isRunning) return Phase.testing;
    if (!this.#supervisor.air.isVented) return Phase.releasing;
    const { stage } = this.#life;
    if (stage === Stage.starting) return Phase.starting;
    return stage === Stage.armed ? Phase.armed : Phase.vented;
  }

  #closedPhase(setpoint: number): Phase {
    const { phase, setpointMmhg, pressureMmhg } = this.#output;
    const error = setpoint - pressureMmhg;
    const isNear = error < REACHED_MMHG && error > -REACHED_MMHG;
    return isNear || (phase === Phase.holding && setpoint === setpointMmhg) ? Phase.holding : Phase.inflating;
  }
}

function faultAtBoot(config: CuffConfig, boot: Boot): Reason {
  if (boot.lockedOut) return Reason.lockedOut;
  if (boot.storedDataCorrupt) return Reason.storedDataCorrupt;
  return isPossible(config) ? Reason.none : Reason.configurationImpossible;
}
