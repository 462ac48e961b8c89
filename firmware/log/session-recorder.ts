import type { Reason } from "../shared/reasons";
import { Chunk } from "./chunk";
import { CHUNK_HEAD_BYTES, ChunkKind, ESCAPE, Escaped, EventKind, MOST_CHUNK_BYTES, SLOT_BYTES } from "./format";
import { tenthsOf } from "./quantities";
import { Sector } from "./sector-heads";
import { putHeader, type SessionHeader } from "./session-header";
import type { SessionShelf } from "./session-shelf";
import { CLOSING_BYTES, putStatistics, type SessionStatistics } from "./session-statistics";

/** Kept free in the last sector, so that a session which runs out of room can say so and be closed. */
const END_BYTES = SLOT_BYTES + Math.ceil((CHUNK_HEAD_BYTES + CLOSING_BYTES) / SLOT_BYTES) * SLOT_BYTES;
/** Where less room than this is left, the sector is full. */
const LEAST_CHUNK_BYTES = 32;
/** The longest codes, bytes. */
const PRESSURE_BYTES = 2;
const EVENT_BYTES = 13;

/**
 * Records one session after another, into erased sectors only. Nothing that fails here reaches the cuff: without room
 * the session is truncated, and says so. What is not written yet when the power goes is lost: at most some 24 s, and
 * nothing of what led up to a stop or an alarm.
 */
export class SessionRecorder {
  isRecording = false;
  /** Nothing more of this session is kept, because no erased room is left: the shelf has to be tidied. */
  isTruncated = false;
  /** The session that is being recorded, or was last. */
  session = 0;
  readonly #shelf: SessionShelf;
  readonly #chunk = new Chunk();
  /** Where the payload of the open chunk has to end; 0 while none is open. */
  #limit = 0;
  #part = 0;
  #sequence = 0;
  #samples = 0;
  #lastTenths = 0;

  constructor(shelf: SessionShelf) {
    this.#shelf = shelf;
  }

  /** Begins a session; one that was not closed stays so. False without room: nothing is recorded then. */
  begin(header: SessionHeader): boolean {
    this.flush();
    const { ring } = this.#shelf;
    this.session = this.#shelf.nextNumber;
    this.isRecording = false;
    this.#shelf.recording = 0;
    this.#part = 0;
    this.#sequence = 0;
    this.#samples = 0;
    this.#lastTenths = 0;
    this.#chunk.clear();
    putHeader(header, this.#chunk);
    this.#seal(ChunkKind.header);
    while (!this.isRecording && ring.open(this.session, 0)) {
      this.isRecording = ring.append(this.#chunk);
      if (!this.isRecording) ring.setState(ring.head, Sector.dirty);
    }
    this.isTruncated = !this.isRecording;
    if (this.isRecording) this.#shelf.noteOpened(true);
    else this.#shelf.needsTidy = true;
    return this.isRecording;
  }

  /** The pressure now, every 100 ms from the beginning on. @param pressureMmhg NaN while none can be believed */
  sample(pressureMmhg: number): void {
    if (!this.#makeRoom(PRESSURE_BYTES)) return;
    this.#samples++;
    if (Number.isNaN(pressureMmhg)) {
      this.#chunk.put8(ESCAPE);
      this.#chunk.put8(Escaped.noPressure);
      return;
    }
    const tenths = tenthsOf(pressureMmhg);
    const delta = tenths - this.#lastTenths;
    this.#lastTenths = tenths;
    // Zig-zag: 0, −1, 1, −2 … become 0, 1, 2, 3 …; one more, because 0 is the escape.
    this.#chunk.putVarint((delta < 0 ? -2 * delta - 1 : 2 * delta) + 1);
  }

  /**
   * @param timeMs since the session began
   * @param value what the kind says; NaN for none
   */
  event(timeMs: number, kind: EventKind, code: Reason, value: number): void {
    if (!this.#makeRoom(EVENT_BYTES)) return;
    const chunk = this.#chunk;
    chunk.put8(ESCAPE);
    chunk.put8(Escaped.event);
    chunk.putVarint(timeMs);
    chunk.put8(kind);
    chunk.put8(code);
    chunk.putFloat(value);
    // A battery that gives up often does so next.
    if (kind === EventKind.stop || kind === EventKind.alarm) this.flush();
  }

  /** Writes what has been recorded so far. */
  flush(): void {
    if (this.#limit === 0) return;
    this.#limit = 0;
    this.#seal(ChunkKind.data);
    if (!this.#append()) this.#truncate();
  }

  /** Ends the session; false if that could not be kept. */
  close(statistics: SessionStatistics): boolean {
    if (!this.isRecording) return false;
    this.flush();
    this.isRecording = false;
    this.#shelf.recording = 0;
    this.#chunk.clear();
    putStatistics(statistics, this.isTruncated, this.#chunk);
    this.#seal(ChunkKind.closing);
    return this.#append();
  }

  /** `bytes` more fit into the open chunk. */
  #makeRoom(bytes: number): boolean {
    if (this.#limit > 0 && this.#chunk.end + bytes > this.#limit) this.flush();
    if (!this.isRecording || this.isTruncated) return false;
    return this.#limit > 0 || this.#openChunk();
  }

  #openChunk(): boolean {
    if (this.#roomBytes < LEAST_CHUNK_BYTES && !this.#openSector()) {
      this.#truncate();
      return false;
    }
    this.#limit = Math.min(MOST_CHUNK_BYTES, this.#roomBytes);
    this.#chunk.clear();
    this.#chunk.put32(this.#samples);
    this.#chunk.put16(this.#lastTenths);
    return true;
  }

  /** Room for data in this sector. */
  get #roomBytes(): number {
    const { ring } = this.#shelf;
    return ring.roomBytes - (ring.next < 0 ? END_BYTES : 0);
  }

  #openSector(): boolean {
    if (!this.#shelf.ring.open(this.session, ++this.#part)) return false;
    this.#shelf.noteOpened(false);
    return true;
  }

  /** Appends the sealed chunk; where it does not read back, another sector gets one try. */
  #append(): boolean {
    const { ring } = this.#shelf;
    const isKept = ring.roomBytes >= this.#chunk.sizeBytes && ring.append(this.#chunk);
    return isKept || (this.#openSector() && ring.append(this.#chunk));
  }

  #truncate(): void {
    this.isTruncated = true;
    this.#shelf.needsTidy = true;
    this.#chunk.clear();
    this.#seal(ChunkKind.truncated);
    const { ring } = this.#shelf;
    if (ring.roomBytes >= this.#chunk.sizeBytes) ring.append(this.#chunk);
  }

  #seal(kind: ChunkKind): void {
    this.#chunk.seal(kind, this.#sequence++, this.session);
  }
}
