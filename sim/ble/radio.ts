/** What the stand-in for the SDK's GATT server stands on: a radio with a GATT stack, real or made up, for one link. */
export interface Radio {
  /** Takes the table over. `events.ready` follows, not before this has returned. */
  start(setup: RadioSetup, events: RadioEvents): void;
  /** Ignored while a link stands, as NimBLE does when it is built for one. */
  advertise(advertisement: Uint8Array, scanResponse: Uint8Array): void;
  stopAdvertising(): void;
  /** `onSent` is called once the radio has taken it; for an indication, once the client has confirmed it. */
  send(characteristic: RadioCharacteristic, bytes: Uint8Array, isIndication: boolean, onSent: () => void): void;
  /** ATT MTU − 3 of the link that stands. */
  readonly maximumWrite: number;
  /** Ends the link, if there is one; `disconnected` follows. */
  endLink(): void;
}

export interface RadioSetup {
  readonly mtu: number;
  readonly deviceName: Uint8Array;
  readonly services: readonly RadioService[];
  readonly security: RadioSecurity;
}

export interface RadioSecurity {
  readonly secureConnections: boolean;
  readonly bond: boolean;
  readonly authenticate: boolean;
}

export interface RadioService {
  readonly uuid: string;
  readonly characteristics: readonly RadioCharacteristic[];
}

export interface RadioCharacteristic {
  readonly uuid: string;
  /** Bits of the SDK's `GATTServer.properties`. */
  readonly properties: number;
  readonly value?: Uint8Array;
}

export interface SecurityState {
  readonly encrypted: boolean;
  readonly authenticated: boolean;
  readonly bonded: boolean;
  readonly keySize: number;
}

/** What the stack tells. A read or a write that is `undefined` or false is never answered: the host has hung. */
export interface RadioEvents {
  ready(): void;
  connected(): void;
  disconnected(): void;
  secured(state: SecurityState): void;
  read(characteristic: RadioCharacteristic): Uint8Array | undefined;
  write(characteristic: RadioCharacteristic, bytes: Uint8Array): boolean;
  /** Also when a link ends, for each subscription of its client, before `disconnected`. */
  subscribed(characteristic: RadioCharacteristic, isNotified: boolean, isIndicated: boolean): void;
}
