import { type CharacteristicRow, Slot } from "../ble/gatt-table";
import type { Link, LinkEvents } from "../ble/link";
import { HEAD_BYTES, Kind, type Line, MOST_MESSAGE_BYTES, MOST_VALUE_BYTES, WIRE_VERSION, WireError } from "./messages";
import { mayListen, mayRead, mayWrite, mayWriteWithoutResponse, type Permission, rowOfSlot, wireRows } from "./rows";

/** What the client is connected to: the cuff's service. */
export interface Host extends LinkEvents {
  /** Some client is connected, over whatever line. */
  readonly isBusy: boolean;
}

export interface LinkTraits {
  /** As for Bluetooth: what is written and read may need it. A cable or a loopback counts as encrypted. */
  readonly isEncrypted: boolean;
  /** The longest notification, bytes: at least 20. */
  readonly longestBytes: number;
  /** A line that does not say when its other end has gone: the client is asked every second whether it is there. */
  readonly isWatched: boolean;
}

/** As the cuff asks for over Bluetooth: an MTU of 247. */
const USUAL_BYTES = 244;
export const socketTraits: LinkTraits = Object.freeze({
  isEncrypted: true,
  longestBytes: USUAL_BYTES,
  isWatched: false,
});
export const cableTraits: LinkTraits = Object.freeze({ isEncrypted: true, longestBytes: USUAL_BYTES, isWatched: true });

const ASK_EVERY_MS = 1000;
/** Nothing heard for so long: the client has gone. Bluetooth's own supervision takes as long with phones. */
const SILENCE_MS = 5000;

/**
 * One line's client, as the service sees it. Enforces what a Bluetooth stack would. What is shorter than a head, or of
 * no kind that a client may send, is dropped without a word: on a bare line it is noise. Nothing is kept of a message
 * but whether the client listens, so no flood can fill anything.
 */
export class WireLink implements Link {
  readonly isEncrypted: boolean;
  readonly longestBytes: number;
  readonly #isWatched: boolean;
  readonly #host: Host;
  readonly #line: Line;
  readonly #out = new Uint8Array(MOST_MESSAGE_BYTES);
  /** By row. */
  readonly #listens: boolean[] = wireRows.map(() => false);
  #silentMs = 0;
  #askMs = 0;

  isConnected = false;

  constructor(host: Host, line: Line, traits: LinkTraits) {
    this.#host = host;
    this.#line = line;
    this.isEncrypted = traits.isEncrypted;
    this.longestBytes = traits.longestBytes;
    this.#isWatched = traits.isWatched;
  }

  /** A message has come, whole. */
  take(message: Uint8Array): void {
    if (message.length < HEAD_BYTES) return;
    const kind = message[0];
    const id = message[1] ?? 0;
    const detail = message[2] ?? 0;
    this.#silentMs = 0;
    if (kind === Kind.connect) this.#connect(id, detail);
    else if (kind === Kind.disconnect) this.lost();
    else if (kind === Kind.writeWithoutResponse) this.#writeQuietly(wireRows[detail], message);
    else if (kind === Kind.read || kind === Kind.write || kind === Kind.subscribe || kind === Kind.unsubscribe) {
      this.#serve(kind, id, detail, message);
    }
  }

  /** The line has gone, or the client has. */
  lost(): void {
    if (!this.isConnected) return;
    this.isConnected = false;
    this.#host.disconnected(this);
  }

  /** Every now and then, `stepMs` after the last time. */
  turn(stepMs: number): void {
    if (!this.isConnected || !this.#isWatched) return;
    this.#silentMs += stepMs;
    this.#askMs += stepMs;
    if (this.#silentMs >= SILENCE_MS) {
      this.#tell(Kind.ended, 0, WireError.silent, HEAD_BYTES);
      this.lost();
    } else if (this.#askMs >= ASK_EVERY_MS) {
      this.#askMs = 0;
      this.#tell(Kind.areYouThere, 0, 0, HEAD_BYTES);
    }
  }

  isSubscribed(slot: Slot): boolean {
    return this.isConnected && this.#listens[rowOfSlot(slot)] === true;
  }

  send(slot: Slot, bytes: Uint8Array): boolean {
    if (!this.isSubscribed(slot) || bytes.length > this.longestBytes) return false;
    this.#out.set(bytes, HEAD_BYTES);
    return this.#tell(Kind.notification, 0, rowOfSlot(slot), HEAD_BYTES + bytes.length);
  }

  drop(): void {
    if (!this.isConnected) return;
    this.isConnected = false;
    this.#tell(Kind.ended, 0, WireError.dropped, HEAD_BYTES);
    this.#line.end(WireError.dropped);
  }

  /** Who connects once more begins anew: a page that was loaded again has forgotten what it listened to. */
  #connect(id: number, version: number): void {
    if (version !== WIRE_VERSION) {
      this.#refuse(id, WireError.version);
      return;
    }
    this.lost();
    if (this.#host.isBusy) {
      this.#refuse(id, WireError.busy);
      this.#line.end(WireError.busy);
      return;
    }
    this.#listens.fill(false);
    this.isConnected = true;
    this.#askMs = 0;
    this.#host.connected(this);
    this.#tell(Kind.done, id, WIRE_VERSION, HEAD_BYTES);
  }

  #serve(kind: Kind, id: number, place: number, message: Uint8Array): void {
    const row = wireRows[place];
    if (row === undefined) this.#refuse(id, WireError.noSuchCharacteristic);
    else if (!this.isConnected && row.slot !== Slot.release) this.#refuse(id, WireError.notConnected);
    else if (kind === Kind.read) this.#read(row, id, place);
    else if (kind === Kind.write) this.#write(row, id, place, message);
    else if (this.#isAllowed(mayListen(row), id)) {
      this.#listens[place] = kind === Kind.subscribe;
      this.#tell(Kind.done, id, place, HEAD_BYTES);
    }
  }

  #read(row: CharacteristicRow, id: number, place: number): void {
    if (!this.#isAllowed(mayRead(row), id)) return;
    const { slot, text = "" } = row;
    let length = text.length;
    if (slot === undefined) for (let i = 0; i < length; i++) this.#out[HEAD_BYTES + i] = text.charCodeAt(i);
    else {
      const bytes = this.#host.read(this, slot);
      length = bytes.length;
      this.#out.set(bytes, HEAD_BYTES);
    }
    this.#tell(Kind.value, id, place, HEAD_BYTES + length);
  }

  #write(row: CharacteristicRow, id: number, place: number, message: Uint8Array): void {
    if (!this.#isAllowed(mayWrite(row), id) || row.slot === undefined) return;
    if (message.length > MOST_MESSAGE_BYTES) {
      this.#refuse(id, WireError.tooLong);
      return;
    }
    this.#host.write(this, row.slot, message.subarray(HEAD_BYTES));
    this.#tell(Kind.done, id, place, HEAD_BYTES);
  }

  /** What may be written so is `release`: heard from whoever wants the cuff to let go, connected or not. */
  #writeQuietly(row: CharacteristicRow | undefined, message: Uint8Array): void {
    if (row?.slot === undefined || mayWriteWithoutResponse(row) !== "yes") return;
    if (message.length - HEAD_BYTES <= MOST_VALUE_BYTES) this.#host.write(this, row.slot, message.subarray(HEAD_BYTES));
  }

  #isAllowed(permission: Permission, id: number): boolean {
    if (permission === "yes" || (permission === "encrypted" && this.isEncrypted)) return true;
    this.#refuse(id, permission === "no" ? WireError.notPermitted : WireError.needsEncryption);
    return false;
  }

  #refuse(id: number, why: WireError): void {
    this.#tell(Kind.error, id, why, HEAD_BYTES);
  }

  #tell(kind: Kind, id: number, detail: number, length: number): boolean {
    const out = this.#out;
    out[0] = kind;
    out[1] = id;
    out[2] = detail;
    return this.#line.send(out, length);
  }
}
