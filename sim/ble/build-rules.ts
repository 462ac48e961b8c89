import { propertyBits } from "./property-bits";

/** A characteristic as it is handed to the SDK. */
export interface CharacteristicOptions {
  uuid: string;
  properties: number;
  value?: ArrayBuffer | Uint8Array;
  onRead?: unknown;
  onWrite?: unknown;
  onSubscribe?: unknown;
  onUnsubscribe?: unknown;
}

export interface SecurityOptions {
  authenticate?: boolean;
  bond?: boolean;
  immediate?: boolean;
  display?: boolean;
  keyboard?: boolean | string;
}

/** `BLE_ATT_MTU_MAX` − 3. */
const LONGEST_VALUE_BYTES = 524;
const WRITES = propertyBits.write | propertyBits.writeWithOutResponse | propertyBits.authenticatedSignedWrites;
const LISTENS = propertyBits.notify | propertyBits.indicate;
/** What NimBLE's `ble_uuid_from_str` takes. */
const UUID = /^([0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What `xs_gattserver_addService` refuses, in its words. */
export function checkCharacteristic(options: CharacteristicOptions): void {
  checkUuid(options.uuid);
  if (!options.properties) throw new Error("properies missing");
  if ("value" in options) checkValue(options);
  else checkCallbacks(options);
}

export function checkUuid(uuid: string): void {
  if (!UUID.test(uuid)) throw new RangeError("bad uuid");
}

/** Beyond what the SDK refuses: what it takes and later dies of, because value and callbacks share their memory. */
function checkValue({ value, properties, ...callbacks }: CharacteristicOptions): void {
  if (!(value instanceof ArrayBuffer || value instanceof Uint8Array)) throw new TypeError("value is no buffer");
  if (value.byteLength > LONGEST_VALUE_BYTES) throw new RangeError("value too big");
  if (value.byteLength === 0) throw new Error("crash: an empty value counts as callbacks, and there are none");
  const has = callbacks.onRead ?? callbacks.onWrite ?? callbacks.onSubscribe ?? callbacks.onUnsubscribe;
  if (properties & (WRITES | LISTENS) || has !== undefined)
    throw new Error("crash: a value takes the callbacks' place");
}

function checkCallbacks(options: CharacteristicOptions): void {
  const { properties } = options;
  const has = (callback: unknown): boolean => typeof callback === "function";
  if (has(options.onRead) !== Boolean(properties & propertyBits.read)) throw new Error("inconsistent read");
  if (has(options.onWrite) !== Boolean(properties & WRITES)) throw new Error("inconsistent write");
  if (has(options.onUnsubscribe) !== Boolean(properties & LISTENS)) throw new Error("inconsistent onSubscribe");
}

/** What `xs_gattserver_build` refuses. `ioCapabilities`, which the typings have, is not looked at. */
export function checkSecurity({ authenticate, display, keyboard }: SecurityOptions): void {
  if (typeof keyboard === "string" && keyboard !== "yes/no") throw new RangeError("bad value");
  if (typeof keyboard === "string" && !display) throw new Error("missing display");
  if (authenticate && !keyboard && !display) throw new Error("authenticate requires keyboard and/or display");
}
