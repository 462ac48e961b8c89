import { Chunk } from "../../firmware/log/chunk";
import {
  CHUNK_HEAD_BYTES,
  ChunkKind,
  ESCAPE,
  Escaped,
  FORMAT_VERSION,
  SAMPLE_MS,
  SHARE_PARTS,
  STEPS_PER_MMHG,
  UNKNOWN_SHARE,
  UNKNOWN_TENTHS,
} from "../../firmware/log/format";
import { headerBit } from "../../firmware/log/session-header";
import type { SessionShelf } from "../../firmware/log/session-shelf";
import type { Mode, Posture } from "../../firmware/shared/order";
import { crc32 } from "../../firmware/storage/crc32";
import { ByteReader } from "./byte-reader";
import type { StoredEvent, StoredHeader, StoredSession, StoredStatistics } from "./stored-session";

/** A session that cannot be shown; the message says why, for people. */
export class SessionUnreadable extends Error {
  override readonly name = "SessionUnreadable";
}

/** The chunks of a stored session, copied out of flash. */
export function* chunksOf(shelf: SessionShelf, session: number): Generator<Uint8Array> {
  if (!shelf.read(session)) throw new SessionUnreadable(`session ${session}: not in the log`);
  const { chunk } = shelf.walk;
  while (shelf.walk.next()) yield chunk.bytes.slice(0, CHUNK_HEAD_BYTES + chunk.length);
}

/**
 * Puts a session together from its chunks, in the order in which they stand in flash. A chunk that is not whole is
 * left out and counted.
 * @throws SessionUnreadable without a header, or for a format that is unknown here
 */
export function decodeSession(number: number, chunks: Iterable<Uint8Array>): StoredSession {
  const parts = new Parts(number);
  for (const bytes of chunks) if (isWhole(bytes, number)) parts.add(bytes);
  return parts.session();
}

function isWhole(bytes: Uint8Array, session: number): boolean {
  if (bytes.length < CHUNK_HEAD_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = CHUNK_HEAD_BYTES + view.getUint8(4);
  return end <= bytes.length && view.getUint32(0, true) === crc32(bytes, 4, end, session);
}

class Parts {
  readonly #number: number;
  #header: StoredHeader | undefined;
  #statistics: StoredStatistics | null = null;
  readonly #pressureMmhg: (number | null)[] = [];
  readonly #events: StoredEvent[] = [];
  #isTruncated = false;
  #missingChunks = 0;
  #nextSequence = 0;

  constructor(number: number) {
    this.#number = number;
  }

  add(bytes: Uint8Array): void {
    const chunk = new Chunk();
    chunk.bytes.set(bytes.subarray(0, chunk.bytes.length));
    this.#missingChunks += (chunk.sequence - this.#nextSequence) & 0xffff;
    this.#nextSequence = (chunk.sequence + 1) & 0xffff;
    const reader = new ByteReader(bytes.subarray(CHUNK_HEAD_BYTES, CHUNK_HEAD_BYTES + chunk.length));
    if (chunk.kind === ChunkKind.header) this.#header = this.#headerFrom(reader);
    else if (chunk.kind === ChunkKind.data) this.#addData(reader);
    else if (chunk.kind === ChunkKind.closing) this.#addClosing(reader);
    else if (chunk.kind === ChunkKind.truncated) this.#isTruncated = true;
  }

  session(): StoredSession {
    if (this.#header === undefined) throw new SessionUnreadable(`session ${this.#number}: its header is lost`);
    return {
      number: this.#number,
      header: this.#header,
      sampleMs: SAMPLE_MS,
      pressureMmhg: this.#pressureMmhg,
      events: this.#events,
      statistics: this.#statistics,
      isTruncated: this.#isTruncated,
      missingChunks: this.#missingChunks,
    };
  }

  #headerFrom(reader: ByteReader): StoredHeader {
    const version = reader.uint8();
    if (version !== FORMAT_VERSION) {
      throw new SessionUnreadable(
        `session ${this.#number}: format ${version} is unknown to this program, which reads format ${FORMAT_VERSION}`,
      );
    }
    const bits = reader.uint8();
    return {
      limb: (bits & headerBit.leg) > 0 ? "leg" : "arm",
      side: (bits & headerBit.right) > 0 ? 1 : 0,
      lopIsEntered: (bits & headerBit.lopEntered) > 0,
      personSlot: reader.uint8(),
      posture: reader.uint8() as Posture,
      mode: reader.uint8() as Mode,
      lopMmhg: mmhgOf(reader.int16()),
      targetShare: shareOf(reader.uint16()),
      poweredMinutes: reader.uint32(),
      wallClockS: reader.uint32(),
      cuffName: reader.text(),
      prescriptionName: reader.text(),
      firmwareVersion: reader.text(),
    };
  }

  #addData(reader: ByteReader): void {
    const firstSample = reader.uint32();
    let tenths = reader.int16();
    while (this.#pressureMmhg.length < firstSample) this.#pressureMmhg.push(null);
    while (!reader.isAtEnd) {
      const code = reader.varint();
      if (code !== ESCAPE) {
        const zigZag = code - 1;
        tenths += zigZag % 2 === 1 ? -(zigZag + 1) / 2 : zigZag / 2;
        this.#pressureMmhg.push(tenths / STEPS_PER_MMHG);
      } else if (reader.uint8() === Escaped.noPressure) this.#pressureMmhg.push(null);
      else this.#events.push(eventFrom(reader));
    }
  }

  #addClosing(reader: ByteReader): void {
    const durationMs = reader.uint32();
    const restrictedMs = reader.uint32();
    const inBandShare = shareOf(reader.uint16());
    const peakMmhg = mmhgOf(reader.int16());
    const endedBy = reader.uint8();
    if (reader.uint8() > 0) this.#isTruncated = true;
    const repetitions = Array.from({ length: reader.uint8() }, () => reader.uint16());
    this.#statistics = { durationMs, restrictedMs, inBandShare, peakMmhg, endedBy, repetitions };
  }
}

function eventFrom(reader: ByteReader): StoredEvent {
  const timeMs = reader.varint();
  const kind = reader.uint8();
  const code = reader.uint8();
  const value = reader.float32();
  return { timeMs, kind, code, value: Number.isNaN(value) ? null : value };
}

function mmhgOf(tenths: number): number | null {
  return tenths === UNKNOWN_TENTHS ? null : tenths / STEPS_PER_MMHG;
}

function shareOf(parts: number): number | null {
  return parts === UNKNOWN_SHARE ? null : parts / SHARE_PARTS;
}
