import { firmwareVersion } from "../version";

/** What is read, written or notified in operation. Append only. */
export const Slot = Object.freeze({
  capabilities: 0,
  release: 1,
  controlPoint: 2,
  status: 3,
  session: 4,
  lopResult: 5,
  raw: 6,
  events: 7,
  log: 8,
  battery: 9,
} as const);

export type Slot = (typeof Slot)[keyof typeof Slot];

/**
 * Names of bits in the SDK's `GATTServer.properties` (modules/io/ble/server, 8.2.3), spelt as there. Its subscribe words
 * hold the bit of `notify` too: a row that does not name `notify` must not get it, or clients would take notifications
 * where indications are meant.
 */
export type Property =
  | "read"
  | "readEncrypted"
  | "write"
  | "writeWithOutResponse"
  | "writeEncrypted"
  | "notify"
  | "indicate"
  | "subscribeEncrypted";

export interface CharacteristicRow {
  /** Lower case, 16 bits or 128, as the SDK wants it. */
  readonly uuid: string;
  readonly name: string;
  readonly meaning: string;
  readonly properties: readonly Property[];
  /** One of the two: what it carries, or a text that never changes. */
  readonly slot?: Slot;
  readonly text?: string;
}

export interface ServiceRow {
  readonly uuid: string;
  readonly name: string;
  readonly characteristics: readonly CharacteristicRow[];
}

/** `7d3bXXXX-52e6-4f0c-9a41-c0f5b6d82e17`: random, and ours. */
function uuidOf(part: string): string {
  return `7d3b${part}-52e6-4f0c-9a41-c0f5b6d82e17`;
}

export const CUFF_SERVICE_UUID = uuidOf("0001");

function fixed(uuid: string, name: string, meaning: string, text: string): CharacteristicRow {
  return Object.freeze({ uuid, name, meaning, properties: Object.freeze(["read"] as const), text });
}

function live(
  slot: Slot,
  uuid: string,
  name: string,
  properties: readonly Property[],
  meaning: string,
): CharacteristicRow {
  return Object.freeze({ uuid, name, meaning, properties: Object.freeze(properties), slot });
}

/** Nothing is ever taken out or put in between: phones keep the handles of a cuff that they know. */
export const gattTable: readonly ServiceRow[] = Object.freeze([
  Object.freeze({
    uuid: "180a",
    name: "Device Information",
    // Without 2a25, the serial number: browsers hide it from pages. `unitId` in the capabilities stands for it.
    characteristics: Object.freeze([
      fixed("2a29", "Manufacturer Name", "text", "Open BFR cuff"),
      fixed("2a24", "Model Number", "text", "reference cuff"),
      fixed("2a26", "Firmware Revision", "text: version of this firmware", firmwareVersion),
      fixed("2a27", "Hardware Revision", "text: revision of the board", "1"),
      fixed("2a28", "Software Revision", "text: version of this protocol", "protocol 1.0"),
    ]),
  }),
  Object.freeze({
    uuid: "180f",
    name: "Battery",
    characteristics: Object.freeze([
      live(Slot.battery, "2a19", "Battery Level", ["read", "notify"], "frame battery; on change"),
    ]),
  }),
  Object.freeze({
    uuid: CUFF_SERVICE_UUID,
    name: "Cuff",
    characteristics: Object.freeze([
      live(Slot.capabilities, uuidOf("0010"), "capabilities", ["read"], "frame capabilities"),
      live(
        Slot.release,
        uuidOf("0011"),
        "release",
        ["write", "writeWithOutResponse"],
        "any bytes, of any length: the cuff lets go now, whoever asks",
      ),
      live(
        Slot.controlPoint,
        uuidOf("0012"),
        "control point",
        ["writeEncrypted", "indicate", "subscribeEncrypted"],
        "requests written, answers indicated",
      ),
      live(Slot.status, uuidOf("0013"), "status", ["read", "notify"], "frame status; 10 a second"),
      live(Slot.session, uuidOf("0014"), "session", ["read", "notify"], "frame session; on change and every second"),
      live(
        Slot.lopResult,
        uuidOf("0015"),
        "LOP result",
        ["readEncrypted", "notify", "subscribeEncrypted"],
        "frame lopResult; on change, 2 a second in a search",
      ),
      live(Slot.raw, uuidOf("0016"), "raw", ["notify", "subscribeEncrypted"], "frame raw; while listened to"),
      live(Slot.events, uuidOf("0017"), "events", ["notify", "subscribeEncrypted"], "frame event; as they happen"),
      live(Slot.log, uuidOf("0018"), "log", ["notify", "subscribeEncrypted"], "frame log; after `readSession`"),
    ]),
  }),
]);
