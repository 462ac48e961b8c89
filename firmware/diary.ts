import { EventKind, SAMPLE_MS } from "./log/format";
import { SessionHeader } from "./log/session-header";
import { SessionRecorder } from "./log/session-recorder";
import type { SessionShelf } from "./log/session-shelf";
import { SessionStatistics } from "./log/session-statistics";
import type { CuffConfig } from "./parts/config";
import { releaseLimits } from "./safety/limits";
import { copyWearer, Mode } from "./shared/order";
import { Phase } from "./shared/phase";
import { Reason } from "./shared/reasons";
import type { TickInput, TickOutput } from "./shared/tick";
import { Part } from "./shared/training";
import { firmwareVersion } from "./version";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/** What could not be noted twice will not be the third time. */
const ERASE_TRIES = 2;
/** In band is within this share of the set-point, as Swain 2025 judged four devices in exercise. */
const BAND_SHARE = 0.1;

/** What tells the time. */
export interface Times {
  /** Time with power since the cuff was built, whole minutes. */
  readonly poweredMinutes: number;
  /** Seconds since 1970; 0 while nobody has told it. */
  readonly clock: { readonly nowS: number };
}

/** Nobody keeps count. */
export const noTimes: Times = Object.freeze({ poweredMinutes: 0, clock: Object.freeze({ nowS: 0 }) });

/**
 * Writes every order that was carried out into the training log: from its first set-point until the cuff is open again
 * and the order over. Runs between ticks, and never has a say in what the cuff does.
 */
export class Diary {
  readonly shelf: SessionShelf;
  readonly #recorder: SessionRecorder;
  readonly #header = new SessionHeader();
  readonly #statistics = new SessionStatistics();
  /** Room is being made: the power-on checks wait for it, because an erase may outlast the dead-man's heartbeat. */
  isTidying: boolean;
  /** Everything was erased, as was asked for. */
  hasErased = false;
  #eraseTries: number;
  #isUnderWay = false;
  #wasOrdered = false;
  #elapsedMs = 0;
  #sinceSampleMs = 0;
  #heldMs = 0;
  #inBandMs = 0;
  #phase: Phase = Phase.starting;
  #setpoint: number | undefined = undefined;
  #reason: Reason = Reason.none;
  #alarm: Reason = Reason.none;
  #part: Part = Part.idle;
  #set = 0;
  #repetitions = 0;

  /** @param eraseWanted every session is to go before the cuff can be used */
  constructor(shelf: SessionShelf, config: CuffConfig, eraseWanted = false) {
    this.shelf = shelf;
    this.isTidying = shelf.needsTidy || eraseWanted;
    this.#eraseTries = eraseWanted ? ERASE_TRIES : 0;
    this.#recorder = new SessionRecorder(shelf);
    this.#header.cuffName = config.cuff.name;
    this.#header.firmwareVersion = firmwareVersion;
  }

  /** The log has no erased room left for what goes on. */
  get isTruncated(): boolean {
    return this.#recorder.isTruncated;
  }

  /** After every tick, with what it saw and put out. */
  turn(output: TickOutput, input: TickInput, times: Times, stepMs: number): void {
    if (this.isTidying) {
      if (output.mayErase) this.#tidy();
      return;
    }
    // The next order may come while the cuff still lets go of the last.
    if (output.isOrdered && !this.#wasOrdered && this.#isUnderWay) this.#close();
    this.#wasOrdered = output.isOrdered;
    if (!this.#isUnderWay) {
      if (output.setpointMmhg === undefined) return;
      this.#begin(output, input, times);
    }
    this.#elapsedMs += stepMs;
    this.#noteChanges(output);
    this.#count(output, stepMs);
    this.#sinceSampleMs += stepMs;
    if (this.#sinceSampleMs >= SAMPLE_MS) {
      this.#sinceSampleMs -= SAMPLE_MS;
      this.#recorder.sample(output.pressureValid ? output.pressureMmhg : Number.NaN);
    }
    if (isOver(output)) this.#close();
  }

  /** One erase a turn. */
  #tidy(): void {
    if (this.#eraseTries > 0) {
      this.hasErased = this.shelf.eraseAll();
      this.#eraseTries = this.hasErased ? 0 : this.#eraseTries - 1;
      return;
    }
    this.isTidying = this.shelf.tidy() === "more";
  }

  #begin(output: TickOutput, { order, training, wantedMmhg }: TickInput, { poweredMinutes, clock }: Times): void {
    const header = this.#header;
    copyWearer(order.wearer, header.wearer);
    header.mode = order.mode;
    // A search has none yet: what was known before may be somebody else's.
    const isSearch = order.mode === Mode.search;
    const lopMmhg = isSearch ? Number.NaN : output.lopMmhg;
    const plan = isSearch ? undefined : training.plan;
    header.lopMmhg = lopMmhg;
    header.lopIsEntered = lopMmhg > 0 && lopMmhg !== output.lopFoundMmhg;
    header.prescriptionName = plan === undefined ? "" : plan.name;
    header.targetShare = plan === undefined ? (wantedMmhg ?? Number.NaN) / lopMmhg : plan.percentLop / 100;
    header.poweredMinutes = poweredMinutes;
    header.wallClockS = clock.nowS;
    this.#recorder.begin(header);
    this.#isUnderWay = true;
    this.#elapsedMs = 0;
    this.#sinceSampleMs = 0;
    this.#heldMs = 0;
    this.#inBandMs = 0;
    this.#setpoint = undefined;
    this.#reason = Reason.none;
    this.#part = Part.idle;
    this.#repetitions = 0;
    const statistics = this.#statistics;
    statistics.restrictedMs = 0;
    statistics.peakMmhg = Number.NaN;
    statistics.sets = 0;
    statistics.repetitions.fill(0);
  }

  #noteChanges(output: TickOutput): void {
    const { phase, setpointMmhg, reason, alarm } = output;
    if (phase !== this.#phase) this.#event(EventKind.phase, Reason.none, phase);
    if (setpointMmhg !== this.#setpoint) this.#event(EventKind.setpoint, Reason.none, setpointMmhg ?? Number.NaN);
    if (reason !== this.#reason && reason !== Reason.none) this.#event(EventKind.stop, reason, Number.NaN);
    if (alarm !== this.#alarm) this.#event(EventKind.alarm, alarm, Number.NaN);
    if (reason === Reason.lopFound && reason !== this.#reason)
      this.#event(EventKind.lopFound, Reason.none, output.lopFoundMmhg);
    this.#phase = phase;
    this.#setpoint = setpointMmhg;
    this.#reason = reason;
    this.#alarm = alarm;
    this.#noteSets(output);
  }

  #noteSets({ training }: TickOutput): void {
    const { part, set, repetitions } = training;
    const done = repetitions[this.#set] ?? 0;
    if (this.#part === Part.working) {
      if (done > this.#repetitions) this.#event(EventKind.repetition, Reason.none, done);
      this.#repetitions = done;
      this.#statistics.repetitions[this.#set] = done;
      if (part !== Part.working) this.#event(EventKind.setEnded, Reason.none, this.#set + 1);
    }
    if (part === Part.working && (this.#part !== Part.working || set !== this.#set)) {
      this.#event(EventKind.setBegun, Reason.none, set + 1);
      this.#statistics.sets = set + 1;
      this.#repetitions = repetitions[set] ?? 0;
    }
    this.#part = part;
    this.#set = set;
  }

  #count({ phase, pressureMmhg, pressureValid, setpointMmhg }: TickOutput, stepMs: number): void {
    const statistics = this.#statistics;
    if (!pressureValid) return;
    if (pressureMmhg > DEFLATED_MMHG) statistics.restrictedMs += stepMs;
    if (!(pressureMmhg <= statistics.peakMmhg)) statistics.peakMmhg = pressureMmhg;
    if (phase !== Phase.holding || setpointMmhg === undefined) return;
    this.#heldMs += stepMs;
    const off = pressureMmhg - setpointMmhg;
    if (off < BAND_SHARE * setpointMmhg && off > -BAND_SHARE * setpointMmhg) this.#inBandMs += stepMs;
  }

  #close(): void {
    const statistics = this.#statistics;
    statistics.durationMs = this.#elapsedMs;
    statistics.inBandShare = this.#heldMs > 0 ? this.#inBandMs / this.#heldMs : Number.NaN;
    statistics.endedBy = this.#reason;
    this.#recorder.close(statistics);
    this.#isUnderWay = false;
  }

  #event(kind: EventKind, code: Reason, value: number): void {
    this.#recorder.event(this.#elapsedMs, kind, code, value);
  }
}

/** Its order has ended, and the cuff is open and empty, or so for good. */
function isOver({ phase, isOrdered }: TickOutput): boolean {
  return !isOrdered && (phase === Phase.armed || phase === Phase.vented || phase === Phase.faulted);
}
