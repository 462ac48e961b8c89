import type { Slot } from "../../firmware/ble/gatt-table";
import type { Operation } from "../../firmware/ble/operation";
import { operations } from "../../firmware/ble/operations";
import { connectWithPatience } from "./connecting";
import { ANSWER_MS } from "./control-point";
import { LinkLost, ReleaseUnconfirmed } from "./errors";
import { Feeds, type Status } from "./feeds";
import { type KeyStore, keyFor, MemoryKeyStore } from "./key-store";
import { CuffLog } from "./log";
import { release } from "./releasing";
import { type Adopted, type Asked, adoptedFrom, bodyOf } from "./requests";
import { realTime, type Scheduler } from "./scheduler";
import { Stream } from "./stream";
import type { Transport } from "./transport";
import { type Capabilities, Visit } from "./visit";

export interface CuffClientOptions {
  readonly transport: Transport;
  /** Where the app's key for each cuff is kept; without one it is forgotten with the program. */
  readonly keys?: KeyStore;
  readonly scheduler?: Scheduler;
  /** s since 1970, UTC. */
  readonly unixS?: () => number;
}

/** One cuff, as an app drives it. */
export class CuffClient {
  readonly #transport: Transport;
  readonly #keys: KeyStore;
  readonly #scheduler: Scheduler;
  readonly #unixS: () => number;
  readonly #feeds: Feeds;
  #visit: Visit | undefined;
  #connecting: Promise<void> | undefined;
  /** What to win back after the link was lost. */
  #was = { isBonded: false, hasControl: false };

  /** The link was lost, without `disconnect`. */
  readonly lost: Stream<LinkLost>;
  readonly log: CuffLog;
  /** Ten times a second: all that a display needs. */
  readonly status: Feeds["status"];
  /** Where a training session stands. */
  readonly session: Feeds["session"];
  /** The limb occlusion pressure on record. */
  readonly lop: Feeds["lop"];
  readonly battery: Feeds["battery"];
  readonly events: Feeds["events"];
  /** 100 pressures a second, once they were switched on: `listenToRaw`. */
  readonly raw: Feeds["raw"];

  constructor({ transport, keys, scheduler, unixS }: CuffClientOptions) {
    this.#transport = transport;
    this.#keys = keys ?? new MemoryKeyStore();
    this.#scheduler = scheduler ?? realTime;
    this.#unixS = unixS ?? (() => Date.now() / 1000);
    const feeds = new Feeds(this.#scheduler);
    this.#feeds = feeds;
    this.status = feeds.status;
    this.session = feeds.session;
    this.lop = feeds.lop;
    this.battery = feeds.battery;
    this.events = feeds.events;
    this.raw = feeds.raw;
    this.lost = new Stream(this.#scheduler);
    this.log = new CuffLog(this);
  }

  get name(): string {
    return this.#transport.name;
  }

  get isConnected(): boolean {
    return this.#visit?.isReady === true;
  }

  get isBonded(): boolean {
    return this.#visit?.isBonded === true;
  }

  get hasControl(): boolean {
    return this.#visit?.hasControl === true;
  }

  /** @throws LinkLost while it is not connected */
  get capabilities(): Capabilities {
    return this.#standing.capabilities;
  }

  get #standing(): Visit {
    if (this.#visit?.isReady !== true) throw new LinkLost("The cuff is not connected.");
    return this.#visit;
  }

  /**
   * Connects, finds out what is there and listens to what anybody may. Tries again a few times.
   * @throws LinkLost, or what the last try came to; IncompatibleProtocol at once
   */
  connect(): Promise<void> {
    if (this.isConnected) return Promise.resolve();
    this.#connecting ??= connectWithPatience(this.#transport, this.#scheduler, () => this.#begin()).finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async disconnect(): Promise<void> {
    this.#was = { isBonded: false, hasControl: false };
    if (this.#visit !== undefined) this.#end(this.#visit, new LinkLost("The app has disconnected."));
    await this.#transport.disconnect();
  }

  /** Connects again after the link was lost, and takes back what this client had: its name and control. */
  async resume(): Promise<void> {
    const { isBonded, hasControl } = this.#was;
    await this.connect();
    if (isBonded && !this.isBonded) await this.introduce();
    if (hasControl && !this.hasControl) await this.takeControl();
  }

  /**
   * Says who asks. The first time at a cuff its bonding window has to be open: somebody holds its button for 3 to 9 s.
   * @throws RequestRefused `notBonded` otherwise
   */
  async introduce(): Promise<Adopted<typeof operations.introduce>> {
    const visit = this.#standing;
    const key = await keyFor(this.#keys, visit.capabilities.unitId);
    const adopted = await this.ask(operations.introduce, {}, key);
    visit.isBonded = true;
    this.#was.isBonded = true;
    return adopted;
  }

  /** Asks for control, and tells the cuff the date. @throws RequestRefused also where it does not believe the date */
  async takeControl(): Promise<void> {
    const visit = this.#standing;
    await this.ask(operations.requestControl);
    visit.hasControl = true;
    this.#was.hasControl = true;
    if (visit.capabilities.hasClock) await this.ask(operations.setClock, { unixS: Math.floor(this.#unixS()) });
  }

  async giveUpControl(): Promise<void> {
    const visit = this.#standing;
    await this.ask(operations.giveUpControl);
    visit.hasControl = false;
    this.#was.hasControl = false;
  }

  /**
   * Asks for anything, as in `ask(operations.adjust, { setpointMmhg: 80 })`, and resolves with what was adopted.
   * @param tail what stands behind the fields, for the requests that have such a thing
   * @param patienceMs how long an answer may take before the request is sent once more, and after that
   * @throws RequestRefused, InvalidRequest, CuffTimeout, LinkLost, Overtaken, ProtocolError, TransportError
   */
  async ask<T extends Operation>(operation: T, ...[values, tail, patienceMs]: Asked<T>): Promise<Adopted<T>> {
    const body = bodyOf(operation, values ?? {}, tail);
    return adoptedFrom(operation, await this.#standing.ask(operation, body, patienceMs ?? ANSWER_MS));
  }

  /**
   * Lets go now, past everything that waits; what waits is given up. Resolves once the status shows it.
   * @throws ReleaseUnconfirmed where it does not within 2 s: the message is for whoever is in the cuff
   */
  async release(): Promise<Status> {
    const visit = this.#visit;
    if (visit === undefined) throw new ReleaseUnconfirmed("The cuff is not connected.");
    visit.abandon();
    return release(visit.connection, this.status, this.#scheduler);
  }

  /** Listens to what a characteristic carries; what it gives back ends that. */
  async tap(slot: Slot, take: (bytes: Uint8Array) => void): Promise<() => Promise<void>> {
    const { connection } = this.#standing;
    await connection.subscribe(slot, take);
    return () => connection.unsubscribe(slot);
  }

  /** Frames that belong to an answer have come: it is still on its way. */
  stillBusy(): void {
    this.#visit?.stillBusy();
  }

  async #begin(): Promise<void> {
    const visit = new Visit(this.#transport, this.#feeds, this.#scheduler);
    for (const feed of this.#feeds.all) feed.restart();
    this.#transport.onLost = () => this.#lose(visit);
    this.#visit = visit;
    try {
      await visit.begin();
    } catch (error) {
      this.#end(visit, new LinkLost("The connection was given up."));
      throw error;
    }
  }

  #lose(visit: Visit): void {
    const error = new LinkLost("The connection to the cuff is lost.");
    const isNews = visit.isReady && visit === this.#visit;
    this.#end(visit, error);
    if (isNews) this.lost.emit(error);
  }

  #end(visit: Visit, error: LinkLost): void {
    visit.end(error);
    if (visit !== this.#visit) return;
    this.#visit = undefined;
    for (const feed of this.#feeds.all) feed.fail(error);
  }
}
