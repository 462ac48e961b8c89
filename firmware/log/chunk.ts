import { crc32 } from "../storage/crc32";
import { ERASED, type Flash } from "../storage/flash";
import { putUtf8 } from "../storage/utf8";
import { CHUNK_HEAD_BYTES, type ChunkKind, MOST_CHUNK_BYTES, SLOT_BYTES } from "./format";

/** Head, little end first; the CRC covers what stands behind it, and begins with the session's number. */
const at = Object.freeze({ crc: 0, length: 4, kind: 5, sequence: 6 });

const WORD_BYTES = 4;
/** One UTF-16 unit takes no more than this as UTF-8; two that make a pair take four. */
const MOST_UTF8_BYTES = 3;

/** One chunk, being put together or just read. */
export class Chunk {
  readonly bytes = new Uint8Array(MOST_CHUNK_BYTES);
  readonly view = new DataView(this.bytes.buffer);
  readonly #words = new Int32Array(this.bytes.buffer);
  /** Where the next byte of the payload goes. */
  end = CHUNK_HEAD_BYTES;

  get kind(): number {
    return this.view.getUint8(at.kind);
  }

  /** Number of the chunk in its session, from 0. */
  get sequence(): number {
    return this.view.getUint16(at.sequence, true);
  }

  /** Length of the payload, bytes. */
  get length(): number {
    return this.view.getUint8(at.length);
  }

  /** Room that it takes in flash. */
  get sizeBytes(): number {
    return Math.ceil((CHUNK_HEAD_BYTES + this.length) / SLOT_BYTES) * SLOT_BYTES;
  }

  clear(): void {
    this.end = CHUNK_HEAD_BYTES;
  }

  put8(value: number): void {
    this.view.setUint8(this.end++, value);
  }

  put16(value: number): void {
    this.view.setUint16(this.end, value, true);
    this.end += 2;
  }

  put32(value: number): void {
    this.view.setUint32(this.end, value, true);
    this.end += 4;
  }

  putFloat(value: number): void {
    this.view.setFloat32(this.end, value, true);
    this.end += 4;
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. 0 … 2³² − 1. */
  putVarint(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.put8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.put8(rest);
  }

  /** UTF-8 behind its length in bytes; at most `most` UTF-16 units of it. */
  putText(text: string, most: number): void {
    const lengthAt = this.end++;
    const kept = text.length > most ? text.slice(0, most) : text;
    const bytes = putUtf8(kept, this.view, this.end, MOST_UTF8_BYTES * most);
    this.view.setUint8(lengthAt, bytes);
    this.end += bytes;
  }

  /** Puts the head in front of the payload that stands here. */
  seal(kind: ChunkKind, sequence: number, session: number): void {
    this.view.setUint8(at.length, this.end - CHUNK_HEAD_BYTES);
    this.view.setUint8(at.kind, kind);
    this.view.setUint16(at.sequence, sequence & 0xffff, true);
    this.view.setUint32(at.crc, this.#crc(session), true);
    this.bytes.fill(ERASED, this.end);
  }

  /**
   * Reads the first whole chunk of `session` from `from` on.
   * @returns its address, or −1 where only erased slots or nothing but damage follow
   */
  find(flash: Flash, from: number, to: number, session: number): number {
    for (let address = from; address + CHUNK_HEAD_BYTES <= to; address += SLOT_BYTES) {
      const available = Math.min(MOST_CHUNK_BYTES, to - address);
      flash.read(this.bytes.subarray(0, available), address);
      if (this.#isBlank) return -1;
      if (this.kind > 0 && this.sizeBytes <= available && this.view.getUint32(at.crc, true) === this.#crc(session)) {
        return address;
      }
    }
    return -1;
  }

  /** True if this sealed chunk stands at `address`; `into` gets what does. Costs half of what another CRC would. */
  standsAt(flash: Flash, address: number, into: Chunk): boolean {
    flash.read(into.bytes.subarray(0, this.sizeBytes), address);
    const words = this.sizeBytes / WORD_BYTES;
    for (let i = 0; i < words; i++) if (into.#words[i] !== this.#words[i]) return false;
    return true;
  }

  get #isBlank(): boolean {
    for (let i = 0; i < CHUNK_HEAD_BYTES; i++) if (this.bytes[i] !== ERASED) return false;
    return true;
  }

  #crc(session: number): number {
    return crc32(this.bytes, at.length, CHUNK_HEAD_BYTES + this.length, session);
  }
}
