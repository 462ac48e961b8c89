import { crc32 } from "./crc32";
import { ERASED } from "./flash";
import { LAST_KIND } from "./kinds";

/** Records begin at multiples of this, so that a search finds the next one behind a broken one. */
export const SLOT_BYTES = 16;
export const HEADER_BYTES = 16;
/** The largest record, header included: a ledger is 496. */
export const MAX_RECORD_BYTES = 512;

/** Looking at four bytes at once makes a start four times as fast on XS. */
const WORD_BYTES = 4;
const ERASED_WORD = -1;

/** "BFR" and the layout of the header. */
const MAGIC = 0x42465201;

/** Header, little end first; the CRC covers the header before it and the payload behind it. */
const at = Object.freeze({ magic: 0, kind: 4, version: 5, length: 6, sequence: 8, crc: 12 });

/** Room that a record takes, bytes. */
export function recordBytes(payloadBytes: number): number {
  return Math.ceil((HEADER_BYTES + payloadBytes) / SLOT_BYTES) * SLOT_BYTES;
}

/** True if sequence number `a` was given out after `b`. Right across the wrap, for distances under 2³¹. */
export function isNewer(a: number, b: number): boolean {
  return ((a - b) | 0) > 0;
}

/** Room for one record, being put together or just read. */
export class RecordBuffer {
  readonly bytes = new Uint8Array(MAX_RECORD_BYTES);
  readonly payload = new DataView(this.bytes.buffer, HEADER_BYTES);
  readonly #words = new Int32Array(this.bytes.buffer);
  readonly #header = new DataView(this.bytes.buffer, 0, HEADER_BYTES);

  get kind(): number {
    return this.#header.getUint8(at.kind);
  }

  /** Format version of the payload; each kind counts its own. */
  get version(): number {
    return this.#header.getUint8(at.version);
  }

  /** Length of the payload, bytes. */
  get length(): number {
    return this.#header.getUint16(at.length, true);
  }

  get sequence(): number {
    return this.#header.getUint32(at.sequence, true);
  }

  /** Puts header and CRC around a payload of `length` bytes that stands here already. */
  seal(kind: number, version: number, length: number, sequence: number): void {
    const header = this.#header;
    header.setUint32(at.magic, MAGIC, true);
    header.setUint8(at.kind, kind);
    header.setUint8(at.version, version);
    header.setUint16(at.length, length, true);
    header.setUint32(at.sequence, sequence, true);
    header.setUint32(at.crc, this.#crc(), true);
    this.bytes.fill(ERASED, HEADER_BYTES + length);
  }

  /** The header could be one of ours that lies within `available` bytes; says nothing about the payload. */
  hasHeader(available: number): boolean {
    if (available < HEADER_BYTES || this.#header.getUint32(at.magic, true) !== MAGIC) return false;
    const { kind } = this;
    return kind >= 1 && kind <= LAST_KIND && recordBytes(this.length) <= Math.min(available, MAX_RECORD_BYTES);
  }

  /** A complete, unharmed record within `available` bytes. */
  isWhole(available: number): boolean {
    return this.hasHeader(available) && this.#header.getUint32(at.crc, true) === this.#crc();
  }

  /** How many whole slots at the start, of `available` bytes, are erased; bytes. */
  erasedBytes(available: number): number {
    const words = available / WORD_BYTES;
    let i = 0;
    while (i < words && this.#words[i] === ERASED_WORD) i++;
    return Math.floor((i * WORD_BYTES) / SLOT_BYTES) * SLOT_BYTES;
  }

  /** The first `bytes`, whole slots, are the same. */
  equals(other: RecordBuffer, bytes: number): boolean {
    const words = bytes / WORD_BYTES;
    for (let i = 0; i < words; i++) if (this.#words[i] !== other.#words[i]) return false;
    return true;
  }

  #crc(): number {
    return crc32(this.bytes, HEADER_BYTES, HEADER_BYTES + this.length, crc32(this.bytes, 0, at.crc, 0));
  }
}
