/** Packet types of HCI over UART (Bluetooth Core, volume 4 part A). */
export const COMMAND = 1;
export const ACL_DATA = 2;
const EVENT = 4;

export const DISCONNECTED = 0x05;
export const ENCRYPTION_CHANGED = 0x08;
export const REMOTE_VERSION = 0x0c;
const COMMAND_COMPLETE = 0x0e;
const COMMAND_STATUS = 0x0f;
export const PACKETS_COMPLETED = 0x13;
export const KEY_REFRESHED = 0x30;
const LE_META = 0x3e;

export const LE_CONNECTED = 0x01;
export const LE_ADVERTISING_REPORT = 0x02;
export const LE_CONNECTION_UPDATED = 0x03;
export const LE_REMOTE_FEATURES = 0x04;
export const LE_KEY_REQUEST = 0x05;

/** Reasons for the end of a link, and states of commands. */
export const CONNECTION_TIMEOUT = 0x08;
export const KEY_MISSING = 0x06;
export const UNKNOWN_CONNECTION = 0x02;
export const ENDED_HERE = 0x16;
export const KEYS_DIFFER = 0x3d;

export const u16 = (value: number): Buffer => Buffer.of(value & 0xff, value >> 8);

export function event(code: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(EVENT, code, content.length), content]);
}

export function leEvent(code: number, ...parts: readonly Uint8Array[]): Buffer {
  return event(LE_META, Buffer.of(code), ...parts);
}

export function commandComplete(opcode: number, content: Uint8Array): Buffer {
  return event(COMMAND_COMPLETE, Buffer.of(1), u16(opcode), Buffer.of(0), content);
}

export function commandStatus(opcode: number, status: number): Buffer {
  return event(COMMAND_STATUS, Buffer.of(status, 1), u16(opcode));
}

const ATT_CHANNEL = 4;
const EXCHANGE_MTU = [2, 3];
const CHANNEL_AT = 7;
const ATT_AT = 9;

/** Lowers the MTU in an ATT "exchange MTU", request or response, to what the host on this side is to have. */
export function limitMtu(acl: Buffer, mostMtu: number): Buffer {
  if (acl.length !== ATT_AT + 3 || acl.readUInt16LE(CHANNEL_AT) !== ATT_CHANNEL) return acl;
  if (!EXCHANGE_MTU.includes(acl.readUInt8(ATT_AT))) return acl;
  const limited = Buffer.from(acl);
  limited.writeUInt16LE(Math.min(mostMtu, acl.readUInt16LE(ATT_AT + 1)), ATT_AT + 1);
  return limited;
}
