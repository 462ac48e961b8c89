import type { Flash } from "./flash";
import { LAST_KIND, LOST, NEVER_WRITTEN } from "./kinds";
import { isNewer, RecordBuffer } from "./record";
import { RecordLog } from "./record-log";

/** The two copies, one in each half of the partition, so that power may fail at any byte and one half may rot. */
export class RecordPair {
  readonly #first: RecordLog;
  readonly #second: RecordLog;
  readonly #marker = new RecordBuffer();
  #nextSequence = 0;

  constructor(flash: Flash) {
    const sectors = Math.floor(flash.sectorCount / 2);
    this.#first = new RecordLog(flash, 0, sectors);
    this.#second = new RecordLog(flash, sectors, sectors);
    this.#nextSequence = this.#sequenceAfterAll();
  }

  get damagedSpots(): number {
    return this.#first.index.damagedSpots + this.#second.index.damagedSpots;
  }

  /** What both can still take without an erase, bytes. */
  get roomBytes(): number {
    return Math.min(this.#first.roomBytes, this.#second.roomBytes);
  }

  /** Every kind has a record, and both copies have the same one. */
  get isComplete(): boolean {
    for (let kind = 1; kind <= LAST_KIND; kind++) {
      const sequence = this.#first.index.sequenceOf(kind);
      if (sequence === undefined || sequence !== this.#second.index.sequenceOf(kind)) return false;
    }
    return true;
  }

  /** One copy without damage beyond a torn header would show any record that was ever completed. */
  get showsAllEverWritten(): boolean {
    return Math.min(this.#first.index.longestDamageSlots, this.#second.index.longestDamageSlots) <= 1;
  }

  hasRoomFor(bytes: number): boolean {
    return this.#first.hasRoomFor(bytes) && this.#second.hasRoomFor(bytes);
  }

  /** The newest whole record of a kind, until the next call; undefined without one. */
  read(kind: number): RecordBuffer | undefined {
    const newest = this.#newest(kind);
    if (newest === undefined) return undefined;
    const record = newest.read(kind);
    if (record !== undefined) return record;
    this.mount();
    return this.#newest(kind)?.read(kind);
  }

  /** Both copies hold the remains of something newer than this, so it is not what was saved last. */
  isOutdated(record: RecordBuffer): boolean {
    const { kind, sequence } = record;
    return this.#first.index.claimsNewer(kind, sequence) && this.#second.index.claimsNewer(kind, sequence);
  }

  /** Appends the payload in `record` to each copy that has room; true if at least one reads back. */
  write(record: RecordBuffer, kind: number, version: number, length: number): boolean {
    record.seal(kind, version, length, this.#nextSequence);
    // Also after a failure: cells that do not read back may read differently one day.
    this.#nextSequence = (this.#nextSequence + 1) >>> 0;
    const first = this.#first.append(record);
    const second = this.#second.append(record);
    return first || second;
  }

  /** Gives every kind a record in both copies, as far as there is room. Appends only. */
  complete(): void {
    for (let kind = 1; kind <= LAST_KIND; kind++) {
      const record = this.read(kind);
      if (record === undefined) this.write(this.#marker, kind, this.showsAllEverWritten ? NEVER_WRITTEN : LOST, 0);
      else if (record.version === NEVER_WRITTEN && this.isOutdated(record)) this.write(this.#marker, kind, LOST, 0);
      else this.#copyToOther(record);
    }
  }

  /** Looks at every newest record again, in both copies: a bit may have flipped since the start. */
  recheck(): void {
    for (let kind = 1; kind <= LAST_KIND; kind++) {
      if (isBroken(this.#first, kind) || isBroken(this.#second, kind)) this.mount();
    }
  }

  /** Writes all that counts once more, into erased sectors: everything older can be erased then. As far as there is room. */
  rewrite(): void {
    this.#first.closeSector();
    this.#second.closeSector();
    const copy = this.#marker;
    for (let kind = 1; kind <= LAST_KIND; kind++) {
      const record = this.read(kind);
      if (record === undefined) continue;
      // What is read stands in a buffer that appending reads back into.
      copy.bytes.set(record.bytes);
      this.#first.append(copy);
      this.#second.append(copy);
    }
  }

  /** Erases at most one sector, never one with a record that counts; false if there is nothing to erase. */
  eraseOne(): boolean {
    return this.#first.eraseOne() || this.#second.eraseOne();
  }

  /** Finds out everything anew from what stands in flash. */
  mount(): void {
    this.#first.mount();
    this.#second.mount();
    const after = this.#sequenceAfterAll();
    if (isNewer(after, this.#nextSequence)) this.#nextSequence = after;
  }

  /** Behind every whole record and also behind every torn one, so that no number is ever given to two payloads. */
  #sequenceAfterAll(): number {
    const a = this.#first.index.newest;
    const b = this.#second.index.newest;
    const newest = (isLater(b, a) ? b : a) ?? 0;
    return (newest + 1 + this.damagedSpots) >>> 0;
  }

  /** The copy with the newest record of a kind; undefined if neither has one. */
  #newest(kind: number): RecordLog | undefined {
    const a = this.#first.index.sequenceOf(kind);
    const b = this.#second.index.sequenceOf(kind);
    if (a === undefined && b === undefined) return undefined;
    return isLater(b, a) ? this.#second : this.#first;
  }

  #copyToOther(record: RecordBuffer): void {
    const { kind, sequence } = record;
    if (this.#first.index.sequenceOf(kind) !== sequence) this.#first.append(record);
    if (this.#second.index.sequenceOf(kind) !== sequence) this.#second.append(record);
  }
}

/** Sequence number `b` is newer than `a`, or there is no `a`. */
function isLater(b: number | undefined, a: number | undefined): boolean {
  return b !== undefined && (a === undefined || isNewer(b, a));
}

function isBroken(log: RecordLog, kind: number): boolean {
  return log.index.has(kind) && log.read(kind) === undefined;
}
