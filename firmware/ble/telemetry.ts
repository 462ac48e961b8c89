import type { BatteryPart } from "../parts/batteries";
import type { LimbAccount } from "../safety/limb-account";
import type { TickInput, TickOutput } from "../shared/tick";
import { Part } from "../shared/training";
import { batteryFrame, sessionFrame, statusFrame } from "./frames";
import { Slot } from "./gatt-table";
import type { Link } from "./link";
import { type LopOnRecord, LopTeller } from "./lop-teller";

const STATUS_EVERY_MS = 100;
const SESSION_EVERY_MS = 1000;
const BATTERY_EVERY_MS = 10_000;

/** An inflation that ends once the cuff has been open and empty for long enough. */
export interface RestingInflation {
  readonly restMs: number;
}

/** What of a cuff no tick tells. */
export interface ToldCuff {
  readonly account: LimbAccount;
  readonly inflation: RestingInflation;
  readonly lop: LopOnRecord;
}

/** What a status tells that no tick knows. */
export interface Surroundings {
  readonly isControlled: boolean;
  readonly isBondingOpen: boolean;
  readonly hasLostSessions: boolean;
  readonly isLogFull: boolean;
  readonly isClockSet: boolean;
  readonly isErasePending: boolean;
  readonly isDebugBuild: boolean;
}

/** Keeps the frames that can be read or listened to, and sends them when it is time. One frame a tick at most. */
export class Telemetry {
  readonly #battery: BatteryPart;
  readonly #account: LimbAccount;
  readonly #inflation: RestingInflation;
  readonly #surroundings: Surroundings;
  readonly #status = statusFrame.blank();
  readonly #session = sessionFrame.blank();
  readonly #charge = batteryFrame.blank();
  readonly #statusBytes = new Uint8Array(statusFrame.bytes);
  readonly #sessionBytes = new Uint8Array(sessionFrame.bytes);
  readonly #batteryBytes = new Uint8Array(batteryFrame.bytes);
  readonly #statusView = new DataView(this.#statusBytes.buffer);
  readonly #sessionView = new DataView(this.#sessionBytes.buffer);
  readonly #batteryView = new DataView(this.#batteryBytes.buffer);
  readonly #lop: LopTeller;
  #statusMs = 0;
  #isStatusTold = false;
  #isSessionTold = false;
  #sessionMs = 0;
  #batteryMs = BATTERY_EVERY_MS;
  /** Of the session, what makes it news. */
  #part: Part = Part.idle;
  #set = 0;
  #repetitions = 0;
  #answered = 0;

  constructor(battery: BatteryPart, { account, inflation, lop }: ToldCuff, surroundings: Surroundings) {
    this.#inflation = inflation;
    this.#lop = new LopTeller(lop);
    this.#battery = battery;
    this.#account = account;
    this.#surroundings = surroundings;
    this.#charge.batteryPercent = Number.NaN;
    batteryFrame.encode(this.#charge, this.#batteryView, 0);
  }

  /** What a read gives: the newest, and nothing before this client was told anything: what was before is out of date. */
  frameOf(slot: Slot): Uint8Array | undefined {
    if (slot === Slot.status && this.#isStatusTold) return this.#statusBytes;
    if (slot === Slot.session && this.#isSessionTold) return this.#sessionBytes;
    if (slot === Slot.lopResult && this.#lop.isTold) return this.#lop.bytes;
    return slot === Slot.battery ? this.#batteryBytes : undefined;
  }

  /** A new client gets all of it at once. */
  begin(): void {
    this.#statusMs = STATUS_EVERY_MS;
    this.#sessionMs = SESSION_EVERY_MS;
    this.#batteryMs = BATTERY_EVERY_MS;
    this.#isStatusTold = false;
    this.#isSessionTold = false;
    this.#lop.begin();
  }

  /** After every tick. What is dear takes turns. */
  turn(link: Link, output: TickOutput, input: TickInput, nowMs: number, stepMs: number): void {
    this.#statusMs += stepMs;
    this.#sessionMs += stepMs;
    this.#batteryMs += stepMs;
    if (this.#statusMs >= STATUS_EVERY_MS) {
      this.#statusMs = this.#statusMs >= 2 * STATUS_EVERY_MS ? 0 : this.#statusMs - STATUS_EVERY_MS;
      this.#tellStatus(output, nowMs);
      if (isHeldUp(link, Slot.status, this.#statusBytes)) this.#statusMs = STATUS_EVERY_MS;
    } else if (this.#sessionMs >= SESSION_EVERY_MS || this.#isNews(output)) {
      this.#sessionMs = 0;
      this.#tellSession(output, input);
      if (isHeldUp(link, Slot.session, this.#sessionBytes)) this.#sessionMs = SESSION_EVERY_MS;
    } else if (this.#batteryMs >= BATTERY_EVERY_MS) {
      this.#batteryMs = 0;
      this.#tellBattery(input.batteryMv);
      if (isHeldUp(link, Slot.battery, this.#batteryBytes)) this.#batteryMs = BATTERY_EVERY_MS;
    } else this.#lop.turn(link, output, input, stepMs);
  }

  #tellStatus(output: TickOutput, nowMs: number): void {
    const status = this.#status;
    const around = this.#surroundings;
    status.sequence++;
    status.uptimeMs = nowMs;
    status.pressureMmhg = output.pressureValid ? output.pressureMmhg : Number.NaN;
    status.setpointMmhg = output.setpointMmhg ?? Number.NaN;
    status.phase = output.phase;
    status.reason = output.reason;
    status.alarm = output.alarm;
    status.priority = output.priority;
    status.limbMoves = output.limbMoves;
    status.isSilenced = output.isSilenced;
    status.isControlled = around.isControlled;
    status.isBondingOpen = around.isBondingOpen;
    status.isLifting = output.training.isLifting;
    status.isArmed = output.isArmed;
    status.inflatedMs = output.inflatedMs;
    // Whoever presses the button sooner is refused.
    const { restMs } = this.#inflation;
    status.reperfusionMs = restMs > output.reperfusionMs ? restMs : output.reperfusionMs;
    status.batteryPercent = this.#charge.batteryPercent;
    status.part = output.training.part;
    status.hasLostSessions = around.hasLostSessions;
    status.isLogFull = around.isLogFull;
    status.isClockSet = around.isClockSet;
    status.isErasePending = around.isErasePending;
    status.isDebugBuild = around.isDebugBuild;
    this.#isStatusTold = true;
    statusFrame.encode(status, this.#statusView, 0);
  }

  #isNews({ training }: TickOutput): boolean {
    const { part, set, answered } = training;
    const repetitions = training.repetitions[set] ?? 0;
    const isSame =
      part === this.#part && set === this.#set && answered === this.#answered && repetitions === this.#repetitions;
    this.#part = part;
    this.#set = set;
    this.#answered = answered;
    this.#repetitions = repetitions;
    return !isSame;
  }

  #tellSession({ training }: TickOutput, { order }: TickInput): void {
    const session = this.#session;
    session.sequence++;
    session.part = training.part;
    session.set = training.set;
    session.sets = training.sets;
    session.wantedRepetitions = training.wantedRepetitions;
    session.repetitions = training.repetitions[training.set] ?? 0;
    session.remainingMs = training.remainingMs;
    session.personSlot = order.wearer.personSlot;
    session.answered = training.answered;
    session.answer = training.answer;
    session.restrictedMs = this.#account.restricted.totalMs(order.wearer.personSlot, order.wearer.side);
    session.targetMmhg = training.targetMmhg;
    this.#isSessionTold = true;
    sessionFrame.encode(session, this.#sessionView, 0);
  }

  /** Lithium cells fall nearly straight between full and empty: near enough to know when to charge. */
  #tellBattery(batteryMv: number): void {
    const { fullMv, releaseMv } = this.#battery;
    const percent = (100 * (batteryMv - releaseMv)) / (fullMv - releaseMv);
    this.#charge.batteryPercent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
    batteryFrame.encode(this.#charge, this.#batteryView, 0);
  }
}

/** Sends a frame. True where somebody listens and the link takes no more for now: it is due again in the next tick. */
function isHeldUp(link: Link, slot: Slot, bytes: Uint8Array): boolean {
  return !link.send(slot, bytes) && link.isSubscribed(slot);
}
