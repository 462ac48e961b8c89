import { BondBook } from "./bond-book";
import type { KeptBoot } from "./boot";
import type { CuffConfig } from "./parts/config";
import { PersonBook } from "./person-book";
import { noOwnLimits } from "./safety/caps";
import type { LimbAccount } from "./safety/limb-account";
import { startLimits } from "./safety/limits";
import { Gesture } from "./shared/gesture";
import { Reason } from "./shared/reasons";
import type { TickInput, TickOutput } from "./shared/tick";
import { Part } from "./shared/training";
import { calibrationCodec, type StoredCalibration } from "./storage/calibration";
import type { Stored } from "./storage/codec";
import type { Flash } from "./storage/flash";
import { Kind } from "./storage/kinds";
import { Ledger } from "./storage/ledger";
import { ledgerCodec } from "./storage/ledger-codec";
import { ownLimitsCodec, type StoredLimits } from "./storage/own-limits";
import { RecordStore } from "./storage/record-store";
import { StopLog } from "./storage/stop-log";
import { stopLogCodec } from "./storage/stop-log-codec";
import { WallClock } from "./wall-clock";

const MINUTE_MS = 60_000;
/** While nothing is restricted, and no reset is being counted, the ledger is kept this often, ms. */
const IDLE_SAVE_MS = 30 * MINUTE_MS;
/** What an app tells is kept this often at most, ms. */
const TOLD_SAVE_MS = 1000;
const RESETS = startLimits.abnormalResets.value;
const WINDOW_MS = startLimits.abnormalResetWindow.value;

/**
 * What outlives a restart: calibration, own limits, what limbs have had, what stopped the cuff. Reads it before the
 * first tick, and writes between ticks: into space that was erased before, so that nothing stalls a hold.
 */
export class Keeper {
  readonly #store: RecordStore;
  readonly #ledger: Ledger;
  readonly #stops: StopLog;
  #poweredMs: number;
  #unsavedMs = 0;
  #toldMs = 0;
  /** The clock was told: what was kept is out of date. */
  #isDirty = false;
  #keptOwedMs: number;
  #lastReason: Reason = Reason.none;
  #isTraining = false;

  /** What the cuff has to know of before it was switched on. */
  readonly boot: KeptBoot;
  readonly calibration: StoredCalibration | undefined;
  readonly people: PersonBook;
  readonly bonds: BondBook;
  readonly clock: WallClock;
  /** Nothing more fits until something was erased: the cuff may not be armed. */
  isFull = false;
  /** Room is being made: the power-on checks wait for it, because an erase may outlast the dead-man's heartbeat. */
  isTidying: boolean;

  /**
   * Before the first tick.
   * @param wasAbnormal the reset was a panic, a watchdog or a brown-out
   */
  constructor(flash: Flash, config: CuffConfig, wasAbnormal: boolean) {
    const store = new RecordStore(flash);
    this.#store = store;
    const calibration = store.load(calibrationCodec);
    const limits = store.load(ownLimitsCodec(config.cuff.limb));
    const ledger = store.load(ledgerCodec);
    const stops = store.load(stopLogCodec);
    this.calibration = foundIn(calibration);
    this.#ledger = foundIn(ledger) ?? new Ledger();
    this.#stops = foundIn(stops) ?? new StopLog();
    if (stops.state === "corrupt") store.forget(Kind.stops);
    this.#poweredMs = this.#ledger.poweredMinutes * MINUTE_MS;
    if (wasAbnormal) this.#countReset();
    // An older ledger is as good as none: a lock-out may have been in what was lost.
    const isCorrupt =
      [calibration, limits, ledger].some(({ state }) => state === "corrupt") ||
      (ledger.state === "found" && ledger.fellBack);
    this.boot = this.#bootOf(isCorrupt, foundIn(limits));
    this.#keptOwedMs = this.boot.reperfusionMs;
    this.clock = new WallClock(this.#ledger.wallClockMinutes);
    if (this.#ledger.eraseWanted) this.#forgetPeople();
    this.people = new PersonBook(store);
    this.bonds = new BondBook(store);
    this.isTidying = store.needsErase || this.#ledger.eraseWanted;
  }

  /** `config` with what calibration has found. */
  calibrated(config: CuffConfig): CuffConfig {
    const [first] = this.calibration ?? [];
    return first === undefined ? config : { ...config, storedZeroMmhg: first.storedZeroMmhg, gain: first.gain };
  }

  /** After every tick, with what it saw and put out. */
  turn(output: TickOutput, input: TickInput, account: LimbAccount, stepMs: number): void {
    this.#poweredMs += stepMs;
    this.clock.advance(stepMs);
    this.#unsavedMs += stepMs;
    if (output.gesture === Gesture.forgetBonds) this.#forget();
    const isNews = output.reason !== this.#lastReason && output.reason !== Reason.none;
    this.#lastReason = output.reason;
    // From the first moment on, or a reset in mid-hold would forget that the limb is owed a rest.
    const isOwedMore = output.reperfusionMs > this.#keptOwedMs;
    const isBusy = output.inflatedMs > 0 || this.#countsResets;
    const isDue = isOwedMore || this.#unsavedMs >= (isBusy ? MINUTE_MS : IDLE_SAVE_MS);
    if (isNews) this.#note(output);
    if (isNews && output.reason === Reason.lopFound) {
      this.people.noteLop(input.order.wearer, output.lopFoundMmhg, this.clock.nowS);
    }
    const isCounted = this.#noteSession(output, input);
    if (isNews || isDue || isCounted) this.#save(account);
    if (output.mayErase) this.#keepWhatWasTold(account, stepMs);
    if (this.isTidying && output.mayErase) this.#tidy();
  }

  /**
   * An app may tell something in every tick; a save costs as much as ten of them. Not while the cuff is armed: the room
   * that a session needs for what limbs have had is not an app's to fill.
   */
  #keepWhatWasTold(account: LimbAccount, stepMs: number): void {
    this.#toldMs += stepMs;
    if (this.#toldMs < TOLD_SAVE_MS) return;
    this.#toldMs = 0;
    this.people.save();
    if (this.#isDirty) this.#save(account);
    if ((this.#store.needsErase && !this.isTidying) || this.people.isFull) this.isFull = true;
  }

  /** One erase a turn, and only before the power-on checks: later one that takes long would trip the dead-man. */
  #tidy(): void {
    if (this.#store.tidy() === "more") return;
    this.isTidying = false;
    this.isFull = this.#store.needsErase;
  }

  #note(output: TickOutput): void {
    const { reason, phase, pressureMmhg, pressureValid } = output;
    this.#stops.add(reason, phase, this.poweredMinutes, pressureValid ? pressureMmhg : undefined);
    if (this.#store.save(stopLogCodec, this.#stops) === "noRoom") this.isFull = true;
  }

  /** A session that was broken off is none that a person has got used to. */
  #noteSession({ reason, training }: TickOutput, input: TickInput): boolean {
    const isOver = this.#isTraining && training.part === Part.over;
    const isTraining = training.part !== Part.idle && training.part !== Part.over;
    const { plan } = input.training;
    if (isTraining && !this.#isTraining && plan !== undefined) this.people.notePlan(training.personSlot, plan);
    this.#isTraining = isTraining;
    const isDone = training.isWhole && (reason === Reason.sessionDone || reason === Reason.firstSessionOver);
    if (!isOver || !isDone) return false;
    this.#ledger.noteSession(training.personSlot);
    return true;
  }

  #save(account: LimbAccount): void {
    const ledger = this.#ledger;
    this.#unsavedMs = 0;
    this.#isDirty = false;
    this.#keptOwedMs = account.reperfusion.owedMs;
    ledger.poweredMinutes = this.poweredMinutes;
    ledger.wallClockMinutes = this.clock.minutes;
    ledger.reperfusionOwedMs.fill(account.reperfusion.owedMs);
    ledger.setRestrictedMs(account.restricted.buckets);
    if (this.#store.save(ledgerCodec, ledger) === "noRoom") this.isFull = true;
    if ((this.#store.needsErase && !this.isTidying) || this.people.isFull) this.isFull = true;
  }

  /**
   * An app has told the time: now it is known how long the cuff was switched off, and restricted time of more than
   * 12 h ago counts no longer. False for a time that cannot be.
   */
  tellTime(unixS: number, account: LimbAccount): boolean {
    const missedMs = this.clock.tell(unixS);
    if (missedMs === undefined) return false;
    account.restricted.advance(missedMs);
    if (missedMs > 0) this.#isDirty = true;
    return true;
  }

  /** All that is kept about people is to go: at the next start, because erasing takes longer than the dead-man waits. */
  wantErase(account: LimbAccount): void {
    if (this.#ledger.eraseWanted) return;
    this.#ledger.eraseWanted = true;
    this.#save(account);
  }

  /** … and has been asked for, and not been done yet. */
  get eraseWanted(): boolean {
    return this.#ledger.eraseWanted;
  }

  /** The training log is gone; what this keeps went before. */
  noteErased(account: LimbAccount): void {
    if (!this.#ledger.eraseWanted || this.isTidying) return;
    this.#ledger.eraseWanted = false;
    this.#save(account);
  }

  /** What limbs have had, lock-out, limits and calibration stay: they protect whoever comes next. */
  #forgetPeople(): void {
    this.#store.forget(Kind.people);
    this.#store.forget(Kind.bonds);
    this.#store.forget(Kind.stops);
    this.#ledger.sessions.fill(0);
    this.#stops.clear();
    this.#store.save(ledgerCodec, this.#ledger);
    this.#store.separate();
  }

  /** The last abnormal reset is recent: until it is not, powered minutes have to be known exactly. */
  get #countsResets(): boolean {
    return this.#poweredMs - (this.#ledger.abnormalResetsMs[RESETS - 1] ?? Number.NaN) <= WINDOW_MS;
  }

  /** The person in this slot is gone, and with them what they have got used to. False for a slot that does not exist. */
  forgetPerson(personSlot: number): boolean {
    if (!this.people.forget(personSlot)) return false;
    this.#ledger.sessions[personSlot] = 0;
    this.#isDirty = true;
    return true;
  }

  /** Sessions that the person in this slot has completed on this cuff. */
  sessionsOf(personSlot: number): number {
    return this.#ledger.sessions[personSlot] ?? 0;
  }

  /** Time with power since the cuff was built, whole minutes. */
  get poweredMinutes(): number {
    return Math.floor(this.#poweredMs / MINUTE_MS);
  }

  /** Ten seconds on the button: forget all bonds, and lift a lock-out. */
  #forget(): void {
    this.#ledger.lockedOut = false;
    this.#ledger.abnormalResetsMs.fill(Number.NaN);
    this.bonds.forgetAll();
    this.#store.save(ledgerCodec, this.#ledger);
  }

  /** Three abnormal resets within ten powered minutes lock the cuff. Time without power is unknown and counts as none. */
  #countReset(): void {
    const { abnormalResetsMs } = this.#ledger;
    const oldest = abnormalResetsMs[1] ?? Number.NaN;
    abnormalResetsMs.copyWithin(0, 1);
    abnormalResetsMs[RESETS - 1] = this.#poweredMs;
    if (this.#poweredMs - oldest <= WINDOW_MS) this.#ledger.lockedOut = true;
    this.#store.save(ledgerCodec, this.#ledger);
  }

  #bootOf(storedDataCorrupt: boolean, limits: StoredLimits | undefined): KeptBoot {
    const ledger = this.#ledger;
    const restrictedMs = new Float64Array(ledger.restrictedTenths.length);
    ledger.copyRestrictedMs(restrictedMs);
    return {
      lockedOut: ledger.lockedOut,
      storedDataCorrupt,
      reperfusionMs: Math.max(...ledger.reperfusionOwedMs),
      restrictedMs,
      own: limits?.[0] ?? noOwnLimits,
      sessions: ledger.sessions,
    };
  }
}

function foundIn<T>(stored: Stored<T>): T | undefined {
  return stored.state === "found" ? stored.value : undefined;
}
