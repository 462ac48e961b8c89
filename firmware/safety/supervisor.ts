import type { CuffConfig } from "../parts/config";
import { isFault, Reason } from "../shared/reasons";
import type { TickInput, TickOutput } from "../shared/tick";
import { AirWatch } from "./air-watch";
import type { Button } from "./button";
import type { OwnLimits } from "./caps";
import { entryOf } from "./catalogue/catalogue";
import { ClockWatch } from "./clock-watch";
import type { LimbAccount } from "./limb-account";
import { deadManLimits, releaseLimits } from "./limits";
import { LinkWatch } from "./link-watch";
import { PowerWatch } from "./power-watch";
import { PressureWatch } from "./pressure-watch";
import type { Actuation, SensedPressure, Situation } from "./situation";
import { StartUp } from "./start-up";
import { TimeWatch } from "./time-watch";
import { TransducerWatch } from "./transducer-watch";

const HEARTBEAT_MS = deadManLimits.heartbeat.value;
const DEFLATED_MMHG = releaseLimits.deflated.value;
/** A tick this late has brought no samples, ms. */
const LATE_MS = 60;
/** Slow checks take turns: one a tick, and round in this many. */
const TURNS = 10;

/** What the supervisor watches. */
export interface Watched {
  readonly pressure: SensedPressure;
  /** The transducer at the cuff, where there is one. */
  readonly second: SensedPressure | undefined;
  readonly actuation: Actuation;
  readonly situation: Situation;
  readonly button: Button;
  readonly account: LimbAccount;
}

/** What may never happen. Judges every tick before anything is decided, and has the last word on the outputs. */
export class Supervisor {
  readonly #watched: Watched;
  readonly #startUp = new StartUp();
  readonly #clock: ClockWatch;
  readonly #transducer: TransducerWatch;
  readonly #pressure: PressureWatch;
  readonly #time: TimeWatch;
  readonly #link = new LinkWatch();
  readonly #sinceMs = new Float64Array(TURNS);
  #turn = 0;
  #fault: Reason;
  #alarm: Reason = Reason.none;
  #deviates = false;

  readonly air: AirWatch;
  readonly power: PowerWatch;

  /** @param initialFault a fault found before the first tick, or `Reason.none` */
  constructor(watched: Watched, config: CuffConfig, own: OwnLimits, initialFault: Reason) {
    const { pressure, second, actuation, situation } = watched;
    this.#watched = watched;
    this.#clock = new ClockWatch(situation);
    this.#transducer = new TransducerWatch(pressure, second, actuation, situation);
    this.#pressure = new PressureWatch(situation);
    this.#time = new TimeWatch(situation, config.cuff.limb, own);
    this.air = new AirWatch(pressure, second, actuation, situation, config.storedZeroMmhg);
    this.power = new PowerWatch(config, situation);
    this.#fault = initialFault;
  }

  /** The dead-man has proven itself. */
  get isProven(): boolean {
    return this.#startUp.isProven;
  }

  get inflatedMs(): number {
    return this.#time.inflatedMs;
  }

  /**
   * `Reason.none`, or why the cuff must let go now. A fault is latched: only a restart clears it.
   * @param highestMmhg the highest pressure that any transducer tells of manifold or cuff
   */
  judge(input: TickInput, highestMmhg: number): Reason {
    const { pressure, situation, button, account } = this.#watched;
    const { stepMs, valvesShut } = situation;
    const isHeld = situation.setpointMmhg !== undefined;
    // A pressure that nobody knows counts as too high.
    const mmhg = pressure.doubt === Reason.none ? highestMmhg : Number.NaN;
    this.#time.count(valvesShut || !(mmhg <= DEFLATED_MMHG), this.air.isVented);
    account.note(input.order.wearer, mmhg, !valvesShut, isHeld ? situation.mode : undefined, stepMs);

    const found = this.#judgeFast(input, highestMmhg);
    const slow = this.#judgeSlow(input);
    const reason = isFault(found) || slow === Reason.none ? found : slow;
    if (this.#fault === Reason.none && isFault(reason)) this.#fault = reason;
    if (this.#fault !== Reason.none) return this.#fault;
    if (button.isDown) return Reason.buttonPressed;
    const stop = reason === Reason.none && this.#time.isOver && valvesShut ? Reason.inflationTimeCap : reason;
    if (isHeld && isCap(stop)) account.noteCap();
    return stop;
  }

  /** The last word: whatever was regulated, a stop leaves nothing driven, and a fault drops the rail too. */
  gate(stop: Reason, output: TickOutput): void {
    const { pressure, situation } = this.#watched;
    const { dtMs } = situation;
    // A clock that stands still, runs backwards or leaps proves nothing.
    const advanced = dtMs > 0 && dtMs <= HEARTBEAT_MS;
    const proven = advanced && pressure.known && pressure.doubt === Reason.none && this.#startUp.isProven;
    output.proven = proven;
    output.railAlive = proven && !isFault(stop);
    output.clearTestTrip = this.#startUp.clearTestTrip;
    if (stop === Reason.none) return;
    output.pumpDuty = 0;
    output.bleedCoilDuty = 0;
    output.dumpCoilDuty = 0;
  }

  /** What calls for attention now: the latched fault, then `standing`, the reason of the last release, then alarms. */
  alarm(standing: Reason): Reason {
    if (this.#fault !== Reason.none) return this.#fault;
    const own = entryOf(standing)?.priority ?? 0;
    return own >= (entryOf(this.#alarm)?.priority ?? 0) && own > 0 ? standing : this.#alarm;
  }

  #judgeFast(input: TickInput, highestMmhg: number): Reason {
    const { pressure } = this.#watched;
    // An erase stalls both cores: while room is made at the start the dead-man stays unproven, and nothing is driven.
    if (input.isTidying && !this.isProven) return Reason.none;
    const dead = this.#startUp.judge(input.deadManTripped, this.#watched.situation.stepMs);
    if (dead !== Reason.none) return dead;
    if (this.#pressure.trips(highestMmhg, pressure.latestMmhg)) return Reason.overPressure;
    if (!(highestMmhg > Number.NEGATIVE_INFINITY)) return Reason.transducerInvalid;
    // After a tick that was late no sample can be fresh: the next one shows whether they have stopped.
    if (pressure.doubt === Reason.transducerStale && this.#watched.situation.stepMs >= LATE_MS)
      return this.#clock.judge();
    if (pressure.doubt !== Reason.none) return pressure.doubt;
    const clock = this.#clock.judge();
    if (clock !== Reason.none) return clock;
    const transducer = this.#transducer.judge();
    return transducer !== Reason.none ? transducer : this.air.judge();
  }

  /** One slow check a tick, each with the time since its last turn. */
  #judgeSlow(input: TickInput): Reason {
    const { situation, account } = this.#watched;
    const sinceMs = this.#sinceMs;
    for (let i = 0; i < TURNS; i++) sinceMs[i] = (sinceMs[i] ?? 0) + situation.stepMs;
    const turn = this.#turn;
    const dtMs = sinceMs[turn] ?? 0;
    sinceMs[turn] = 0;
    this.#turn = turn + 1 < TURNS ? turn + 1 : 0;
    const isHeld = situation.setpointMmhg !== undefined;
    switch (turn) {
      case 0:
        return this.#pressure.judge(this.#watched.pressure.cuffMmhg, dtMs);
      case 1:
        return this.#time.judge(dtMs);
      case 2:
        return this.power.judge(input, dtMs);
      case 3:
        return this.#transducer.compare(dtMs);
      case 4:
        return this.air.judgeZero(dtMs);
      case 5:
        if (isHeld) return this.#link.judge(input.linked, dtMs);
        this.#link.rest();
        return Reason.none;
      case 6:
        return isHeld && account.isUsedUp(input.order.wearer) ? Reason.restrictedTimeReached : Reason.none;
      case 7:
        return this.air.judgeVolume(dtMs);
      case 8:
        this.#deviates = this.#pressure.deviates(this.#watched.pressure.cuffMmhg, dtMs);
        return Reason.none;
      default:
        this.#alarm = this.#mostUrgent();
        return Reason.none;
    }
  }

  /** Alarms that do not stop anything, most urgent first. */
  #mostUrgent(): Reason {
    if (this.#time.warning === Reason.noContractionAlarm) return Reason.noContractionAlarm;
    if (this.air.isLeaking) return Reason.leak;
    if (this.#link.isMissing) return Reason.linkMissing;
    if (this.#watched.button.isStuck) return Reason.buttonStuck;
    if (this.#time.warning !== Reason.none) return this.#time.warning;
    if (this.#deviates) return Reason.deviation;
    return this.power.isNearlyLow ? Reason.batteryNearlyLow : Reason.none;
  }
}

/** A release that was due by the clock: the longer rest follows. */
function isCap(reason: Reason): boolean {
  return (
    reason === Reason.inflationTimeCap ||
    reason === Reason.highPressureTimeCap ||
    reason === Reason.restrictedTimeReached
  );
}
