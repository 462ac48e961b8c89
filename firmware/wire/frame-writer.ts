import { crc32 } from "../storage/crc32";
import { MOST_MESSAGE_BYTES } from "./messages";

export const CRC_BYTES = 4;
/** Ends a frame on the line, and stands in none. */
export const END = 0;
/** As many bytes without a zero as one block can have. */
export const LONGEST_BLOCK = 254;

/** A code for each block, and an end on either side. */
const MOST_FRAME_BYTES =
  MOST_MESSAGE_BYTES + CRC_BYTES + Math.ceil((MOST_MESSAGE_BYTES + CRC_BYTES + 1) / LONGEST_BLOCK) + 2;

/**
 * Puts messages on a line of bytes that may lose some or turn their bits over: the message and its CRC-32, little-endian,
 * in COBS (Cheshire and Baker 1999, doi 10.1109/90.769765), so that a zero byte is the end of a frame and nothing else.
 */
export class FrameWriter {
  readonly bytes = new Uint8Array(MOST_FRAME_BYTES);

  /** Fills `bytes` with the frame of the first `length` bytes of `message`; gives how many those are. */
  write(message: Uint8Array, length: number): number {
    const { bytes } = this;
    const crc = crc32(message, 0, length, 0);
    // What is left of a torn frame, or of a boot message, ends here.
    bytes[0] = END;
    let codeAt = 1;
    let at = 2;
    for (let i = 0; i < length + CRC_BYTES; i++) {
      const byte = i < length ? (message[i] ?? 0) : (crc >>> (8 * (i - length))) & 0xff;
      if (byte !== END) {
        bytes[at] = byte;
        at++;
      }
      if (byte === END || at - codeAt > LONGEST_BLOCK) {
        bytes[codeAt] = at - codeAt;
        codeAt = at;
        at++;
      }
    }
    bytes[codeAt] = at - codeAt;
    bytes[at] = END;
    return at + 1;
  }
}
