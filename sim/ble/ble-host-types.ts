/** What is used of npm `ble-host` 1.0.3, which has no types. */
export interface BleHost {
  readonly BleManager: {
    create(
      transport: Transport,
      options: { staticRandomAddress: string },
      done: (error: Error | null, manager: BleManager) => void,
    ): void;
  };
}

export interface Transport {
  write(packet: Buffer): void;
  on(event: string, listener: (packet: Buffer) => void): unknown;
}

export interface BleManager {
  readonly gattDb: {
    setDeviceName(name: Buffer): void;
    addServices(services: readonly ServerService[]): void;
  };
  on(event: "error", listener: () => void): void;
  setAdvertisingData(data: Buffer): void;
  setScanResponseData(data: Buffer): void;
  startAdvertising(parameters: object, connected: (status: number, connection: Connection) => void): void;
  stopAdvertising(): void;
  startScan(parameters: object): Scanner;
  connect(
    addressType: string,
    address: string,
    parameters: object,
    connected: (connection: Connection) => void,
  ): Pending;
}

export interface Scanner {
  on(event: "report", listener: (report: Report) => void): void;
  stopScan(): void;
}

export interface Report {
  readonly connectable: boolean;
  readonly addressType: string;
  readonly address: string;
  readonly parsedDataItems: { readonly localName?: string; readonly serviceUuids?: readonly string[] };
}

export interface Pending {
  cancel(done: () => void): void;
}

export interface Connection {
  readonly disconnected: boolean;
  readonly gatt: GattClient;
  readonly smp: Smp;
  on(event: "disconnect", listener: (reason: number) => void): void;
  disconnect(): void;
}

export interface PairingFeatures {
  readonly ioCap: number;
  readonly bondingFlags: number;
  readonly mitm: boolean;
  readonly sc: boolean;
  readonly initKeyDistr?: { readonly encKey: boolean; readonly idKey: boolean };
  readonly rspKeyDistr?: { readonly encKey: boolean; readonly idKey: boolean };
}

export interface Smp {
  readonly isEncrypted: boolean;
  readonly isBonded: boolean;
  readonly hasLtk: boolean;
  readonly currentEncryptionLevel: EncryptionLevel | null;
  on(event: "pairingRequest", listener: (request: unknown, answer: (features: PairingFeatures) => void) => void): void;
  on(event: "encrypt", listener: (status: number) => void): void;
  on(event: "pairingComplete", listener: (result: { sc: boolean; mitm: boolean; bond: boolean }) => void): void;
  on(event: "pairingFail", listener: (reason: number) => void): void;
  /** The central's. */
  sendPairingRequest(features: PairingFeatures): boolean;
  startEncryption(): boolean;
}

export interface EncryptionLevel {
  readonly mitm: boolean;
  readonly sc: boolean;
  readonly keySize: number;
}

export interface ServerService {
  readonly uuid: string | number;
  readonly characteristics: readonly ServerCharacteristic[];
}

export interface ServerCharacteristic {
  readonly uuid: string | number;
  readonly properties: readonly string[];
  readonly readPerm: string;
  readonly writePerm: string;
  readonly value?: Buffer;
  readonly descriptors?: readonly { readonly uuid: number; readonly writePerm: string }[];
  onRead?(connection: Connection, answer: (error: number, value: Buffer) => void): void;
  onWrite?(connection: Connection, needsAnswer: boolean, value: Buffer, answer: (error: number) => void): void;
  onSubscriptionChange?(connection: Connection, isNotified: boolean, isIndicated: boolean, isWrite: boolean): void;
  /** Both are put on it by ble-host. */
  notify?(connection: Connection, value: Buffer): boolean;
  indicate?(connection: Connection, value: Buffer, confirmed: () => void): boolean;
}

export interface GattClient {
  readonly currentMtu: number;
  exchangeMtu(done: (error: number) => void): void;
  discoverAllPrimaryServices(done: (services: readonly ClientService[]) => void): void;
  beginReliableWrite(): void;
  commitReliableWrite(done: (error: number) => void): void;
}

export interface ClientService {
  readonly uuid: string;
  discoverCharacteristics(done: (characteristics: readonly ClientCharacteristic[]) => void): void;
}

export interface ClientCharacteristic {
  readonly uuid: string;
  readonly properties: Readonly<Record<string, boolean>>;
  read(done: (error: number, value: Buffer | undefined) => void): void;
  write(value: Buffer, done: (error: number) => void): void;
  writeWithoutResponse(value: Buffer, sent: () => void): void;
  writeCCCD(isNotified: boolean, isIndicated: boolean, done: (error: number) => void): void;
  on(event: "change", listener: (value: Buffer, isIndication: boolean, confirm: () => void) => void): void;
}
