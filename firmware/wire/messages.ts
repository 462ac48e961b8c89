/**
 * What a client and a cuff say to each other over any line that is not Bluetooth: the operations of GATT, one to a
 * message. Every message begins `[kind][id][detail]`; what follows are the bytes of a value. The detail of a message
 * that is about a characteristic is its place in the GATT table, from 0 on, which is as lasting as that table.
 */
export const Kind = Object.freeze({
  // From the client. The id is any number; what answers has it too.
  /** Begins a connection. Detail: version of these messages. */
  connect: 1,
  disconnect: 2,
  read: 3,
  /** Answered by `done` once the cuff has it. */
  write: 4,
  /** Never answered. */
  writeWithoutResponse: 5,
  subscribe: 6,
  unsubscribe: 7,
  /** Still there. */
  here: 8,
  // From the cuff.
  /** Value that was asked for. */
  value: 0x41,
  done: 0x42,
  /** Detail: `WireError`. */
  error: 0x43,
  /** Notification or indication. */
  notification: 0x44,
  /** Whoever is still there says `here`. */
  areYouThere: 0x45,
  /** The cuff has ended the connection. Detail: `WireError`. */
  ended: 0x46,
} as const);

export type Kind = (typeof Kind)[keyof typeof Kind];

/** Why something was not carried out. Append only. */
export const WireError = Object.freeze({
  /** Another version of these messages; the cuff speaks `WIRE_VERSION`. */
  version: 1,
  busy: 2,
  notConnected: 3,
  noSuchCharacteristic: 4,
  notPermitted: 5,
  needsEncryption: 6,
  tooLong: 7,
  /** The cuff has dropped its client, or starts anew. */
  dropped: 8,
  /** Nothing was heard of the client any more. */
  silent: 9,
} as const);

export type WireError = (typeof WireError)[keyof typeof WireError];

export const WIRE_VERSION = 1;
export const HEAD_BYTES = 3;
/** The longest value that ATT knows: Core specification 5.4, volume 3, part F, 3.2.9. */
export const MOST_VALUE_BYTES = 512;
export const MOST_MESSAGE_BYTES = HEAD_BYTES + MOST_VALUE_BYTES;

/** What carries messages to one client. What comes from it goes to `WireLink.take`. */
export interface Line {
  /** Sends the first bytes of `message`, which are copied. False where the line takes no more now: nothing was sent. */
  send(message: Uint8Array, length: number): boolean;
  /** Nothing more is to be said to this client. A line that cannot end, such as a cable, ignores it. */
  end(why: WireError): void;
}
