import { type Boot, freshBoot } from "./boot";
import { Control } from "./control";
import { OcclusionWatch } from "./occlusion-watch";
import { Errand, OrderRunner } from "./order-runner";
import type { CuffConfig } from "./parts/config";
import { SecondSense } from "./pressure/second-sense";
import { Button } from "./safety/button";
import { entryOf } from "./safety/catalogue/catalogue";
import { isPossible } from "./safety/configuration";
import { Indicators } from "./safety/indicators";
import { LimbAccount } from "./safety/limb-account";
import { holdLimits, pressureLimits, timeLimits } from "./safety/limits";
import { SelfTest } from "./safety/self-test";
import { Situation } from "./safety/situation";
import { StartPermit } from "./safety/start-permit";
import { Supervisor } from "./safety/supervisor";
import type { TimeWatch } from "./safety/time-watch";
import { Events, Lifecycle, Stage } from "./session/lifecycle";
import { LopRecord } from "./session/lop-record";
import { Gesture } from "./shared/gesture";
import type { Limb } from "./shared/limb";
import { Mode } from "./shared/order";
import { Phase } from "./shared/phase";
import { Priority } from "./shared/priority";
import { isFault, Reason } from "./shared/reasons";
import { type TickInput, TickOutput } from "./shared/tick";
import { elapsedMs } from "./shared/time";

/** A hold has begun once the pressure has come this near to the set-point, mmHg. */
const REACHED_MMHG = 3;
/** What people and apps change is looked at this often, ms. */
const LOOK_EVERY_MS = 50;
const NONE = Errand.none;
const HOLD = Errand.hold;
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
  readonly #control: Control;
  readonly #second: SecondSense | undefined;
  readonly #selfTest: SelfTest;
  readonly #supervisor: Supervisor;
  readonly #life: Lifecycle;
  readonly #runner: OrderRunner;
  readonly #occlusion: OcclusionWatch;
  #lastMs: number | undefined = undefined;
  #unusedMs = 0;
  #releases = 0;
  #lookMs = 0;
  /** The highest pressure that any transducer tells of manifold or cuff, mmHg. Flow through the hose sets them apart. */
  #highestMmhg = 0;
  #secondMmhg = Number.NEGATIVE_INFINITY;

  /** What the limb has had and is owed: kept across restarts by whoever owns the store. */
  readonly account: LimbAccount;
  /** The limb occlusion pressure that counts now. */
  readonly lop = new LopRecord(timeLimits.lopValid.value);
  /** The inflation that has not ended yet. */
  readonly inflation: TimeWatch;
  /** What speaks against an order: to be asked before it, never in its place. */
  readonly permit: StartPermit;
  /** The limb that this cuff is made for. */
  readonly limb: Limb;

  constructor(config: CuffConfig, boot: Boot = freshBoot) {
    const output = this.#output;
    const situation = this.#situation;
    this.limb = config.cuff.limb;
    this.#control = new Control(config, output);
    const { sense: pressure, actuators: actuation } = this.#control;
    const { cuffTransducer } = config;
    this.#second = cuffTransducer && new SecondSense(cuffTransducer);
    this.account = new LimbAccount(boot.reperfusionMs, boot.restrictedMs);
    this.#selfTest = new SelfTest(pressure, actuation);
    const watched = {
      pressure,
      second: this.#second,
      actuation,
      situation,
      button: this.#button,
      driven: output,
      account: this.account,
    };
    this.#supervisor = new Supervisor(watched, config, boot.own, faultAtBoot(config, boot));
    this.inflation = this.#supervisor.time;
    const permit = new StartPermit(config, boot, situation, this.lop, this.account, this.inflation);
    this.permit = permit;
    this.#life = new Lifecycle(permit);
    this.#runner = new OrderRunner(config, boot, this.#control, this.lop, situation, permit, output);
    this.#occlusion = new OcclusionWatch(pressure, actuation, this.#runner.seeker.search, situation);
  }

  /**
   * One step, nominally every 10 ms; late and missed ticks only make the step longer.
   * @param clockMs a monotonic clock, which may wrap at 32 bits
   * @returns the same object every time, overwritten by the next tick
   */
  tick(clockMs: number, input: TickInput): TickOutput {
    const output = this.#output;
    const situation = this.#situation;
    const life = this.#life;
    this.#sense(clockMs, input);
    const { stepMs } = situation;
    // Without a search of this arming nobody knows what a pulse should be.
    if (this.lop.isFound) this.#occlusion.update(stepMs);
    const stop = this.#supervisor.judge(input, this.#highestMmhg, output.setpointMmhg);
    const { stage } = life;
    this.#note(stop, stage, stepMs);
    const granted = life.decide(input.wantedMmhg, this.#events);
    let setpoint = granted;
    // Nothing, or a hold, goes on as it was: nobody has to be asked.
    const usual = granted === undefined ? NONE : HOLD;
    if (this.#runner.errand !== usual) setpoint = this.#runner.setpointFor(granted, input, stepMs);
    if (this.lop.isFound && setpoint !== undefined) setpoint -= this.#occlusion.loweredMmhg;
    if (life.stage !== stage) this.#changeStage(life.stage, input.releases);
    this.#drive(setpoint, stepMs);
    this.#control.tell();
    this.#supervisor.gate(stop, output);
    this.#tell(setpoint, stop, input);
    return output;
  }

  #sense(clockMs: number, input: TickInput): void {
    const situation = this.#situation;
    const output = this.#output;
    // Whole milliseconds, so that no fraction is lost in every tick.
    const nowMs = clockMs | 0;
    const dtMs = this.#lastMs === undefined ? 0 : elapsedMs(nowMs, this.#lastMs);
    const stepMs = dtMs < 0 ? 0 : dtMs;
    this.#lastMs = nowMs;
    situation.dtMs = dtMs;
    situation.stepMs = stepMs;
    const { sense } = this.#control;
    sense.sense(nowMs, input.samples);
    const valvesShut = output.bleedCoilDuty > 0 || output.dumpCoilDuty > 0;
    situation.valvesShut = valvesShut;
    situation.setpointMmhg = output.setpointMmhg;
    // In mid-session a press stops something even where the cuff is open.
    const stopsSomething = valvesShut || output.phase === Phase.releasing || situation.isHolding;
    this.#button.update(input.buttonDown, stopsSomething, stepMs);
    if (input.lop.sequence !== this.lop.sequence) this.#take(input);
    this.#lookMs += stepMs;
    // Not in the tick that regulates, unless ticks come late: what is dear takes turns.
    const isTime = this.#lookMs >= LOOK_EVERY_MS && (this.#lookMs >= 2 * LOOK_EVERY_MS || !this.#control.isDue(stepMs));
    if (isTime || input !== this.permit.input) this.#look(nowMs, input);
    const { pressureMmhg, cuffMmhg } = sense;
    const highest = cuffMmhg > pressureMmhg ? cuffMmhg : pressureMmhg;
    this.#highestMmhg = this.#secondMmhg > highest ? this.#secondMmhg : highest;
  }

  #take({ lop }: TickInput): void {
    this.lop.take(lop, this.#situation.isArmed);
    this.#output.lopMmhg = this.lop.mmhg;
  }

  /** What changes seldom, or serves the slow checks only. */
  #look(nowMs: number, input: TickInput): void {
    const situation = this.#situation;
    const output = this.#output;
    const { order } = input;
    const { sense } = this.#control;
    const second = this.#second;
    this.permit.input = input;
    if (second !== undefined) {
      second.sense(nowMs, input.cuffSamples);
      if (second.known) this.#secondMmhg = second.pressureMmhg;
    }
    this.lop.age(this.#lookMs);
    this.#lookMs = 0;
    const { mmhg } = this.lop;
    situation.lopMmhg = mmhg;
    output.lopMmhg = mmhg;
    this.#indicators.identify(input.identifies);
    // A hold whose mode is called a search meanwhile is a hold, and owes what a hold owes.
    const held = order.mode === Mode.search ? Mode.free : order.mode;
    situation.mode = held;
    situation.plannedRestMs = order.plannedRestMs;
    if (this.#runner.isBusy) this.#lookAtErrand();
    situation.confirmations = order.confirmations;
    situation.limbMoves = output.limbMoves;
    situation.hasZero = this.#control.hasZero;
    situation.hasArrived = this.#control.hasArrived;
    situation.isBatteryLow = this.#supervisor.power.isLow;
    situation.isButtonStuck = this.#button.isStuck;
    const isIdle = !situation.isArmed && !situation.testing;
    output.mayErase = isIdle && sense.known && sense.doubt === Reason.none && this.#highestMmhg < NO_ERASE_MMHG;
    output.inflatedMs = this.inflation.inflatedMs;
    output.reperfusionMs = this.account.reperfusion.owedMs;
  }

  /** A search and a session know better than their order what goes on; and in mid-session the cuff may be open. */
  #lookAtErrand(): void {
    const situation = this.#situation;
    const { sessionMode, trainer, repetitions } = this.#runner;
    situation.isVented = this.#supervisor.air.isVented;
    situation.mode = situation.isSeeking ? Mode.search : sessionMode;
    if (situation.isSeeking) return;
    situation.plannedRestMs = trainer.plannedRestMs;
    situation.repetitions = repetitions;
  }

  /** What happened since the last tick, as far as it matters at this stage. */
  #note(stop: Reason, stage: Stage, stepMs: number): void {
    const events = this.#events;
    events.stop = stop;
    if (this.#runner.isBusy) {
      events.ended = this.#runner.ended;
      events.endsArming = this.#runner.errand === Errand.session;
    }
    events.armPressed = this.#button.gesture === Gesture.arm;
    if (stage === Stage.holding || stage === Stage.faulted) return;
    this.#situation.isVented = this.#supervisor.air.isVented;
    events.started = this.#supervisor.isProven && this.#control.hasZero && this.#situation.isVented;
    events.testEnded = !this.#selfTest.isRunning;
    events.testFailure = this.#selfTest.failure;
    this.#unusedMs = stage === Stage.armed ? this.#unusedMs + stepMs : 0;
    events.unused = this.#unusedMs >= timeLimits.armingUnused.value;
  }

  #changeStage(stage: Stage, releases: number): void {
    this.#events.ended = Reason.none;
    if (releases !== this.#releases && this.#life.reason === Reason.setpointWithdrawn) {
      this.#life.reason = Reason.releaseAsked;
    }
    this.#releases = releases;
    this.#situation.testing = stage === Stage.testing;
    const isHolding = stage === Stage.holding;
    const isArmed = isHolding || stage === Stage.armed;
    this.#situation.isArmed = isArmed;
    this.#situation.isStarted = stage !== Stage.starting;
    this.#situation.isHolding = isHolding;
    this.#output.isArmed = isArmed;
    this.#output.isOrdered = isHolding;
    this.#selfTest.end();
    this.#situation.isLimbConfirmed = isArmed;
    if (stage === Stage.testing) this.#selfTest.begin();
    else if (stage === Stage.armed) this.#supervisor.air.noteFall(this.#selfTest.fallFactor);
    else if (stage !== Stage.holding) {
      this.lop.forget();
      this.#occlusion.rest();
    }
  }

  #drive(setpoint: number | undefined, stepMs: number): void {
    const control = this.#control;
    const test = this.#selfTest;
    if (setpoint !== undefined) {
      if (this.#situation.isSeeking && this.#runner.seeker.isListening) control.listen(stepMs);
      else control.regulate(setpoint, stepMs);
    } else if (test.isRunning) {
      test.advance(stepMs);
      control.prove(test.pumpOn, test.bleedOpen, test.dumpOpen, stepMs);
    } else if (control.release(this.#situation.isVented, stepMs)) this.#second?.zero(pressureLimits.zeroShift.value);
  }

  #tell(setpoint: number | undefined, stop: Reason, input: TickInput): void {
    const output = this.#output;
    const life = this.#life;
    const situation = this.#situation;
    output.phase = setpoint === undefined ? this.#openPhase(stop) : this.#closedPhase(setpoint);
    situation.reached = output.phase === Phase.holding;
    output.setpointMmhg = setpoint;
    output.reason = life.reason;
    output.gesture = this.#button.gesture;
    const alarm = this.#supervisor.alarm(life.standing);
    if (alarm !== output.alarm) {
      output.alarm = alarm;
      output.priority = entryOf(alarm)?.priority ?? Priority.none;
    }
    this.#indicators.update(output.priority, input.silences, situation.stepMs, output);
    if (this.#runner.isBusy) this.#tellErrand();
  }

  #tellErrand(): void {
    const output = this.#output;
    const { seeker, trainer } = this.#runner;
    const isSeeking = this.#situation.isSeeking;
    if (output.reason === Reason.none) output.reason = isSeeking ? seeker.reason : trainer.reason;
    if (isSeeking) {
      seeker.tell(output);
      this.#situation.reached = seeker.isListening;
    } else this.#indicators.cue(output.training.isLifting, this.#situation.stepMs, output);
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
    if (this.#situation.isSeeking) return Phase.searching;
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
