import { type Transport, TransportError } from "../../companion/client/transport";
import type { Slot } from "../../firmware/ble/gatt-table";
import type { Link, LinkEvents } from "../../firmware/ble/link";

/** A cuff that runs in this process; after a restart its service is another one. */
export interface ServedHere {
  readonly service: (LinkEvents & { readonly isBusy: boolean }) | undefined;
}

export interface DirectOptions {
  readonly name?: string;
  /** ATT MTU − 3. */
  readonly longestBytes?: number;
  readonly isEncrypted?: boolean;
}

/** Nothing between app and cuff but function calls. What the cuff sends is heard once its tick is over. */
export class DirectTransport implements Transport {
  readonly name: string;
  readonly #cuff: ServedHere;
  readonly #longestBytes: number;
  readonly #isEncrypted: boolean;
  readonly #listeners = new Map<Slot, (bytes: Uint8Array) => void>();
  #service: LinkEvents | undefined;
  #link: Link | undefined;
  onLost: (() => void) | undefined;
  /** Out of range: connecting fails. */
  isOutOfRange = false;
  /** What is lost on the way, although the cuff took it for sent. */
  dropsFrames: (slot: Slot, bytes: Uint8Array) => boolean = () => false;
  /** Everything that was written so far: who, and what. */
  readonly written: { readonly slot: Slot; readonly bytes: Uint8Array }[] = [];

  constructor(cuff: ServedHere, { name, longestBytes, isEncrypted }: DirectOptions = {}) {
    this.#cuff = cuff;
    this.name = name ?? "simulated cuff";
    this.#longestBytes = longestBytes ?? 244;
    this.#isEncrypted = isEncrypted ?? true;
  }

  async connect(): Promise<void> {
    const { service } = this.#cuff;
    if (service === undefined) throw new TransportError("There is nobody to connect to: the world has to be served.");
    if (this.isOutOfRange) throw new TransportError("The cuff is out of range.");
    if (service.isBusy) throw new TransportError("Another app is connected to the cuff.");
    this.#listeners.clear();
    this.#service = service;
    this.#link = this.#newLink();
    service.connected(this.#link);
  }

  async disconnect(): Promise<void> {
    this.#end();
  }

  get isConnected(): boolean {
    return this.#link !== undefined;
  }

  /** The link breaks, as it does when somebody walks away. */
  cut(): void {
    if (this.#link === undefined) return;
    this.#end();
    this.onLost?.();
  }

  async read(slot: Slot): Promise<Uint8Array> {
    const { service, link } = this.#standing;
    return service.read(link, slot).slice();
  }

  async write(slot: Slot, bytes: Uint8Array): Promise<void> {
    const { service, link } = this.#standing;
    this.written.push({ slot, bytes: bytes.slice() });
    service.write(link, slot, bytes);
  }

  async subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    void this.#standing;
    this.#listeners.set(slot, listener);
  }

  async unsubscribe(slot: Slot): Promise<void> {
    this.#listeners.delete(slot);
  }

  get #standing(): { readonly service: LinkEvents; readonly link: Link } {
    const [service, link] = [this.#service, this.#link];
    // A cuff that has restarted knows nothing of the link.
    if (service !== this.#cuff.service) this.cut();
    if (service === undefined || link === undefined || this.#link === undefined) {
      throw new TransportError("The link is lost.");
    }
    return { service, link };
  }

  #newLink(): Link {
    const listeners = this.#listeners;
    const longestBytes = this.#longestBytes;
    const link: Link = {
      isEncrypted: this.#isEncrypted,
      longestBytes,
      isSubscribed: (slot) => listeners.has(slot),
      send: (slot, bytes) => {
        if (!listeners.has(slot) || bytes.length > longestBytes) return false;
        if (this.dropsFrames(slot, bytes)) return true;
        const copy = bytes.slice();
        queueMicrotask(() => {
          if (this.#link === link) listeners.get(slot)?.(copy);
        });
        return true;
      },
      drop: () => queueMicrotask(() => this.#link === link && this.cut()),
    };
    return link;
  }

  #end(): void {
    const [service, link] = [this.#service, this.#link];
    this.#service = undefined;
    this.#link = undefined;
    if (link !== undefined) service?.disconnected(link);
  }
}
