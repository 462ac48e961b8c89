import type { SdkCharacteristic, SdkConnection } from "../../firmware/ble/sdk-gatt";
import type { Radio, RadioCharacteristic } from "./radio";

/** The SDK's own object of a characteristic: what `this` is in its callbacks, and what `notify` takes. */
export class NativeCharacteristic {
  readonly #options: SdkCharacteristic;
  readonly #onAir: RadioCharacteristic;
  isNotified = false;
  isIndicated = false;

  constructor(options: SdkCharacteristic, onAir: RadioCharacteristic) {
    this.#options = options;
    this.#onAir = onAir;
  }

  static optionsOf(native: NativeCharacteristic): SdkCharacteristic {
    return native.#options;
  }

  static onAir(native: NativeCharacteristic): RadioCharacteristic {
    return native.#onAir;
  }
}

/** One queue for all characteristics, without an end. An indication holds it up until the client confirms. */
export class NotificationQueue {
  readonly #radio: Radio;
  readonly #waiting: { native: NativeCharacteristic; bytes: Uint8Array }[] = [];
  #longest = 0;

  constructor(radio: Radio) {
    this.#radio = radio;
  }

  get longest(): number {
    return this.#longest;
  }

  push(native: NativeCharacteristic, bytes: Uint8Array): void {
    this.#waiting.push({ native, bytes });
    this.#longest = Math.max(this.#longest, this.#waiting.length);
    // Not at once: the SDK might be inside a callback of the stack.
    if (this.#waiting.length === 1) queueMicrotask(() => this.#sendFirst());
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  #sendFirst(): void {
    const first = this.#waiting[0];
    if (first === undefined) return;
    const { native, bytes } = first;
    this.#radio.send(NativeCharacteristic.onAir(native), bytes, native.isIndicated, () => {
      if (this.#waiting[0] !== first) return;
      this.#waiting.shift();
      this.#sendFirst();
    });
  }
}

/** The SDK's connection object. Once it is closed or lost every use of it throws. */
export class NativeConnection implements SdkConnection {
  readonly #radio: Radio;
  readonly #queue: NotificationQueue;
  readonly #onClose: () => void;
  #isGone = false;

  constructor(radio: Radio, queue: NotificationQueue, onClose: () => void) {
    this.#radio = radio;
    this.#queue = queue;
    this.#onClose = onClose;
  }

  static lose(connection: NativeConnection): void {
    connection.#isGone = true;
  }

  get maximumWrite(): number {
    this.#mustBeThere();
    return this.#radio.maximumWrite;
  }

  /** The typings promise a third argument; the SDK's JavaScript does not pass it on. */
  notify(characteristic: object, value: ArrayBuffer | Uint8Array): void {
    this.#mustBeThere();
    if (!(characteristic instanceof NativeCharacteristic)) throw new TypeError("invalid host object");
    if (!characteristic.isNotified && !characteristic.isIndicated) throw new Error("disabled");
    const bytes = value instanceof Uint8Array ? value : new Uint8Array(value);
    this.#queue.push(characteristic, bytes.slice(0, this.#radio.maximumWrite));
  }

  /** Forgotten first, ended then: nothing is heard of it any more, `onDisconnect` neither. */
  close(): void {
    this.#mustBeThere();
    this.#isGone = true;
    this.#onClose();
    this.#radio.endLink();
  }

  #mustBeThere(): void {
    if (this.#isGone) throw new TypeError("invalid host object");
  }
}
