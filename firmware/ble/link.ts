import type { Slot } from "./gatt-table";

/** A connection to one client, whatever carries it: BLE, a serial line, a simulated cuff's socket. */
export interface Link {
  /** What is written and read goes through an encrypted link, or through a cable. */
  readonly isEncrypted: boolean;
  /** The longest value that one notification can carry, bytes: ATT MTU − 3, so at least 20. */
  readonly longestBytes: number;
  /** The client listens to this characteristic. */
  isSubscribed(slot: Slot): boolean;
  /** Sends a notification or an indication. The bytes are copied. False where nobody listens: nothing was sent. */
  send(slot: Slot, bytes: Uint8Array): boolean;
  /** Asks for the end of the connection; `LinkEvents.disconnected` may or may not follow. */
  drop(): void;
}

/** What a carrier tells of its client. No method throws, whatever it is handed. */
export interface LinkEvents {
  /** A client is there: one at a time. */
  connected(link: Link): void;
  disconnected(link: Link): void;
  /** The client has written. What it wrote is looked at before this returns. */
  write(link: Link, slot: Slot, bytes: Uint8Array): void;
  /** What a read gives; an empty array where there is nothing to read. Overwritten by the next call. */
  read(link: Link, slot: Slot): Uint8Array;
}
