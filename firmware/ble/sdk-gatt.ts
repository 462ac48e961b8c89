import type { Property } from "./gatt-table";

/**
 * What this firmware uses of the SDK's `embedded:io/bluetoothle/peripheral` (8.2.3, modules/io/ble/server/esp32), as it
 * really is there. Only `main.ts` imports the SDK and hands the class in; a host hands in a stand-in.
 */
export interface SdkServerClass {
  new (options: SdkServerOptions): SdkServer;
  readonly properties: Readonly<Record<Property, number>>;
}

export interface SdkServer {
  startAdvertising(scan: SdkAdvertisement, response: SdkAdvertisement): void;
  stopAdvertising(): void;
}

export interface SdkConnection {
  /** `characteristic` is the SDK's own object, never the literal of the options. The value is copied. */
  notify(characteristic: object, value: ArrayBuffer | Uint8Array): void;
  close(): void;
  /** ATT MTU − 3. Optional, because the SDK's typings misspell it. */
  readonly maximumWrite?: number;
}

export interface SdkServerOptions {
  mtu: number;
  services: SdkService[];
  security: SdkSecurity;
  onReady(): void;
  onConnect(connection: SdkConnection): void;
  onDisconnect(connection: SdkConnection): void;
  onSecured(connection: SdkConnection, state: { encrypted: boolean }): void;
  onWarning(message: string): void;
}

/** The server reads `display` and `keyboard`; the typings and the client say `ioCapabilities`. */
export interface SdkSecurity {
  bond: boolean;
  authenticate: boolean;
  immediate: boolean;
  ioCapabilities: "none";
  display: boolean;
  keyboard: boolean;
}

export interface SdkService {
  uuid: string;
  characteristics: SdkCharacteristic[];
}

export interface SdkCharacteristic {
  uuid: string;
  properties: number;
  value?: Uint8Array;
  onRead?(this: object, connection: SdkConnection): Uint8Array;
  onWrite?(this: object, value: ArrayBuffer, connection: SdkConnection): void;
  onSubscribe?(this: object, connection: SdkConnection): void;
  /** It is the connection, but the typings of the SDK say otherwise ("cthis"). */
  onUnsubscribe?(this: object, connection: object): void;
}

/** A number is the type of an advertising record, as the Bluetooth assigned numbers have it. */
export interface SdkAdvertisement {
  flags?: number;
  services?: string[];
  [type: number]: Uint8Array;
}
