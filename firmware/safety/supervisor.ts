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
import { type Driven, PowerWatch } from "./power-watch";
import { PressureWatch } from "./pressure-watch";
import type { Actuation, SecondPressure, SensedPressure, Situation } from "./situation";
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
  readonly second: SecondPressure | undefined;
  readonly actuation: Actuation;
  readonly situation: Situation;
  readonly button: Button;
  /** What the last tick left on the gates. */
  readonly driven: Driven;
  readonly account: LimbAccount;
}

/** What may never happen. Judges every tick before anything is decided, and has the last word on the outputs. */
export class Supervisor {
  readonly #sensed: SensedPressure;
  readonly #situation: Situation;
  readonly #button: Button;
  readonly #account: LimbAccount;
  readonly #startUp = new StartUp();
  readonly #clock: ClockWatch;
  readonly #transducer: TransducerWatch;
  readonly #pressure: PressureWatch;
  readonly #link = new LinkWatch();
  readonly #turnedMs = new Float64Array(TURNS);
  #clockMs = 0;
  #turn = 0;
  #fault: Reason;
  #alarm: Reason = Reason.none;
  #deviates = false;
  #releases = 0;

  readonly air: AirWatch;
  readonly time: TimeWatch;
  readonly power: PowerWatch;

  /** @param initialFault a fault found before the first tick, or `Reason.none` */
  constructor(watched: Watched, config: CuffConfig, own: OwnLimits, initialFault: Reason) {
    const { pressure, second, actuation, situation } = watched;
    this.#sensed = pressure;
    this.#situation = situation;
    this.#button = watched.button;
    this.#account = watched.account;
    this.#clock = new ClockWatch(situation);
    this.#transducer = new TransducerWatch(pressure, second, actuation, situation);
    this.#pressure = new PressureWatch(situation);
    this.time = new TimeWatch(situation, config.cuff.limb, own);
    this.air = new AirWatch(pressure, second, actuation, situation, config.storedZeroMmhg);
    this.power = new PowerWatch(config, situation, watched.driven);
    this.#fault = initialFault;
  }

  /** The dead-man has proven itself. */
  get isProven(): boolean {
    return this.#startUp.isProven;
  }

  /**
   * `Reason.none`, or why the cuff must let go now. A fault is latched: only a restart clears it.
   * @param setpointMmhg what is being held
   * @param highestMmhg the highest pressure that any transducer tells of manifold or cuff
   */
  judge(input: TickInput, highestMmhg: number, setpointMmhg: number | undefined): Reason {
    const { stepMs } = this.#situation;
    const found = this.#judgeFast(input, highestMmhg, stepMs);
    const slow = this.#judgeSlow(input, highestMmhg, setpointMmhg !== undefined, stepMs);
    const reason = slow === Reason.none || isFault(found) ? found : slow;
    if (this.#fault === Reason.none && isFault(reason)) this.#fault = reason;
    if (this.#fault !== Reason.none) return this.#fault;
    if (this.#button.isDown) return Reason.buttonPressed;
    if (reason === Reason.none) return reason;
    if (isCap(reason)) this.#account.noteCap();
    return reason;
  }

  /** The last word: whatever was regulated, a stop leaves nothing driven, and what drives nothing needs no rail. */
  gate(stop: Reason, output: TickOutput): void {
    const pressure = this.#sensed;
    const { dtMs } = this.#situation;
    if (stop !== Reason.none) {
      output.pumpDuty = 0;
      output.bleedCoilDuty = 0;
      output.dumpCoilDuty = 0;
    }
    // A clock that stands still, runs backwards or leaps proves nothing.
    const advanced = dtMs > 0 && dtMs <= HEARTBEAT_MS;
    const proven = advanced && pressure.known && pressure.doubt === Reason.none && this.#startUp.isProven;
    // A driver that has failed short cannot run a pump without a rail.
    const drives = output.pumpDuty > 0 || output.bleedCoilDuty > 0 || output.dumpCoilDuty > 0;
    output.proven = proven;
    output.railAlive = proven && drives;
    output.clearTestTrip = this.#startUp.clearTestTrip;
  }

  /** What calls for attention now: the latched fault, then `standing`, the reason of the last release, then alarms. */
  alarm(standing: Reason): Reason {
    if (this.#fault !== Reason.none) return this.#fault;
    if (standing === Reason.none) return this.#alarm;
    const own = entryOf(standing)?.priority ?? 0;
    return own >= (entryOf(this.#alarm)?.priority ?? 0) && own > 0 ? standing : this.#alarm;
  }

  #judgeFast(input: TickInput, highestMmhg: number, stepMs: number): Reason {
    const pressure = this.#sensed;
    // An erase stalls both cores: while room is made at the start the dead-man stays unproven, and nothing is driven.
    if (input.isTidying && !this.isProven) return Reason.none;
    const dead = this.#startUp.judge(input.deadManTripped, stepMs);
    if (dead !== Reason.none) return dead;
    if (this.#pressure.trips(highestMmhg, pressure.latestMmhg)) return Reason.overPressure;
    if (!(highestMmhg > Number.NEGATIVE_INFINITY)) return Reason.transducerInvalid;
    const { doubt } = pressure;
    // After a tick that was late no sample can be fresh: the next one shows whether they have stopped.
    if (doubt === Reason.transducerStale && stepMs >= LATE_MS) return this.#clock.judge();
    if (doubt !== Reason.none) return doubt;
    const clock = this.#clock.judge();
    if (clock !== Reason.none) return clock;
    const transducer = this.#transducer.judge();
    return transducer === Reason.none ? this.air.judge(stepMs) : transducer;
  }

  /** One slow check a tick, each with the time since its last turn. */
  #judgeSlow(input: TickInput, highestMmhg: number, isHeld: boolean, stepMs: number): Reason {
    const turn = this.#turn;
    this.#turn = turn + 1 < TURNS ? turn + 1 : 0;
    this.#clockMs += stepMs;
    const sinceMs = this.#clockMs - (this.#turnedMs[turn] ?? 0);
    this.#turnedMs[turn] = this.#clockMs;
    switch (turn) {
      case 0:
        return this.#pressure.judge(this.#sensed.cuffMmhg, sinceMs);
      case 1:
        return this.time.judge(sinceMs);
      case 2:
        return this.power.judge(input, sinceMs);
      case 3:
        // Between two erases no sample is fresh, and only then.
        return input.isTidying && !this.isProven ? Reason.none : this.#transducer.compare(sinceMs);
      case 4:
        return this.air.judgeZero(sinceMs);
      case 5:
        // In an open rest, too: who is away in turns is away.
        if (isHeld || this.#situation.isHolding) return this.#link.judge(input.linked, sinceMs);
        this.#link.rest();
        // An order ends by being withdrawn, at once; this is for the self-test, at low pressure.
        if (input.releases !== this.#releases) {
          this.#releases = input.releases;
          return Reason.releaseAsked;
        }
        return Reason.none;
      case 6:
        return this.#keepAccount(input, highestMmhg, isHeld, sinceMs);
      case 7:
        return this.air.judgeVolume(sinceMs);
      case 8:
        this.#deviates = this.#pressure.deviates(this.#sensed.cuffMmhg, sinceMs);
        return Reason.none;
      default:
        this.#alarm = this.#mostUrgent();
        return this.#situation.staysOccluded ? Reason.staysOccluded : Reason.none;
    }
  }

  /** What the limb has had, what it is owed, and whether it has had enough. */
  #keepAccount({ order }: TickInput, highestMmhg: number, isHeld: boolean, sinceMs: number): Reason {
    const { valvesShut, mode, isStarted } = this.#situation;
    // A pressure that nobody knows counts as too high.
    const mmhg = this.#sensed.doubt === Reason.none ? highestMmhg : Number.NaN;
    // A pressure that was there when the power came: how long nobody kept account of it, nobody knows.
    if (!isStarted && this.#sensed.known && highestMmhg > DEFLATED_MMHG) this.#account.noteCap();
    this.time.count(valvesShut || !(mmhg <= DEFLATED_MMHG), this.air.isVented, sinceMs);
    this.#account.note(order.wearer, mmhg, !valvesShut, isHeld ? mode : undefined, sinceMs);
    if (!isHeld) return Reason.none;
    if (this.time.isOver) return Reason.inflationTimeCap;
    return this.#account.isUsedUp(order.wearer) ? Reason.restrictedTimeReached : Reason.none;
  }

  /** Alarms that do not stop anything, most urgent first. */
  #mostUrgent(): Reason {
    if (this.time.warning === Reason.noContractionAlarm) return Reason.noContractionAlarm;
    if (this.#situation.isOccluded) return Reason.limbOccluded;
    if (this.air.isLeaking) return Reason.leak;
    if (this.#link.isMissing) return Reason.linkMissing;
    if (this.#button.isStuck) return Reason.buttonStuck;
    if (this.time.warning !== Reason.none) return this.time.warning;
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
