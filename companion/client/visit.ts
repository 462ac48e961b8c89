import type { Values } from "../../firmware/ble/frame";
import { capabilitiesFrame, LEAST_CLIENT_MAJOR, PROTOCOL_MAJOR } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Operation } from "../../firmware/ble/operation";
import { decoded } from "../protocol/frame-bytes";
import { Connection } from "./connection";
import { ControlPoint } from "./control-point";
import { IncompatibleProtocol, LinkLost, ProtocolError } from "./errors";
import type { Feeds } from "./feeds";
import type { Scheduler } from "./scheduler";
import type { Transport } from "./transport";

/** What a cuff is and can do. */
export type Capabilities = Values<typeof capabilitiesFrame>;

/** From one connecting to the next: what the cuff forgets with the link, the client forgets with this. */
export class Visit {
  readonly connection: Connection;
  readonly #point: ControlPoint;
  readonly #feeds: Feeds;
  #admission: Promise<void> | undefined;
  #capabilities: Capabilities | undefined;
  /** What is open to everybody is known and listened to. */
  isReady = false;
  isBonded = false;
  hasControl = false;

  constructor(transport: Transport, feeds: Feeds, scheduler: Scheduler) {
    this.connection = new Connection(transport, scheduler);
    this.#point = new ControlPoint(this.connection, scheduler);
    this.#feeds = feeds;
  }

  get capabilities(): Capabilities {
    if (this.#capabilities === undefined) throw new LinkLost("The cuff is not connected.");
    return this.#capabilities;
  }

  /** Finds out what is there, and listens to what is open to everybody. @throws IncompatibleProtocol */
  async begin(): Promise<void> {
    this.#capabilities = capabilitiesFrom(await this.connection.read(Slot.capabilities));
    for (const [slot, feed] of this.#feeds.open) {
      await this.connection.subscribe(slot, (bytes) => feed.take(bytes));
      await this.#readInto(feed, slot);
    }
    this.isReady = true;
  }

  ask(operation: Operation, body: Uint8Array, patienceMs: number): Promise<Uint8Array> {
    if (this.#admission === undefined) {
      this.#admission = this.#listen();
      // Whoever asks next tries again.
      this.#admission.catch(() => {
        this.#admission = undefined;
      });
    }
    return this.#point.ask(operation, body, patienceMs, this.#admission);
  }

  stillBusy(): void {
    this.#point.stillBusy();
  }

  /** Nothing that was asked for so far is sent any more. */
  abandon(): void {
    this.#point.abandon();
  }

  end(error: LinkLost): void {
    this.isReady = false;
    this.isBonded = false;
    this.hasControl = false;
    this.connection.end(error);
  }

  /** Listens to what needs an encrypted link: here is where a phone pairs. */
  async #listen(): Promise<void> {
    const { connection } = this;
    const { lop, events } = this.#feeds;
    await connection.subscribe(Slot.controlPoint, (bytes) => this.#point.take(bytes));
    await connection.subscribe(Slot.events, (bytes) => events.take(bytes));
    await connection.subscribe(Slot.lopResult, (bytes) => lop.take(bytes));
    // It was told when the connection began, while nobody listened.
    await this.#readInto(lop, Slot.lopResult);
  }

  /** What the cuff has told this client nothing of yet it gives no bytes of: it comes by itself. */
  async #readInto(feed: { take(bytes: Uint8Array): void }, slot: Slot): Promise<void> {
    const bytes = await this.connection.read(slot);
    if (bytes.length > 0) feed.take(bytes);
  }
}

function capabilitiesFrom(bytes: Uint8Array): Capabilities {
  const [protocolMajor = 0] = bytes;
  if (protocolMajor > PROTOCOL_MAJOR) {
    throw new IncompatibleProtocol(
      protocolMajor,
      `This cuff speaks protocol ${protocolMajor}, and this app only up to ${PROTOCOL_MAJOR}: update the app.`,
    );
  }
  const capabilities = decoded(capabilitiesFrame, bytes)?.values;
  if (capabilities === undefined) throw new ProtocolError("What the cuff says about itself is too short.");
  if (protocolMajor < LEAST_CLIENT_MAJOR || capabilities.leastClientMajor > PROTOCOL_MAJOR) {
    throw new IncompatibleProtocol(protocolMajor, "Cuff and app are too far apart in age: update the older of them.");
  }
  return capabilities;
}
