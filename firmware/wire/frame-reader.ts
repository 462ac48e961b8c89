import { crc32 } from "../storage/crc32";
import { CRC_BYTES, END, LONGEST_BLOCK } from "./frame-writer";
import { HEAD_BYTES, MOST_MESSAGE_BYTES } from "./messages";

const ROOM = MOST_MESSAGE_BYTES + CRC_BYTES;

/**
 * Finds messages in a stream of bytes. Whatever is not a whole frame with the right CRC is dropped, up to the next end
 * of a frame; so is one that is longer than any message.
 */
export class FrameReader {
  readonly #bytes = new Uint8Array(ROOM);
  readonly #view = new DataView(this.#bytes.buffer);
  #length = 0;
  /** Bytes that the block still has, and whether a zero stands behind it if another block follows. */
  #left = 0;
  #hasZero = false;
  #isTooLong = false;

  /** Takes the next byte of the line; gives a message where it ends one. It stands until the next byte is taken. */
  take(byte: number): Uint8Array | undefined {
    if (byte === END) return this.#end();
    if (this.#left > 0) {
      this.#left--;
      this.#put(byte);
    } else {
      if (this.#hasZero) this.#put(0);
      this.#left = byte - 1;
      this.#hasZero = byte <= LONGEST_BLOCK;
    }
    return undefined;
  }

  #put(byte: number): void {
    if (this.#length === ROOM) this.#isTooLong = true;
    else {
      this.#bytes[this.#length] = byte;
      this.#length++;
    }
  }

  #end(): Uint8Array | undefined {
    const length = this.#length - CRC_BYTES;
    const isWhole = this.#left === 0 && !this.#isTooLong && length >= HEAD_BYTES;
    this.#length = 0;
    this.#left = 0;
    this.#hasZero = false;
    this.#isTooLong = false;
    if (!isWhole || crc32(this.#bytes, 0, length, 0) !== this.#view.getUint32(length, true)) return undefined;
    return this.#bytes.subarray(0, length);
  }
}
