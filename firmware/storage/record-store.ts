import { ABSENT, CORRUPT, type Codec, foundRecord, type Stored } from "./codec";
import type { Flash } from "./flash";
import { type Kind, LAST_KIND, NEVER_WRITTEN } from "./kinds";
import { MAX_RECORD_BYTES, RecordBuffer, recordBytes } from "./record";
import { WASTE_BYTES } from "./record-log";
import { RecordPair } from "./record-pair";
import { SESSION_BYTES } from "./session-bytes";

/** `noRoom`: nothing was written, `tidy` helps. `failed`: neither copy read back, the value before it still counts. */
export type SaveOutcome = "saved" | "implausible" | "noRoom" | "failed";

/** What the firmware remembers. Starting it appends what a power loss left out; nothing but `tidy` erases. */
export class RecordStore {
  readonly #pair: RecordPair;
  readonly #sessionBytes: number;
  readonly #record = new RecordBuffer();

  /**
   * @param sessionBytes room that has to be free before a session begins
   * @throws RangeError for a partition in which tidying could not make that room
   */
  constructor(flash: Flash, sessionBytes: number = SESSION_BYTES) {
    const { sectorBytes, sectorCount } = flash;
    // In each half the newest records pin at most one sector each, and one more is open.
    const erasable = Math.floor(sectorCount / 2) - LAST_KIND - 1;
    const isEnough = sectorBytes >= MAX_RECORD_BYTES && erasable * (sectorBytes - WASTE_BYTES) >= sessionBytes;
    if (!isEnough || erasable < 1) throw new RangeError("partition too small");
    this.#sessionBytes = sessionBytes;
    this.#pair = new RecordPair(flash);
    this.#pair.complete();
  }

  /** Stretches of flash that a power loss or a flipped bit has spoilt since the last tidying. */
  get damagedSpots(): number {
    return this.#pair.damagedSpots;
  }

  /** Tidying is due before the next session: too little room is left, or something has no second copy. */
  get needsErase(): boolean {
    return this.#pair.roomBytes < this.#sessionBytes || !this.#pair.isComplete;
  }

  /** The newest record of a kind, if it can be believed. Load before tidying: that removes the traces of damage. */
  load<T>(codec: Codec<T>): Stored<T> {
    const record = this.#pair.read(codec.kind);
    if (record === undefined) return this.#pair.showsAllEverWritten ? ABSENT : CORRUPT;
    if (record.version === NEVER_WRITTEN) return this.#pair.isOutdated(record) ? CORRUPT : ABSENT;
    if (record.version !== codec.version) return CORRUPT;
    const value = codec.decode(record.payload, record.length);
    if (value === undefined || !codec.isPlausible(value)) return CORRUPT;
    return foundRecord(value, this.#pair.isOutdated(record));
  }

  /** Appends a value to both copies. Never erases. */
  save<T>(codec: Codec<T>, value: T): SaveOutcome {
    if (!codec.isPlausible(value)) return "implausible";
    const length = codec.encode(value, this.#record.payload);
    return this.#write(codec.kind, codec.version, length);
  }

  /** Says that a kind holds nothing from now on: the way out of `corrupt` for what cannot be found out again. */
  forget(kind: Kind): SaveOutcome {
    return this.#write(kind, NEVER_WRITTEN, 0);
  }

  /**
   * Everything that does not count any more stands in sectors of its own from now on: `tidy` erases all of them, and
   * then nothing is left of what was forgotten.
   */
  separate(): void {
    this.#pair.rewrite();
  }

  /**
   * One step of making room, with at most one erase. Only while erasing is allowed: vented and not armed. Call again
   * until it says "done". If `needsErase` still holds then, the flash is worn out.
   */
  tidy(): "more" | "done" {
    this.#pair.recheck();
    this.#pair.complete();
    if (this.#pair.eraseOne()) {
      // At once, so that a kind found to be lost is on record before more of its remains go.
      this.#pair.complete();
      return "more";
    }
    if (this.#pair.damagedSpots > 0) this.#pair.mount();
    return "done";
  }

  #write(kind: Kind, version: number, length: number): SaveOutcome {
    if (!this.#pair.hasRoomFor(recordBytes(length))) return "noRoom";
    return this.#pair.write(this.#record, kind, version, length) ? "saved" : "failed";
  }
}
