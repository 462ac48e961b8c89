import { CHUNK_HEAD_BYTES } from "../log/format";
import type { SessionShelf } from "../log/session-shelf";
import { Reason } from "../shared/reasons";
import type { TickOutput } from "../shared/tick";
import { crc32 } from "../storage/crc32";
import type { Later, Reply } from "./door";
import { logHead } from "./frames";
import { Slot } from "./gatt-table";
import type { Link } from "./link";

/** A client that takes no frame for so long is not listening, ms. */
const PATIENCE_MS = 5000;
/** What one notification carries at the largest MTU that there is. */
const MOST_FRAME_BYTES = 512;

/** What a part of a session comes to. */
export interface Sent {
  offset: number;
  sent: number;
  crc: number;
}

/** What a stored session comes to. */
export interface Measured {
  session: number;
  length: number;
  isDownloaded: boolean;
}

/**
 * Walks through a stored session, one chunk or one frame a tick at most, so that no tick becomes long: to measure it, or
 * to send a part of it. A session as it is sent is its chunks one after another.
 */
export class LogReader implements Later {
  readonly #shelf: SessionShelf;
  readonly #head = logHead.blank();
  readonly #bytes = new Uint8Array(MOST_FRAME_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  #link: Link | undefined;
  #session = 0;
  #sent: Sent | undefined;
  #measured: Measured | undefined;
  #from = 0;
  #to = 0;
  /** Of the chunk that is in hand: its place in the session, and how much of it is done. */
  #chunkAt = 0;
  #chunkBytes = 0;
  #done = 0;
  #waitedMs = 0;

  constructor(shelf: SessionShelf) {
    this.#shelf = shelf;
  }

  /** How long a session is. `into.session` is the one to look at. */
  measure(into: Measured, reply: Reply): void {
    this.#begin(into.session, undefined, into, reply);
    into.length = 0;
    into.isDownloaded = this.#shelf.isDownloaded(into.session);
  }

  /** Sends `length` bytes of a session from `into.offset` on. */
  send(session: number, length: number, into: Sent, link: Link, reply: Reply): void {
    this.#link = link;
    this.#from = into.offset;
    this.#to = into.offset + length;
    into.sent = 0;
    into.crc = 0;
    this.#begin(session, into, undefined, reply);
  }

  advance(_output: TickOutput, reply: Reply, stepMs: number): boolean {
    if (this.#done < this.#chunkBytes) return this.#sendPiece(reply, stepMs);
    if (!this.#shelf.walk.next()) return true;
    const { chunk } = this.#shelf.walk;
    this.#chunkAt += this.#chunkBytes;
    this.#chunkBytes = CHUNK_HEAD_BYTES + chunk.length;
    this.#done = this.#chunkBytes;
    if (this.#measured !== undefined) this.#measured.length += this.#chunkBytes;
    const end = this.#chunkAt + this.#chunkBytes;
    if (this.#sent === undefined || end <= this.#from) return false;
    if (this.#chunkAt >= this.#to) return true;
    this.#done = this.#from > this.#chunkAt ? this.#from - this.#chunkAt : 0;
    return false;
  }

  #begin(session: number, sent: Sent | undefined, measured: Measured | undefined, reply: Reply): void {
    this.#sent = sent;
    this.#measured = measured;
    this.#session = session;
    this.#chunkAt = 0;
    this.#chunkBytes = 0;
    this.#done = 0;
    this.#waitedMs = 0;
    if (this.#shelf.read(session)) reply.later = this;
    else reply.fail(Reason.sessionUnknown);
  }

  #sendPiece(reply: Reply, stepMs: number): boolean {
    const sent = this.#sent;
    const link = this.#link;
    const at = this.#chunkAt + this.#done;
    if (sent === undefined || link === undefined || at >= this.#to) return true;
    const room = Math.min(link.longestBytes, MOST_FRAME_BYTES) - logHead.bytes;
    const length = Math.min(room, this.#chunkBytes - this.#done, this.#to - at);
    this.#head.session = this.#session;
    this.#head.offset = at;
    logHead.encode(this.#head, this.#view, 0);
    const piece = this.#shelf.walk.chunk.bytes.subarray(this.#done, this.#done + length);
    this.#bytes.set(piece, logHead.bytes);
    if (!link.send(Slot.log, this.#bytes.subarray(0, logHead.bytes + length))) {
      this.#waitedMs += stepMs;
      if (this.#waitedMs >= PATIENCE_MS) reply.fail(Reason.undecided);
      return this.#waitedMs >= PATIENCE_MS;
    }
    this.#waitedMs = 0;
    sent.crc = crc32(piece, 0, length, sent.crc);
    sent.sent += length;
    this.#done += length;
    return false;
  }
}
