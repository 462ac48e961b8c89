import { gattTable, type Slot } from "./gatt-table";
import type { Link } from "./link";
import type { Pace } from "./pace";
import type { SdkConnection } from "./sdk-gatt";

/** What every link can carry: the default ATT MTU of 23, less 3. */
const LEAST_BYTES = 20;

/** By slot: whether only an encrypted link may listen. */
const listensEncrypted: readonly boolean[] = Object.freeze(encryptedSlots());

function encryptedSlots(): boolean[] {
  const found: boolean[] = [];
  for (const { characteristics } of gattTable) {
    for (const { slot, properties } of characteristics) {
      if (slot !== undefined) found[slot] = properties.includes("subscribeEncrypted");
    }
  }
  return found;
}

/** The one BLE connection. */
export class ServerLink implements Link {
  readonly connection: SdkConnection;
  isEncrypted = false;
  readonly #pace: Pace;
  readonly #onDrop: (link: ServerLink) => void;
  readonly #onError: (error: unknown) => void;
  /** By slot: the SDK's object of a characteristic that the client listens to. */
  readonly #listening: (object | undefined)[] = [];

  constructor(
    connection: SdkConnection,
    pace: Pace,
    onDrop: (link: ServerLink) => void,
    onError: (error: unknown) => void,
  ) {
    this.connection = connection;
    this.#pace = pace;
    this.#onDrop = onDrop;
    this.#onError = onError;
  }

  /** Asked every time, because the client may exchange the MTU at any time, and the SDK tells nobody. */
  get longestBytes(): number {
    try {
      return Math.max(LEAST_BYTES, this.connection.maximumWrite ?? LEAST_BYTES);
    } catch {
      return LEAST_BYTES; // The SDK throws once the connection has gone.
    }
  }

  /** Asked here too whether the link is encrypted: NimBLE has known that condition for a subscription only of late. */
  isSubscribed(slot: Slot): boolean {
    return this.#listening[slot] !== undefined && (this.isEncrypted || !listensEncrypted[slot]);
  }

  get isListening(): boolean {
    for (let slot = 0; slot < this.#listening.length; slot += 1) {
      if (this.#listening[slot] !== undefined) return true;
    }
    return false;
  }

  listen(slot: Slot, characteristic: object | undefined): void {
    this.#listening[slot] = characteristic;
  }

  /** Also false where more would be queued than `Pace` grants, or where the stack would cut the end off: try later. */
  send(slot: Slot, bytes: Uint8Array): boolean {
    const characteristic = this.#listening[slot];
    if (characteristic === undefined || !this.isSubscribed(slot)) return false;
    if (bytes.length > this.longestBytes || !this.#pace.take()) return false;
    try {
      this.connection.notify(characteristic, bytes);
      return true;
    } catch (error) {
      this.#onError(error);
      return false;
    }
  }

  drop(): void {
    this.#onDrop(this);
  }
}
