import { CUFF_SERVICE_UUID, gattTable, type Slot } from "../../firmware/ble/gatt-table";
import { type Transport, TransportError } from "./transport";
import type { WebBluetooth, WebCharacteristic, WebDevice, WebGattServer } from "./web-bluetooth-types";

/** 16 bits as a number, 128 as text: what a browser takes. */
function uuidOf(uuid: string): string | number {
  return uuid.length === 4 ? Number.parseInt(uuid, 16) : uuid;
}

interface Listening {
  readonly characteristic: WebCharacteristic;
  readonly hear: () => void;
}

/** A cuff that the browser has let the person choose. */
export class WebBluetoothTransport implements Transport {
  readonly #device: WebDevice;
  readonly #characteristics = new Map<Slot, WebCharacteristic>();
  readonly #listening = new Map<Slot, Listening>();
  onLost: (() => void) | undefined;

  constructor(device: WebDevice) {
    this.#device = device;
    device.addEventListener("gattserverdisconnected", () => this.#lose());
  }

  /** Has the person choose a cuff. Has to be called from a click. @throws TransportError where none is chosen */
  static async choose(bluetooth: WebBluetooth): Promise<WebBluetoothTransport> {
    const others = gattTable.map(({ uuid }) => uuidOf(uuid)).filter((uuid) => uuid !== CUFF_SERVICE_UUID);
    const request = { filters: [{ services: [CUFF_SERVICE_UUID] }], optionalServices: others };
    return new WebBluetoothTransport(await carried(bluetooth.requestDevice(request)));
  }

  get name(): string {
    return this.#device.name ?? this.#device.id;
  }

  async connect(): Promise<void> {
    const { gatt } = this.#device;
    if (gatt === undefined) throw new TransportError("The browser gives no access to this device.");
    await carried(gatt.connect());
    await carried(this.#find(gatt));
  }

  async disconnect(): Promise<void> {
    this.#forget();
    this.#device.gatt?.disconnect();
  }

  async read(slot: Slot): Promise<Uint8Array> {
    return bytesOf(await carried(this.#at(slot).readValue()));
  }

  async write(slot: Slot, bytes: Uint8Array, withResponse: boolean): Promise<void> {
    const characteristic = this.#at(slot);
    const copy = Uint8Array.from(bytes);
    await carried(
      withResponse ? characteristic.writeValueWithResponse(copy) : characteristic.writeValueWithoutResponse(copy),
    );
  }

  /** A read of the same characteristic is heard too: browsers tell of it in the same way. */
  async subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    const characteristic = this.#at(slot);
    this.#hush(slot);
    const hear = (): void => {
      if (characteristic.value !== undefined) listener(bytesOf(characteristic.value));
    };
    characteristic.addEventListener("characteristicvaluechanged", hear);
    this.#listening.set(slot, { characteristic, hear });
    await carried(characteristic.startNotifications());
  }

  async unsubscribe(slot: Slot): Promise<void> {
    const characteristic = this.#at(slot);
    this.#hush(slot);
    await carried(characteristic.stopNotifications());
  }

  async #find(gatt: WebGattServer): Promise<void> {
    for (const { uuid, characteristics } of gattTable) {
      const rows = characteristics.filter(({ slot }) => slot !== undefined);
      if (rows.length === 0) continue;
      const service = await gatt.getPrimaryService(uuidOf(uuid));
      for (const row of rows) {
        if (row.slot !== undefined)
          this.#characteristics.set(row.slot, await service.getCharacteristic(uuidOf(row.uuid)));
      }
    }
  }

  #at(slot: Slot): WebCharacteristic {
    const found = this.#characteristics.get(slot);
    if (found === undefined) throw new TransportError("The cuff is not connected.");
    return found;
  }

  #hush(slot: Slot): void {
    const listening = this.#listening.get(slot);
    listening?.characteristic.removeEventListener("characteristicvaluechanged", listening.hear);
    this.#listening.delete(slot);
  }

  #forget(): void {
    for (const slot of [...this.#listening.keys()]) this.#hush(slot);
    this.#characteristics.clear();
  }

  /** Not where it was this program that has disconnected. */
  #lose(): void {
    if (this.#characteristics.size === 0) return;
    this.#forget();
    this.onLost?.();
  }
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

/** Whatever a browser throws says why in its message. */
async function carried<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw new TransportError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
