import type { Slot } from "../../firmware/ble/gatt-table";

/** What carries one client's connection to one cuff: Web Bluetooth, a socket, a serial line, or nothing but a function call. */
export interface Transport {
  /** What people would call it: a device name, an address. */
  readonly name: string;
  /** Connects, and finds the characteristics. @throws TransportError */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** @throws TransportError, also where the link was lost before the answer came */
  read(slot: Slot): Promise<Uint8Array>;
  /** @param withResponse resolves once the cuff has it; otherwise once it was sent */
  write(slot: Slot, bytes: Uint8Array, withResponse: boolean): Promise<void>;
  /** Calls `listener` with every notification or indication from now on. */
  subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void>;
  unsubscribe(slot: Slot): Promise<void>;
  /** Called whenever the connection has ended without `disconnect`. */
  onLost: (() => void) | undefined;
}

/** The link did not carry it; the message says why, for people. */
export class TransportError extends Error {
  override readonly name = "TransportError";
}
