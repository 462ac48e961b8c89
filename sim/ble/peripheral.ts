import type {
  SdkAdvertisement,
  SdkCharacteristic,
  SdkServer,
  SdkServerClass,
  SdkServerOptions,
} from "../../firmware/ble/sdk-gatt";
import { advertisingBytes } from "./advertising-bytes";
import { checkCharacteristic, checkSecurity, checkUuid } from "./build-rules";
import { NativeCharacteristic, NativeConnection, NotificationQueue } from "./native-objects";
import { propertyBits } from "./property-bits";
import type { Radio, RadioCharacteristic, RadioEvents, RadioService, SecurityState } from "./radio";

/** What went wrong in a way that stops or restarts the chip; each entry is a mistake of the firmware or of its binding. */
export interface Mishaps {
  readonly all: string[];
  /** The most that were ever queued to be sent. */
  readonly mostQueued: number;
}

/**
 * The SDK's `embedded:io/bluetoothle/peripheral` for a host, with the rules and the traps of its ESP32 implementation
 * (SDK 8.2.3, modules/io/ble/server/esp32): the class to hand to `GattServer`, and what would have befallen the chip.
 */
export function gattServerOn(radio: Radio): { readonly GATTServer: SdkServerClass; readonly mishaps: Mishaps } {
  const all: string[] = [];
  const queue = new NotificationQueue(radio);
  let isTaken = false;
  class GATTServer extends PeripheralStandIn {
    static readonly properties = propertyBits;
    constructor(options: SdkServerOptions) {
      if (isTaken) throw new Error("only one");
      super(options, radio, queue, all);
      isTaken = true;
    }
  }
  const mishaps = {
    all,
    get mostQueued() {
      return queue.longest;
    },
  };
  return { GATTServer, mishaps };
}

class PeripheralStandIn implements SdkServer, RadioEvents {
  readonly #options: SdkServerOptions;
  readonly #radio: Radio;
  readonly #queue: NotificationQueue;
  readonly #mishaps: string[];
  readonly #natives = new Map<RadioCharacteristic, NativeCharacteristic>();
  #connection: NativeConnection | undefined;
  #advertised: { scan: Uint8Array; response: Uint8Array } | undefined;
  #isDead = false;

  constructor(options: SdkServerOptions, radio: Radio, queue: NotificationQueue, mishaps: string[]) {
    this.#options = options;
    this.#radio = radio;
    this.#queue = queue;
    this.#mishaps = mishaps;
    const { security } = options;
    if (security !== undefined) checkSecurity(security);
    const access = options.services.find((service) => service.uuid === "1800");
    const name = access?.characteristics.find((characteristic) => characteristic.uuid === "2a00")?.value;
    const services = options.services.filter((service) => service !== access);
    radio.start(
      {
        mtu: Math.min(527, Math.max(23, options.mtu)),
        deviceName: name ?? new TextEncoder().encode("nimble"),
        services: services.map(({ uuid, characteristics }) => this.#service(uuid, characteristics)),
        security: {
          secureConnections: security !== undefined,
          bond: Boolean(security?.bond),
          authenticate: Boolean(security?.authenticate),
        },
      },
      this,
    );
  }

  startAdvertising(scan: SdkAdvertisement, response?: SdkAdvertisement): void {
    this.#advertised = { scan: advertisingBytes(scan), response: advertisingBytes(response ?? {}) };
    this.#ensureAdvertising();
  }

  stopAdvertising(): void {
    this.#advertised = undefined;
    this.#radio.stopAdvertising();
  }

  ready(): void {
    this.#run("onReady", () => this.#options.onReady.call(this));
  }

  connected(): void {
    const connection = new NativeConnection(this.#radio, this.#queue, () => {
      this.#connection = undefined;
    });
    this.#connection = connection;
    this.#run("onConnect", () => this.#options.onConnect.call(this, connection));
    this.#ensureAdvertising();
  }

  /** After `close()` there is no connection to tell of, and advertising is not looked after either. */
  disconnected(): void {
    this.#queue.clear();
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#run("onDisconnect", () => this.#options.onDisconnect.call(this, connection));
    NativeConnection.lose(connection);
    this.#connection = undefined;
    this.#ensureAdvertising();
  }

  secured(state: SecurityState): void {
    const connection = this.#connectionFor("onSecured");
    if (connection !== undefined) {
      this.#run("onSecured", () => this.#options.onSecured.call(this, connection, state));
    }
  }

  read(characteristic: RadioCharacteristic): Uint8Array | undefined {
    const connection = this.#connectionFor("onRead");
    const native = this.#nativeOf(characteristic);
    if (connection === undefined) return undefined;
    return this.#run("onRead", () => {
      const value: unknown = NativeCharacteristic.optionsOf(native).onRead?.call(native, connection);
      if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
      if (value instanceof Uint8Array) return value.slice();
      throw new TypeError("onRead gave no buffer");
    });
  }

  write(characteristic: RadioCharacteristic, bytes: Uint8Array): boolean {
    const connection = this.#connectionFor("onWrite");
    const native = this.#nativeOf(characteristic);
    if (connection === undefined) return false;
    const value = new Uint8Array(bytes).buffer;
    const answer = this.#run("onWrite", () => {
      NativeCharacteristic.optionsOf(native).onWrite?.call(native, value, connection);
      return true;
    });
    return answer ?? false;
  }

  subscribed(characteristic: RadioCharacteristic, isNotified: boolean, isIndicated: boolean): void {
    const connection = this.#connectionFor("onSubscribe or onUnsubscribe");
    const native = this.#nativeOf(characteristic);
    native.isNotified = isNotified;
    native.isIndicated = isIndicated;
    if (connection === undefined) return;
    const { onSubscribe, onUnsubscribe } = NativeCharacteristic.optionsOf(native);
    if (isNotified || isIndicated) this.#run("onSubscribe", () => onSubscribe?.call(native, connection));
    else this.#run("onUnsubscribe", () => onUnsubscribe?.call(native, connection));
  }

  #service(uuid: string, characteristics: readonly SdkCharacteristic[]): RadioService {
    checkUuid(uuid);
    if (characteristics.length === 0) throw new RangeError("invalid characteristics");
    return { uuid, characteristics: characteristics.map((options) => this.#characteristic(options)) };
  }

  #characteristic(options: SdkCharacteristic): RadioCharacteristic {
    checkCharacteristic(options);
    const { uuid, properties, value } = options;
    const onAir = value === undefined ? { uuid, properties } : { uuid, properties, value: value.slice() };
    this.#natives.set(onAir, new NativeCharacteristic(options, onAir));
    return onAir;
  }

  #nativeOf(characteristic: RadioCharacteristic): NativeCharacteristic {
    const native = this.#natives.get(characteristic);
    if (native === undefined) throw new Error("the radio has made a characteristic up");
    return native;
  }

  #ensureAdvertising(): void {
    if (this.#advertised !== undefined) this.#radio.advertise(this.#advertised.scan, this.#advertised.response);
  }

  /** On the chip, an event of a connection that was closed is a read through a null pointer. */
  #connectionFor(what: string): NativeConnection | undefined {
    if (this.#connection === undefined && !this.#isDead) {
      this.#mishaps.push(`crash: ${what} of a connection that was closed`);
      this.#isDead = true;
    }
    return this.#connection;
  }

  /** On the chip, an exception in `onRead` or `onWrite` hangs the BLE host, and elsewhere stops the machine. */
  #run<T>(what: string, callback: () => T): T | undefined {
    if (this.#isDead) return undefined;
    try {
      return callback();
    } catch (error) {
      this.#mishaps.push(`hang: ${what} threw ${error}`);
      this.#isDead = true;
      return undefined;
    }
  }
}
