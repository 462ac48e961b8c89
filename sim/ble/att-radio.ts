import type { Host } from "./ble-host";
import type { Connection, PairingFeatures, ServerCharacteristic } from "./ble-host-types";
import { propertyBits as bit } from "./property-bits";
import type { Radio, RadioCharacteristic, RadioEvents, RadioSecurity, RadioSetup } from "./radio";

const NO_INPUT_NO_OUTPUT = 3;
const CLIENT_CONFIGURATION = 0x2902;
const SUCCESS = 0;
/** The SDK asks NimBLE to hand out no keys of its own: with Secure Connections both sides derive the one they keep. */
const NO_KEYS = Object.freeze({ encKey: false, idKey: false });

/** A radio with real ATT, L2CAP and SMP: a peripheral of npm `ble-host`. */
export class AttRadio implements Radio {
  readonly #host: Host;
  readonly #characteristics = new Map<RadioCharacteristic, ServerCharacteristic>();
  /** What the client listens to, and what a bonded one had listened to before: that counts once it encrypts. */
  readonly #listening = new Set<RadioCharacteristic>();
  readonly #restored = new Map<RadioCharacteristic, { isNotified: boolean; isIndicated: boolean }>();
  #events: RadioEvents | undefined;
  #connection: Connection | undefined;
  #isAdvertising = false;

  constructor(host: Host) {
    this.#host = host;
  }

  get maximumWrite(): number {
    return (this.#connection?.gatt.currentMtu ?? 23) - 3;
  }

  start({ services, deviceName, security }: RadioSetup, events: RadioEvents): void {
    this.#events = events;
    const { gattDb } = this.#host.manager;
    gattDb.setDeviceName(Buffer.from(deviceName));
    gattDb.addServices(
      services.map((service) => ({
        uuid: attUuid(service.uuid),
        characteristics: service.characteristics.map((onAir) => this.#characteristic(onAir, events)),
      })),
    );
    this.#security = security;
    queueMicrotask(() => events.ready());
  }

  #security: RadioSecurity = { secureConnections: false, bond: false, authenticate: false };

  advertise(advertisement: Uint8Array, scanResponse: Uint8Array): void {
    if (this.#connection !== undefined) return;
    const { manager } = this.#host;
    manager.setAdvertisingData(Buffer.from(advertisement));
    manager.setScanResponseData(Buffer.from(scanResponse));
    if (this.#isAdvertising) return;
    this.#isAdvertising = true;
    manager.startAdvertising({}, (_status, connection) => this.#connected(connection));
  }

  stopAdvertising(): void {
    if (!this.#isAdvertising) return;
    this.#isAdvertising = false;
    this.#host.manager.stopAdvertising();
  }

  send(onAir: RadioCharacteristic, bytes: Uint8Array, isIndication: boolean, onSent: () => void): void {
    const characteristic = this.#characteristics.get(onAir);
    if (this.#connection === undefined || characteristic === undefined) return;
    const value = Buffer.from(bytes);
    if (isIndication) {
      characteristic.indicate?.(this.#connection, value, onSent);
    } else {
      characteristic.notify?.(this.#connection, value);
      onSent();
    }
  }

  endLink(): void {
    this.#connection?.disconnect();
  }

  #connected(connection: Connection): void {
    this.#isAdvertising = false;
    this.#connection = connection;
    connection.on("disconnect", () => this.#disconnected());
    connection.smp.on("encrypt", (status) => this.#encrypted(status));
    connection.smp.on("pairingRequest", (_request, answer) => this.#pair(connection, answer));
    this.#events?.connected();
  }

  /** NimBLE ends the subscriptions first. */
  #disconnected(): void {
    this.#connection = undefined;
    this.#restored.clear();
    for (const onAir of this.#listening) this.#events?.subscribed(onAir, false, false);
    this.#listening.clear();
    this.#events?.disconnected();
  }

  #encrypted(status: number): void {
    const smp = this.#connection?.smp;
    const level = smp?.currentEncryptionLevel;
    if (status !== SUCCESS || smp === undefined || !level) return;
    const { isBonded } = smp;
    this.#events?.secured({ encrypted: true, authenticated: level.mitm, bonded: isBonded, keySize: level.keySize });
    for (const [onAir, { isNotified, isIndicated }] of this.#restored) this.#listen(onAir, isNotified, isIndicated);
    this.#restored.clear();
  }

  /** The SDK does not handle "repeat pairing": NimBLE then leaves a bonded peer that asks again without an answer. */
  #pair(connection: Connection, answer: (features: PairingFeatures) => void): void {
    if (connection.smp.isBonded) return;
    answer({
      ioCap: NO_INPUT_NO_OUTPUT,
      bondingFlags: this.#security.bond ? 1 : 0,
      mitm: this.#security.authenticate,
      sc: this.#security.secureConnections,
      initKeyDistr: NO_KEYS,
      rspKeyDistr: NO_KEYS,
    });
  }

  #listen(onAir: RadioCharacteristic, isNotified: boolean, isIndicated: boolean): void {
    if (isNotified || isIndicated) this.#listening.add(onAir);
    else this.#listening.delete(onAir);
    this.#events?.subscribed(onAir, isNotified, isIndicated);
  }

  #characteristic(onAir: RadioCharacteristic, events: RadioEvents): ServerCharacteristic {
    const { uuid, properties, value } = onAir;
    const listens = properties & (bit.notify | bit.indicate);
    const characteristic: ServerCharacteristic = {
      uuid: attUuid(uuid),
      properties: attProperties.filter(([one]) => properties & one).map(([, name]) => name),
      readPerm: permission(properties & bit.read, properties & 512, properties & 1024),
      writePerm: permission(properties & (bit.write | bit.writeWithOutResponse), properties & 4096, properties & 8192),
      ...(value !== undefined && { value: Buffer.from(value) }),
      ...(listens && {
        descriptors: [
          { uuid: CLIENT_CONFIGURATION, writePerm: permission(listens, properties & 32768, properties & 65536) },
        ],
        onSubscriptionChange: (
          _connection: Connection,
          isNotified: boolean,
          isIndicated: boolean,
          isWrite: boolean,
        ) => {
          if (isWrite) this.#listen(onAir, isNotified, isIndicated);
          else if (isNotified || isIndicated) this.#restored.set(onAir, { isNotified, isIndicated });
        },
      }),
      ...(value === undefined && {
        onRead: (_connection: Connection, answer: (error: number, value: Buffer) => void) => {
          const bytes = events.read(onAir);
          if (bytes !== undefined) answer(SUCCESS, Buffer.from(bytes));
        },
        onWrite: (_connection: Connection, _needsAnswer: boolean, bytes: Buffer, answer: (error: number) => void) => {
          if (events.write(onAir, bytes)) answer(SUCCESS);
        },
      }),
    };
    this.#characteristics.set(onAir, characteristic);
    return characteristic;
  }
}

const attProperties: readonly (readonly [number, string])[] = [
  [bit.read, "read"],
  [bit.writeWithOutResponse, "write-without-response"],
  [bit.write, "write"],
  [bit.notify, "notify"],
  [bit.indicate, "indicate"],
];

function permission(isThere: number, isEncrypted: number, isAuthenticated: number): string {
  if (!isThere) return "not-permitted";
  if (isAuthenticated) return "encrypted-mitm";
  return isEncrypted ? "encrypted" : "open";
}

function attUuid(uuid: string): string | number {
  return uuid.length === 4 ? Number.parseInt(uuid, 16) : uuid;
}
