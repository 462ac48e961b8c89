import type { Diary } from "../diary";
import type { Keeper } from "../keeper";
import type { CuffConfig } from "../parts/config";
import { Gesture } from "../shared/gesture";
import { Phase } from "../shared/phase";
import { Reason } from "../shared/reasons";
import { type TickInput, TickOutput } from "../shared/tick";
import { capabilitiesOf, type Identity } from "./capabilities";
import { LiveEventKind } from "./codes";
import { ControlPoint } from "./control-point";
import { linkDesk } from "./desks/link-desk";
import { logDesk } from "./desks/log-desk";
import { personDesk } from "./desks/person-desk";
import { pressureDesk } from "./desks/pressure-desk";
import { trainingDesk } from "./desks/training-desk";
import { EventRing } from "./event-ring";
import { Slot } from "./gatt-table";
import type { Link, LinkEvents } from "./link";
import { type Decider, Orders } from "./orders";
import { RawStream } from "./raw-stream";
import { Rights } from "./rights";
import { type Surroundings, Telemetry, type ToldCuff } from "./telemetry";
import { Wishes } from "./wishes";

/** The cuff, as far as its service has to know it. */
export type ServedCuff = Decider & ToldCuff;

/**
 * The cuff as an app sees it. What a client does is taken in between ticks and looked at after the next one, so that
 * nothing a client sends can keep a tick waiting; only a request for release is passed on at once.
 */
export class CuffService implements LinkEvents, Surroundings {
  readonly #wishes = new Wishes();
  readonly #rights: Rights;
  readonly #orders: Orders;
  readonly #point: ControlPoint;
  readonly #telemetry: Telemetry;
  readonly #events = new EventRing();
  readonly #raw = new RawStream();
  readonly #capabilities: Uint8Array;
  readonly #nothing = new Uint8Array(0);
  readonly #keeper: Keeper;
  readonly #diary: Diary;
  readonly #identity: Identity;
  #link: Link | undefined;
  #output = new TickOutput();
  #nowMs = 0;
  #phase: Phase = Phase.starting;
  #reason: Reason = Reason.none;
  #alarm: Reason = Reason.none;
  #wasControlled = false;

  constructor(cuff: ServedCuff, keeper: Keeper, diary: Diary, config: CuffConfig, identity: Identity) {
    const wishes = this.#wishes;
    const rights = new Rights(keeper.bonds);
    const orders = new Orders(wishes, keeper.people, cuff);
    this.#rights = rights;
    this.#orders = orders;
    this.#keeper = keeper;
    this.#diary = diary;
    this.#identity = identity;
    this.#capabilities = capabilitiesOf(config, identity);
    this.#telemetry = new Telemetry(config.battery, cuff, this);
    const { account } = cuff;
    const doors = [
      ...linkDesk(rights, wishes, orders, keeper, account),
      ...personDesk(keeper, orders, account, () => this.#output),
      ...pressureDesk(wishes, orders, keeper.clock, () => this.#output),
      ...trainingDesk(wishes, orders, cuff, keeper.people, keeper.clock),
      ...logDesk(
        diary,
        this.#events,
        keeper,
        account,
        () => this.#link,
        () => this.#output,
      ),
    ];
    this.#point = new ControlPoint(doors, rights);
  }

  /** Somebody is connected: there is room for one. */
  get isBusy(): boolean {
    return this.#link !== undefined;
  }

  connected(link: Link): void {
    this.#begin(link);
  }

  disconnected(link: Link): void {
    if (link === this.#link) this.#begin(undefined);
  }

  write(link: Link, slot: Slot, bytes: Uint8Array): void {
    if (slot === Slot.release) {
      this.#wishes.release();
      // What was asked for before it must not fill the cuff after it.
      this.#point.drop();
    } else if (slot === Slot.controlPoint && link === this.#link) this.#point.take(bytes);
  }

  read(_: Link, slot: Slot): Uint8Array {
    if (slot === Slot.capabilities) return this.#capabilities;
    return this.#telemetry.frameOf(slot) ?? this.#nothing;
  }

  /** Before every tick: what the app wants. */
  fill(input: TickInput): void {
    this.#wishes.fill(input);
  }

  /** After every tick, with what it saw and put out. */
  turn(nowMs: number, output: TickOutput, input: TickInput, stepMs: number): void {
    const link = this.#link;
    this.#output = output;
    this.#nowMs = nowMs;
    this.#orders.watch(output, stepMs);
    this.#note(output, nowMs);
    if (output.gesture !== Gesture.none) this.#heed(output.gesture);
    if (this.#rights.advance(link !== undefined, stepMs)) {
      link?.drop();
      this.#begin(undefined);
      return;
    }
    if (link === undefined) return;
    // First, so that a download leaves it its place on the link.
    this.#telemetry.turn(link, output, input, nowMs, stepMs);
    this.#point.turn(link, output, stepMs);
    this.#raw.turn(link, output, nowMs);
    this.#events.send(link);
  }

  #begin(link: Link | undefined): void {
    this.#link = link;
    this.#rights.begin();
    this.#wishes.linked = false;
    this.#point.begin();
    this.#telemetry.begin();
    this.#raw.begin();
    this.#events.skip();
    this.#events.add(LiveEventKind.link, link === undefined ? 0 : 1, this.#nowMs, Number.NaN);
  }

  /** What a button does for the link; what it does for the cuff is none of this. */
  #heed(gesture: Gesture): void {
    if (gesture === Gesture.openBondingWindow) this.#rights.openBonding();
    if (gesture !== Gesture.forgetBonds) return;
    this.#rights.forget();
    this.#wishes.linked = false;
  }

  #note({ phase, reason, alarm, gesture, pressureMmhg, pressureValid }: TickOutput, nowMs: number): void {
    const mmhg = pressureValid ? pressureMmhg : Number.NaN;
    const events = this.#events;
    if (phase !== this.#phase) events.add(LiveEventKind.phase, phase, nowMs, mmhg);
    if (reason !== this.#reason && reason !== Reason.none) events.add(LiveEventKind.reason, reason, nowMs, mmhg);
    if (alarm !== this.#alarm) events.add(LiveEventKind.alarm, alarm, nowMs, mmhg);
    if (gesture !== Gesture.none) events.add(LiveEventKind.gesture, gesture, nowMs, mmhg);
    const { isControlled } = this;
    if (isControlled !== this.#wasControlled) events.add(LiveEventKind.control, isControlled ? 1 : 0, nowMs, mmhg);
    this.#phase = phase;
    this.#reason = reason;
    this.#alarm = alarm;
    this.#wasControlled = isControlled;
  }

  get isControlled(): boolean {
    return this.#rights.hasControl;
  }

  get isBondingOpen(): boolean {
    return this.#rights.isBondingOpen;
  }

  get hasLostSessions(): boolean {
    return this.#diary.shelf.undownloadedLost > 0;
  }

  get isLogFull(): boolean {
    return this.#diary.isTruncated;
  }

  get isClockSet(): boolean {
    return this.#keeper.clock.isSet;
  }

  get isErasePending(): boolean {
    return this.#keeper.eraseWanted;
  }

  get isDebugBuild(): boolean {
    return this.#identity.isDebugBuild;
  }
}
