import { CUFF_SERVICE_UUID, Slot } from "./gatt-table";
import type { Link, LinkEvents } from "./link";
import { Pace } from "./pace";
import { SafeEvents } from "./safe-events";
import type { SdkAdvertisement, SdkConnection, SdkSecurity, SdkServer, SdkServerClass } from "./sdk-gatt";
import { type Access, servicesOf } from "./sdk-services";
import { ServerLink } from "./server-link";

export interface GattServerSetup {
  /** What phones show, UTF-8, at most 29 bytes. */
  readonly name: Uint8Array;
  /** Whatever went wrong in a callback or a call of the SDK. May throw. */
  readonly report: (error: unknown) => void;
  /** Ends the link natively (`ble_gap_terminate`), so that the SDK hears of it as of any lost link. See `#drop`. */
  readonly endLink?: () => void;
}

/** General discoverable, no classic Bluetooth. The SDK's typings have names for these, its code has not. */
const DISCOVERABLE_LE_ONLY = 6;
const COMPLETE_NAME = 9;
/** One link-layer packet of 251 bytes: 4 of them are L2CAP's. */
const MTU = 247;
const ADVERTISE_EVERY_MS = 1000;

/**
 * Without it the SDK leaves Secure Connections off. Just Works, for there is nothing to show a number on. The SDK
 * cannot refuse to pair, so that is open also outside the bonding window; no right depends on it, but on the key with
 * which a client introduces itself. Nor can it delete a bond, or take a phone again that has forgotten the cuff.
 */
const security: SdkSecurity = Object.freeze({
  bond: true,
  authenticate: false,
  immediate: false,
  ioCapabilities: "none",
  display: false,
  keyboard: false,
});

/**
 * Binds `LinkEvents` to the SDK's GATT server (ECMA-419), and keeps its traps (read in the SDK 8.2.3) away from both:
 *
 * - Nothing that is thrown gets into the stack: see `SafeEvents`. ATT errors cannot be sent either.
 * - Advertising stops while a client is there. It is begun anew every second while none is, which changes nothing
 *   where it runs: the SDK forgets it after `close()`, after a connection that failed, and where a link still stood.
 * - Subscriptions belong to characteristics there, not to connections: they are forgotten with the link.
 * - `notify` has a queue without an end: see `Pace`.
 */
export class GattServer implements Access {
  readonly #events: SafeEvents;
  readonly #endLink: (() => void) | undefined;
  readonly #pace = new Pace();
  readonly #onDrop = (link: ServerLink): void => this.#drop(link);
  readonly #onError = (error: unknown): void => this.#events.failed(error);
  readonly #server: SdkServer | undefined;
  /** The service has to be in the advertisement, for pages look for it. With it there are 8 bytes left: no name. */
  readonly #scan: SdkAdvertisement = { flags: DISCOVERABLE_LE_ONLY, services: [CUFF_SERVICE_UUID] };
  readonly #response: SdkAdvertisement = {};
  #isReady = false;
  #link: ServerLink | undefined;
  #sinceAdvertisedMs = 0;

  /** Without a radio the cuff still works by its button: what fails here is reported, not thrown. */
  constructor(sdk: SdkServerClass, events: LinkEvents, setup: GattServerSetup) {
    this.#events = new SafeEvents(events, setup.report);
    this.#endLink = setup.endLink;
    this.rename(setup.name);
    try {
      this.#server = new sdk({
        mtu: MTU,
        services: servicesOf(sdk.properties, setup.name, this),
        security,
        onReady: () => this.#ready(),
        onConnect: (connection) => this.#connected(connection),
        onDisconnect: (connection) => this.#disconnected(connection),
        onSecured: (connection, state) => this.#secured(connection, state.encrypted),
        onWarning: (message) => this.#events.failed(message),
      });
    } catch (error) {
      this.#events.failed(error);
    }
  }

  get errors(): number {
    return this.#events.errors;
  }

  /** The name in the next advertisements. */
  rename(name: Uint8Array): void {
    this.#response[COMPLETE_NAME] = name;
  }

  /** Once a tick. */
  turn(elapsedMs: number): void {
    this.#pace.turn();
    this.#sinceAdvertisedMs += elapsedMs;
    if (this.#link === undefined && this.#sinceAdvertisedMs >= ADVERTISE_EVERY_MS) this.#advertise();
  }

  read(connection: SdkConnection, slot: Slot): Uint8Array {
    return this.#events.read(this.#linkOf(connection), slot);
  }

  /** Whoever writes to `release` is heard, also a client that has been dropped and is still there. */
  write(connection: SdkConnection, slot: Slot, value: ArrayBuffer): void {
    const link: Link | undefined = this.#linkOf(connection) ?? (slot === Slot.release ? nobody : undefined);
    if (link !== undefined) this.#events.write(link, slot, viewOf(value));
  }

  subscribed(connection: SdkConnection, slot: Slot, characteristic: object): void {
    this.#linkOf(connection)?.listen(slot, characteristic);
  }

  unsubscribed(connection: object, slot: Slot): void {
    this.#linkOf(connection)?.listen(slot, undefined);
  }

  #ready(): void {
    this.#isReady = true;
    this.#advertise();
  }

  /** A new client shows that the old one has gone: the stack is built for one connection, and nothing is advertised. */
  #connected(connection: SdkConnection): void {
    try {
      this.#server?.stopAdvertising();
    } catch (error) {
      this.#events.failed(error);
    }
    if (this.#link !== undefined) this.#events.disconnected(this.#link);
    this.#link = new ServerLink(connection, this.#pace, this.#onDrop, this.#onError);
    this.#events.connected(this.#link);
  }

  #disconnected(connection: SdkConnection): void {
    const link = this.#linkOf(connection);
    if (link !== undefined) {
      this.#link = undefined;
      this.#events.disconnected(link);
    }
    if (this.#link === undefined) this.#advertise();
  }

  #secured(connection: SdkConnection, isEncrypted: boolean): void {
    const link = this.#linkOf(connection);
    if (link !== undefined) link.isEncrypted = isEncrypted;
  }

  /**
   * From now on the client is not there: it is neither heard nor told anything, and no `disconnected` follows. Then
   * its link is ended. The SDK's `close()` takes the connection off its list first, and whatever still comes from the
   * radio finds none and crashes: certainly the end of each subscription. So it is used only where there is no better
   * way and the client listens to nothing; one that does stays, unheard, until it leaves. (A crash restarts the chip,
   * and the cuff lets go.)
   */
  #drop(link: ServerLink): void {
    if (link !== this.#link) return;
    this.#link = undefined;
    this.#sinceAdvertisedMs = 0;
    try {
      if (this.#endLink !== undefined) this.#endLink();
      else if (!link.isListening) link.connection.close();
    } catch (error) {
      this.#events.failed(error);
    }
  }

  #advertise(): void {
    this.#sinceAdvertisedMs = 0;
    if (!this.#isReady) return;
    try {
      this.#server?.startAdvertising(this.#scan, this.#response);
    } catch (error) {
      this.#events.failed(error);
    }
  }

  #linkOf(connection: object): ServerLink | undefined {
    return this.#link?.connection === connection ? this.#link : undefined;
  }
}

/** The SDK makes a buffer of each write anyway. */
function viewOf(value: ArrayBuffer): Uint8Array {
  return new Uint8Array(value);
}

/** A client that is not there any more. */
const nobody: Link = Object.freeze({
  isEncrypted: false,
  longestBytes: 0,
  isSubscribed: () => false,
  send: () => false,
  drop: () => undefined,
});
