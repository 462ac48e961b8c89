import { type CharacteristicRow, gattTable, type Property, type Slot } from "./gatt-table";
import type { SdkCharacteristic, SdkConnection, SdkService } from "./sdk-gatt";

/** Where the SDK's callbacks go. None may throw: see `GattServer`. */
export interface Access {
  read(connection: SdkConnection, slot: Slot): Uint8Array;
  write(connection: SdkConnection, slot: Slot, value: ArrayBuffer): void;
  /** `characteristic` is the SDK's own object, which alone `notify` takes, and which only a callback's `this` gives. */
  subscribed(connection: SdkConnection, slot: Slot, characteristic: object): void;
  unsubscribed(connection: object, slot: Slot): void;
}

type Bits = Readonly<Record<Property, number>>;

const GENERIC_ACCESS = "1800";
const DEVICE_NAME = "2a00";

/** The GATT table as the SDK wants it, with the device's name before it. */
export function servicesOf(bits: Bits, name: Uint8Array, access: Access): SdkService[] {
  const deviceName = { uuid: DEVICE_NAME, properties: bits.read, value: name };
  const services: SdkService[] = [{ uuid: GENERIC_ACCESS, characteristics: [deviceName] }];
  for (const { uuid, characteristics } of gattTable) {
    services.push({ uuid, characteristics: characteristics.map((row) => characteristicOf(row, bits, access)) });
  }
  return services;
}

/**
 * The SDK refuses a characteristic whose callbacks do not fit its properties, and one that has both a value and
 * callbacks would run the value's bytes as callbacks.
 */
function characteristicOf(row: CharacteristicRow, bits: Bits, access: Access): SdkCharacteristic {
  const properties = propertiesOf(row, bits);
  const { uuid, slot } = row;
  if (slot === undefined) return { uuid, properties, value: ascii(row.text ?? "") };
  const characteristic: SdkCharacteristic = { uuid, properties };
  if (properties & bits.read) {
    characteristic.onRead = (connection) => access.read(connection, slot);
  }
  if (properties & (bits.write | bits.writeWithOutResponse)) {
    characteristic.onWrite = (value, connection) => access.write(connection, slot, value);
  }
  if (properties & (bits.notify | bits.indicate)) {
    characteristic.onSubscribe = function (this: object, connection) {
      access.subscribed(connection, slot, this);
    };
    characteristic.onUnsubscribe = (connection) => access.unsubscribed(connection, slot);
  }
  return characteristic;
}

function propertiesOf(row: CharacteristicRow, bits: Bits): number {
  let properties = 0;
  for (const name of row.properties) properties |= bits[name];
  // The SDK's `subscribeEncrypted` brings `notify` along, also where a row wants indications only.
  return row.properties.includes("notify") ? properties : properties & ~bits.notify;
}

function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
